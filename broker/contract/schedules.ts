import * as z from 'zod/mini'
import { friendlyNameSchema } from './boards.ts'
import { messageFields, targetSchema } from './message.ts'
import type { Operation } from './operation.ts'

const describe = z.describe
const { id: _id, expiresAt: _expiresAt, ...scheduledFields } = messageFields

/** The name of a time zone as the IANA database lists it. */
export const timeZoneSchema = z.string().check(z.minLength(1), z.maxLength(64), describe('`Europe/Berlin`, `UTC`, …'))

/** A message as it is sent whenever its time comes; each time it is a new one. */
export const scheduledMessageSchema = z.strictObject(scheduledFields)

/** What is sent when: once at `at`, or again and again by `cron`. */
export const scheduleSchema = z
  .strictObject({
    name: friendlyNameSchema,
    to: targetSchema,
    message: scheduledMessageSchema,
    at: z.exactOptional(z.iso.datetime({ offset: true }).check(describe('Once, at this instant.'))),
    cron: z.exactOptional(
      z
        .string()
        .check(
          z.minLength(1),
          z.maxLength(120),
          describe('Five fields: minute, hour, day of the month, month, day of the week: `30 7 * * mon-fri`.'),
        ),
    ),
    timeZone: z.exactOptional(timeZoneSchema.check(describe('Of `cron`. Default: that of the hub.'))),
    endsAt: z.exactOptional(z.iso.datetime({ offset: true }).check(describe('After this, `cron` does nothing more.'))),
    enabled: z.exactOptional(z.boolean().check(describe('Default true.'))),
  })
  .check(
    z.refine(({ at, cron }) => (at === undefined) !== (cron === undefined), {
      params: { code: 'conflicting_fields' },
      path: ['cron'],
    }),
  )
export type Schedule = z.infer<typeof scheduleSchema>

export const scheduleViewSchema = z.object({
  id: z.string(),
  ...scheduleSchema.shape,
  owner: z.string().check(describe('Who made it; its messages come from them, and reach only what they reach.')),
  next: z.exactOptional(z.iso.datetime().check(describe('When it is due; missing if it never will be again.'))),
  last: z.exactOptional(
    z.object({
      at: z.iso.datetime(),
      messageId: z.exactOptional(z.string()),
      fault: z.exactOptional(z.string().check(describe('Why nothing was sent.'))),
    }),
  ),
})
export type ScheduleView = z.infer<typeof scheduleViewSchema>

export const cronPreviewSchema = z.strictObject({
  cron: z.string().check(z.minLength(1), z.maxLength(120)),
  timeZone: z.exactOptional(timeZoneSchema),
})

const schedule = { id: z.string().check(z.regex(/^[a-z0-9]{12}$/)) }

/** Messages that are sent later, once or again and again. */
export const scheduleOperations = {
  listSchedules: {
    method: 'get',
    path: '/api/schedules',
    summary: 'What is sent later, the next first',
    access: 'viewer',
    responses: { 200: z.object({ schedules: z.array(scheduleViewSchema) }) },
  },
  addSchedule: {
    method: 'post',
    path: '/api/schedules',
    summary: 'Send a message later, once or again and again',
    access: 'operator',
    body: scheduleSchema,
    responses: { 201: scheduleViewSchema },
  },
  putSchedule: {
    method: 'put',
    path: '/api/schedules/{id}',
    summary: 'Change what is sent later',
    access: 'operator',
    audit: 'schedule.changed',
    params: schedule,
    body: scheduleSchema,
    responses: { 200: scheduleViewSchema },
  },
  deleteSchedule: {
    method: 'delete',
    path: '/api/schedules/{id}',
    summary: 'Do not send it any more',
    access: 'operator',
    audit: 'schedule.deleted',
    params: schedule,
    responses: { 204: 'Deleted' },
  },
  previewCron: {
    method: 'post',
    path: '/api/schedules/preview',
    summary: 'The next five times of a cron expression',
    access: 'operator',
    body: cronPreviewSchema,
    responses: { 200: z.object({ next: z.array(z.iso.datetime()), timeZone: z.string() }) },
  },
} as const satisfies Record<string, Operation>
