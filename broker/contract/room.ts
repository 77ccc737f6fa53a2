import * as z from 'zod/mini'
import { maxTextBytes } from './bounds.ts'
import { prioritySchema } from './message.ts'
import type { Operation } from './operation.ts'
import { utf8Bytes } from './text-size.ts'

const describe = z.describe

/** The group whose displays take part in the room: what is written there is shown on them. */
export const roomGroup = 'room'

/** What was written in the room, or sent to all displays by anybody. */
export const roomMessageSchema = z.object({
  id: z.string().check(describe('Id of the message; its report says who has seen it.')),
  kind: z.enum(['room', 'broadcast']).check(describe('Written in the room, or sent to every display.')),
  from: z.string().check(describe('Who sent it.')),
  title: z.exactOptional(z.string()),
  text: z.string(),
  priority: prioritySchema,
  at: z.iso.datetime(),
})
export type RoomMessage = z.infer<typeof roomMessageSchema>

/** Who is signed in and connected now, each once. */
export const roomPeopleSchema = z.object({
  people: z.array(z.object({ name: z.string(), since: z.iso.datetime() })),
})
export type RoomPeople = z.infer<typeof roomPeopleSchema>

export const roomSchema = z.object({
  ...roomPeopleSchema.shape,
  messages: z.array(roomMessageSchema).check(describe('Newest first.')),
  nextCursor: z.exactOptional(z.string().check(describe('For the earlier ones.'))),
  displays: z.array(z.string()).check(describe('Displays that take part: the members of the group `room`.')),
})
export type Room = z.infer<typeof roomSchema>

export const writeInRoomSchema = z.strictObject({
  text: z.string().check(
    z.minLength(1),
    z.refine((value) => utf8Bytes(value) <= maxTextBytes, {
      params: { code: 'too_long', maxBytes: maxTextBytes },
    }),
    describe(`What to say, 1 to ${maxTextBytes} bytes of UTF-8.`),
  ),
})

export const roomOperations = {
  getRoom: {
    method: 'get',
    path: '/api/room',
    summary: 'Who is in the room, and what was said there and to everybody',
    access: 'viewer',
    query: { cursor: '`nextCursor` of the page before.', limit: 'Messages in the answer, 1 to 200. Default 50.' },
    responses: { 200: roomSchema },
  },
  writeInRoom: {
    method: 'post',
    path: '/api/room/messages',
    summary: 'Write in the room; it is shown on the displays that take part',
    access: 'viewer',
    isRepeatable: true,
    body: writeInRoomSchema,
    responses: { 201: roomMessageSchema },
  },
} as const satisfies Record<string, Operation>
