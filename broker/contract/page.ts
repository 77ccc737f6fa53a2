import * as z from 'zod/mini'
import { maxTtlMs } from './bounds.ts'
import { messageFields } from './message.ts'

const describe = z.describe
const { text, title, from, showMs, expiresAt, ttlMs, align, overflow, scrollMs, pageMs, backlight } = messageFields

/** The fields of a JSON page in the order in which they are documented. */
export const pageFields = {
  text,
  title,
  from,
  showMs,
  order: z.exactOptional(
    z.int().check(z.gte(0), z.lte(999), describe('Pages take turns in this order, then by name. Default 100.')),
  ),
  when: z.exactOptional(
    z
      .enum(['always', 'idle', 'offline'])
      .check(
        describe('`idle`: only while there is no other page. `offline`: only while the hub is away. Default always.'),
      ),
  ),
  lifetimeMs: z.exactOptional(
    z
      .int()
      .check(z.gte(1000), z.lte(maxTtlMs), describe('After this without an update it stays, but is marked as stale.')),
  ),
  staleAt: z.exactOptional(
    z.iso.datetime({ offset: true }).check(describe('The same as an instant. Not together with lifetimeMs.')),
  ),
  expiresAt,
  ttlMs,
  align,
  overflow,
  scrollMs,
  pageMs,
  backlight,
}

/** A JSON page: the body of `page` topics and of the operations about pages. */
export const pageSchema = z.strictObject(pageFields).check(
  z.refine<{ expiresAt?: string; ttlMs?: number }>((page) => page.expiresAt === undefined || page.ttlMs === undefined, {
    params: { code: 'conflicting_fields' },
    path: ['expiresAt'],
  }),
  z.refine<{ staleAt?: string; lifetimeMs?: number }>(
    (page) => page.staleAt === undefined || page.lifetimeMs === undefined,
    { params: { code: 'conflicting_fields' }, path: ['staleAt'] },
  ),
)
export type Page = z.infer<typeof pageSchema>
