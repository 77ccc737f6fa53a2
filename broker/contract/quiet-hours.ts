import * as z from 'zod/mini'
import { friendlyNameSchema } from './boards.ts'
import { prioritySchema, targetSchema } from './message.ts'
import type { Operation } from './operation.ts'
import { timeZoneSchema } from './schedules.ts'

const describe = z.describe
const timeOfDay = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/), describe('`22:30`, in the time zone.'))

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** When some displays are left in peace. Messages wait, unless they are urgent enough or expire. */
export const quietHoursSchema = z.strictObject({
  name: z.exactOptional(friendlyNameSchema),
  to: targetSchema,
  from: timeOfDay,
  until: timeOfDay.check(describe('On the next day if it is not after `from`.')),
  days: z.exactOptional(
    z.array(z.enum(weekdays)).check(z.minLength(1), z.maxLength(7), describe('Days on which it begins. Default all.')),
  ),
  timeZone: z.exactOptional(timeZoneSchema.check(describe('Default: that of the hub.'))),
  allow: z.exactOptional(
    prioritySchema.check(describe('The least priority that is shown all the same. Default critical.')),
  ),
  backlight: z.exactOptional(z.enum(['off', 'unchanged']).check(describe('Default unchanged.'))),
  enabled: z.exactOptional(z.boolean().check(describe('Default true.'))),
})
export type QuietHours = z.infer<typeof quietHoursSchema>

export const quietHoursViewSchema = z.object({
  id: z.string(),
  ...quietHoursSchema.shape,
  active: z.boolean().check(describe('It is quiet now.')),
  next: z.exactOptional(z.iso.datetime().check(describe('When that changes.'))),
})
export type QuietHoursView = z.infer<typeof quietHoursViewSchema>

const rule = { id: z.string().check(z.regex(/^[a-z0-9]{12}$/)) }

export const quietHoursOperations = {
  listQuietHours: {
    method: 'get',
    path: '/api/quiet-hours',
    summary: 'When displays are left in peace',
    access: 'viewer',
    responses: { 200: z.object({ rules: z.array(quietHoursViewSchema) }) },
  },
  addQuietHours: {
    method: 'post',
    path: '/api/quiet-hours',
    summary: 'Leave displays in peace at some hours',
    access: 'administrator',
    body: quietHoursSchema,
    responses: { 201: quietHoursViewSchema },
  },
  putQuietHours: {
    method: 'put',
    path: '/api/quiet-hours/{id}',
    summary: 'Change quiet hours',
    access: 'administrator',
    audit: 'quiet-hours.changed',
    params: rule,
    body: quietHoursSchema,
    responses: { 200: quietHoursViewSchema },
  },
  deleteQuietHours: {
    method: 'delete',
    path: '/api/quiet-hours/{id}',
    summary: 'Delete quiet hours; what waits is shown',
    access: 'administrator',
    audit: 'quiet-hours.deleted',
    params: rule,
    responses: { 204: 'Deleted' },
  },
} as const satisfies Record<string, Operation>
