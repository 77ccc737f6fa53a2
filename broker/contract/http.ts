import * as z from 'zod/mini'
import { accountOperations } from './account-operations.ts'
import { boardOperations, changeDisplaySchema, credentialsViewSchema, friendlyNameSchema } from './boards.ts'
import { maxColumns, maxRows, minColumns } from './bounds.ts'
import { reportSchema } from './delivery.ts'
import { aboutSchema, inputEventSchema, presenceSchema, romSchema, screenSchema } from './display.ts'
import { historyOperations } from './history-operations.ts'
import { displayIdSchema, groupIdSchema, nameSchema } from './ids.ts'
import { addressedMessageSchema } from './message.ts'
import type { Operation } from './operation.ts'
import { pageOperations } from './page-operations.ts'
import { peopleOperations } from './people-operations.ts'
import { quietHoursOperations } from './quiet-hours.ts'
import { roomOperations } from './room.ts'
import { scheduleOperations } from './schedules.ts'
import { settingsOperations } from './settings.ts'
import { tokenOperations } from './tokens.ts'

/** A display as the hub knows it. */
export const displayViewSchema = z.object({
  id: z.string(),
  name: z.exactOptional(friendlyNameSchema),
  presence: presenceSchema,
  since: z.iso.datetime().check(z.describe('When it came online or went offline.')),
  virtual: z.boolean().check(z.describe('Runs inside the hub.')),
  groups: z.array(z.string()),
  waiting: z.int().check(z.describe('Messages that wait for it.')),
  quietUntil: z.exactOptional(z.iso.datetime().check(z.describe('It is left in peace until then.'))),
  credentials: z.exactOptional(credentialsViewSchema).check(z.describe('Missing for a display without a secret.')),
  about: z.exactOptional(aboutSchema),
  screen: z.exactOptional(screenSchema),
})
export type DisplayView = z.infer<typeof displayViewSchema>

export const groupViewSchema = z.object({ id: z.string(), displays: z.array(z.string()) })
export type GroupView = z.infer<typeof groupViewSchema>

export const groupMembersSchema = z.strictObject({
  displays: z.array(displayIdSchema).check(z.maxLength(10_000), z.describe('All members; replaces the earlier list.')),
})

/** What virtual displays the hub should start. */
export const startVirtualDisplaysSchema = z.strictObject({
  id: z.exactOptional(
    displayIdSchema.check(z.describe('Id of a single one; by default the hub picks `virtual-1`, `virtual-2`, …')),
  ),
  count: z.exactOptional(z.int().check(z.gte(1), z.lte(64), z.describe('Default 1.'))),
  columns: z.exactOptional(z.int().check(z.gte(minColumns), z.lte(maxColumns), z.describe('Default 20.'))),
  rows: z.exactOptional(z.int().check(z.gte(1), z.lte(maxRows), z.describe('Default 4.'))),
  rom: z.exactOptional(romSchema),
})
export type StartVirtualDisplays = z.infer<typeof startVirtualDisplaysSchema>
export const startedVirtualDisplaysSchema = z.object({ ids: z.array(z.string()) })

export const errorBodySchema = z.object({ code: z.string(), message: z.string(), field: z.exactOptional(z.string()) })

const displays = z.object({ displays: z.array(displayViewSchema) })
const groups = z.object({ groups: z.array(groupViewSchema) })
const plainOrJson =
  'Plain text, or a JSON message when the first byte is `{`; the same bytes as over MQTT. An empty body clears the glass.'

const waitQuery = {
  wait: 'With `shown`, the answer comes when every display that is online has shown it, or when `timeoutMs` has passed (then 202).',
  timeoutMs: 'How long to wait, 1 to 60000. Default 10000.',
} as const
const waitValues = { wait: z.enum(['shown']), timeoutMs: z.int().check(z.gte(1), z.lte(60_000)) } as const

const display = { id: displayIdSchema }
const group = { id: groupIdSchema }
const accepted = { 200: reportSchema, 202: reportSchema } as const

