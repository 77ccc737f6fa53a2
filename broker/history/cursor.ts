import * as z from 'zod/mini'
import { MarqueeError } from '#contract/errors.ts'
import { messageIdSchema } from '#contract/ids.ts'
import type { Position } from './history-repository.ts'

const count = z.int().check(z.gte(0))
const cursorSchema = z.union([z.tuple([count, messageIdSchema]), z.tuple([count, messageIdSchema, count])])

/** A place in the history as clients get it, without a meaning for them. */
export function cursorOf({ at, id, seq }: Position): string {
  return Buffer.from(JSON.stringify(seq === undefined ? [at, id] : [at, id, seq])).toString('base64url')
}

/** Throws `invalid_value` for what no page has told. */
export function positionOf(cursor: string): Position {
  const parsed = cursorSchema.safeParse(parse(cursor))
  if (!parsed.success)
    throw new MarqueeError({
      code: 'invalid_value',
      field: 'cursor',
      message: 'cursor has to be the nextCursor of a page before',
    })
  const [at, id, seq] = parsed.data
  return { at, id, seq }
}

function parse(cursor: string): unknown {
  if (cursor.length > 200 || !/^[\w-]+$/.test(cursor)) return undefined
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}
