import * as z from 'zod/mini'
import { maxDurationMs, maxPageOrder, maxTtlMs, messageDefaults, pageDefaults } from './bounds.ts'
import { duration, messageFields, oneExpiry } from './message.ts'

export const pageTimes = ['always', 'idle', 'offline'] as const
export const pageWhenSchema = z.enum(pageTimes)
/** When a page takes part in the rotation. */
export type PageWhen = z.infer<typeof pageWhenSchema>

const { text, title, from, align, overflow, scrollMs, pageMs, backlight } = messageFields

/** The fields of a JSON page in the order in which they are documented. Those of a message that a page has no use for are unknown. */
export const pageFields = {
  text,
  title,
  from,
  order: z.exactOptional(
    z
      .int()
      .check(
        z.gte(0),
        z.lte(maxPageOrder),
        z.describe(`Pages rotate in this order, then by name. Default ${pageDefaults.order}.`),
      ),
  ),
  when: z.exactOptional(
    pageWhenSchema.check(
      z.describe(
        'Default `always`. `idle`: only while there is no `always` page. `offline`: in place of the others while the board has no connection to the hub.',
      ),
    ),
  ),
  showMs: z.exactOptional(
    duration(
      100,
      maxDurationMs,
      `How long it stays in its turn, at least one run through its text. Default ${messageDefaults.showMs}.`,
    ),
  ),
  lifetimeMs: z.exactOptional(
    duration(
      1,
      maxTtlMs,
      'How long after its reception it is good; then it stays with a stale mark. Default: for ever.',
    ),
  ),
  staleAt: z.exactOptional(
    z.iso
      .datetime({ offset: true })
      .check(z.describe('From when on it carries a stale mark. Not together with lifetimeMs.')),
  ),
  expiresAt: z.exactOptional(
    z.iso.datetime({ offset: true }).check(z.describe('When it goes away by itself. Not together with ttlMs.')),
  ),
  ttlMs: z.exactOptional(
    duration(1, maxTtlMs, 'How long after its reception it goes away by itself. Default: it stays.'),
  ),
  align,
  overflow,
  scrollMs,
  pageMs,
  backlight,
}

const oneStaleness = z.refine<{ lifetimeMs?: number; staleAt?: string }>(
  (page) => page.staleAt === undefined || page.lifetimeMs === undefined,
  { params: { code: 'conflicting_fields', other: 'lifetimeMs' }, path: ['staleAt'] },
)

/** A JSON page: the body of `page` topics. */
export const pageSchema = z.strictObject(pageFields).check(oneExpiry, oneStaleness)
export type Page = z.infer<typeof pageSchema>

/** What a display replaces in the text and the title of a page by the time since it last had a connection to the hub, such as `5 min`. */
export const agePlaceholder = '{{age}}'
