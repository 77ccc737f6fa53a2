import * as z from 'zod/mini'
import type { Operation } from './operation.ts'

const describe = z.describe
const maxBytes = 1_073_741_824

/** What an administrator may change while the hub runs. Everything else is a constant or a variable of the environment. */
export const settingsSchema = z
  .strictObject({
    softUnsentBytes: z
      .int()
      .check(
        z.gte(16_384),
        z.lte(maxBytes),
        describe('Unsent bytes to one MQTT client above which it gets no message with QoS 0; those are counted.'),
      ),
    maxUnsentBytes: z
      .int()
      .check(
        z.gte(65_536),
        z.lte(maxBytes),
        describe('Unsent bytes to one MQTT client above which its connection is closed.'),
      ),
  })
  .check(
    z.refine((settings) => settings.softUnsentBytes <= settings.maxUnsentBytes, {
      params: { code: 'conflicting_fields' },
      path: ['softUnsentBytes'],
    }),
  )
export type Settings = z.infer<typeof settingsSchema>

export const settingsOperations = {
  getSettings: {
    method: 'get',
    path: '/api/settings',
    summary: 'What can be changed while the hub runs',
    access: 'administrator',
    responses: { 200: settingsSchema },
  },
  putSettings: {
    method: 'put',
    path: '/api/settings',
    summary: 'Change it; it counts at once and after a restart',
    access: 'administrator',
    audit: 'settings.changed',
    body: settingsSchema,
    responses: { 200: settingsSchema },
  },
} as const satisfies Record<string, Operation>
