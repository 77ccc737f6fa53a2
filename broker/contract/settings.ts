import * as z from 'zod/mini'
import type { Operation } from './operation.ts'

const describe = z.describe
const maxBytes = 1_073_741_824

const bytes = (minimum: number, description: string) =>
  z.int().check(z.gte(minimum), z.lte(maxBytes), describe(description))

const unsent = {
  softUnsentBytes: bytes(
    16_384,
    'Unsent bytes to one MQTT client above which it gets no message with QoS 0; those are counted.',
  ),
  maxUnsentBytes: bytes(65_536, 'Unsent bytes to one MQTT client above which its connection is closed.'),
}

const history = {
  historyDays: z.int().check(z.gte(1), z.lte(3650), describe('How many days finished messages are kept.')),
  historyMessages: z
    .int()
    .check(z.gte(100), z.lte(5_000_000), describe('How many finished messages are kept; the oldest go first.')),
}

const isOrdered = z.refine<{ softUnsentBytes: number; maxUnsentBytes: number }>(
  ({ softUnsentBytes, maxUnsentBytes }) => softUnsentBytes <= maxUnsentBytes,
  { params: { code: 'conflicting_fields' }, path: ['softUnsentBytes'] },
)

/** What an administrator may change while the hub runs. Everything else is a constant or a variable of the environment. */
export const settingsSchema = z.strictObject({ ...unsent, ...history }).check(isOrdered)
export type Settings = z.infer<typeof settingsSchema>

/** The same to be set; what is left out stays as it is. */
export const putSettingsSchema = z
  .strictObject({
    ...unsent,
    historyDays: z.exactOptional(history.historyDays),
    historyMessages: z.exactOptional(history.historyMessages),
  })
  .check(isOrdered)
export type PutSettings = z.infer<typeof putSettingsSchema>

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
    body: putSettingsSchema,
    responses: { 200: settingsSchema },
  },
} as const satisfies Record<string, Operation>