/** The HTTP API. `{id}` stands for a path parameter. */
export const operations = {
  ...accountOperations,
  ...peopleOperations,
  sendMessage: {
    method: 'post',
    path: '/api/messages',
    summary: 'Send a message to displays, a group or all',
    access: 'operator',
    isRepeatable: true,
    query: waitQuery,
    queryValues: waitValues,
    body: addressedMessageSchema,
    responses: accepted,
  },
  ...historyOperations,
  listDisplays: {
    method: 'get',
    path: '/api/displays',
    summary: 'Every display the hub knows',
    access: 'viewer',
    responses: { 200: displays },
  },
  getDisplay: {
    method: 'get',
    path: '/api/displays/{id}',
    summary: 'One display with its screen',
    access: 'viewer',
    about: 'display',
    params: display,
    responses: { 200: displayViewSchema },
  },
  forgetDisplay: {
    method: 'delete',
    path: '/api/displays/{id}',
    summary: 'Forget a display that is offline, or that has credentials: those end, and its connection',
    access: 'administrator',
    about: 'display',
    audit: 'display.forgotten',
    params: display,
    responses: { 204: 'Forgotten' },
  },
  changeDisplay: {
    method: 'put',
    path: '/api/displays/{id}',
    summary: 'Rename, disable or enable a display',
    access: 'administrator',
    about: 'display',
    audit: 'display.changed',
    params: display,
    body: changeDisplaySchema,
    responses: { 200: displayViewSchema },
  },
  sendToAll: {
    method: 'post',
    path: '/api/displays/all/message',
    summary: 'Send to every display',
    access: 'operator',
    about: 'all',
    isRepeatable: true,
    query: waitQuery,
    queryValues: waitValues,
    body: plainOrJson,
    responses: accepted,
  },
  sendToDisplay: {
    method: 'post',
    path: '/api/displays/{id}/message',
    summary: 'Send to one display',
    access: 'operator',
    about: 'display',
    params: display,
    isRepeatable: true,
    query: waitQuery,
    queryValues: waitValues,
    body: plainOrJson,
    responses: accepted,
  },
  sendToGroup: {
    method: 'post',
    path: '/api/groups/{id}/message',
    summary: 'Send to a group',
    access: 'operator',
    about: 'group',
    params: group,
    isRepeatable: true,
    query: waitQuery,
    queryValues: waitValues,
    body: plainOrJson,
    responses: accepted,
  },
  listGroups: {
    method: 'get',
    path: '/api/groups',
    summary: 'Every group and its members',
    access: 'viewer',
    responses: { 200: groups },
  },
  putGroup: {
    method: 'put',
    path: '/api/groups/{id}',
    summary: 'Make a group or replace its members',
    access: 'administrator',
    about: 'group',
    audit: 'group.changed',
    params: group,
    body: groupMembersSchema,
    responses: { 200: groupViewSchema },
  },
  deleteGroup: {
    method: 'delete',
    path: '/api/groups/{id}',
    summary: 'Delete a group',
    access: 'administrator',
    about: 'group',
    audit: 'group.deleted',
    params: group,
    responses: { 204: 'Deleted' },
  },
  startVirtualDisplays: {
    method: 'post',
    path: '/api/virtual-displays',
    summary: 'Start virtual displays in the hub',
    access: 'administrator',
    audit: 'virtual-displays.started',
    body: startVirtualDisplaysSchema,
    responses: { 201: startedVirtualDisplaysSchema },
  },
  stopVirtualDisplay: {
    method: 'delete',
    path: '/api/virtual-displays/{id}',
    summary: 'Stop a virtual display of the hub and forget it',
    access: 'administrator',
    about: 'display',
    audit: 'virtual-display.stopped',
    params: display,
    responses: { 204: 'Stopped' },
  },
  pressVirtualButton: {
    method: 'post',
    path: '/api/virtual-displays/{id}/input/{name}',
    summary: 'Use a button of a virtual display of the hub, as to answer a message with actions',
    access: 'operator',
    about: 'display',
    params: { ...display, name: nameSchema },
    body: inputEventSchema,
    responses: { 204: 'Done' },
  },
  ...pageOperations,
  ...boardOperations,
  ...tokenOperations,
  ...settingsOperations,
  ...scheduleOperations,
  ...quietHoursOperations,
  ...roomOperations,
} as const satisfies Record<string, Operation>

export type OperationName = keyof typeof operations
