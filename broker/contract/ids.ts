import * as z from 'zod/mini'

/** Ids that cannot name a display because topics use them for something else. */
export const reservedDisplayIds: readonly string[] = ['all', 'group']

const namePattern = /^[a-z0-9][a-z0-9_-]{0,31}$/
const messageIdPattern = /^[A-Za-z0-9_-]{1,36}$/

/** A display id: lower-case letters, digits, `_` and `-`, at most 32, never `all` or `group`. */
export const displayIdSchema = z
  .string()
  .check(
    z.regex(namePattern),
    z.refine((id) => !reservedDisplayIds.includes(id), { params: { code: 'invalid_value' } }),
  )
  .brand<'DisplayId'>()
export type DisplayId = z.infer<typeof displayIdSchema>

/** A group name, of the same alphabet as a display id. */
export const groupIdSchema = z.string().check(z.regex(namePattern)).brand<'GroupId'>()
export type GroupId = z.infer<typeof groupIdSchema>

/** The name of a page, an input or a sensor. */
export const nameSchema = z.string().check(z.regex(namePattern)).brand<'Name'>()
export type Name = z.infer<typeof nameSchema>

/** The name of an input as it stands in payloads, where any text of that alphabet will do. */
export const inputNameSchema = z.string().check(z.regex(namePattern))

/** The id of a message, chosen by its sender or given by the hub. */
export const messageIdSchema = z.string().check(z.regex(messageIdPattern)).brand<'MessageId'>()
export type MessageId = z.infer<typeof messageIdSchema>

/** What a board acknowledges: the id of the message, or `~` and the hash of a payload that carried none. */
export const ackIdSchema = z.string().check(z.regex(/^(?:[A-Za-z0-9_-]{1,36}|~[0-9a-f]{8})$/))

export function isDisplayId(text: string): text is DisplayId {
  return namePattern.test(text) && !reservedDisplayIds.includes(text)
}

export function isName(text: string): text is GroupId & Name {
  return namePattern.test(text)
}
