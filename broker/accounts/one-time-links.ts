import { createHash, randomBytes } from 'node:crypto'
import { MarqueeError } from '#contract/errors.ts'
import type { LinkView } from '#contract/people.ts'
import { type Clock, isoTime } from '../clock.ts'
import { limits } from '../limits.ts'
import type { AuthContext } from './auth.ts'

export type LinkKind = 'invitation' | 'recovery' | 'verification'

/** The pages of the dashboard that take the token of a link; it is after the `#`, which browsers send to nobody. */
const pages: Record<LinkKind, string> = {
  invitation: '/accept-invitation',
  recovery: '/recover',
  verification: '/verify-email',
}
const lifetimesMs: Record<LinkKind, number> = {
  invitation: limits.invitationMs,
  recovery: limits.recoveryLinkMs,
  verification: limits.verificationLinkMs,
}

export interface OpenLink {
  readonly id: string
  readonly value: string
  readonly createdAt: Date
  readonly expiresAt: Date
}

export type NewLink = Omit<LinkView, 'mailed'> & { readonly id: string }

/** Links that work once and for a while. Only the SHA-256 of their tokens is kept. */
export interface OneTimeLinks {
  /** Makes a link that stands for `value`. Rejects with `limit_reached` when too many of its kind are open. */
  make(kind: LinkKind, value: string): Promise<NewLink>
  peek(kind: LinkKind, token: string): Promise<OpenLink | undefined>
  /** Uses a link up; of two who try at once, one gets it. */
  take(kind: LinkKind, token: string): Promise<OpenLink | undefined>
  list(kind: LinkKind): Promise<readonly OpenLink[]>
  /** Takes back one by its id; answers whether it was there. */
  remove(kind: LinkKind, id: string): Promise<boolean>
  /** Takes back all that stand for a value. */
  removeAll(kind: LinkKind, value: string): Promise<void>
}

interface Options {
  readonly context: () => Promise<AuthContext>
  readonly baseUrl: () => string
  readonly clock: Clock
}

const model = 'verification'
const identifierOf = (kind: LinkKind, token: string) =>
  `${kind}:${createHash('sha256').update(token).digest('base64url')}`

export function createOneTimeLinks({ context, baseUrl, clock }: Options): OneTimeLinks {
  const ofKind = (kind: LinkKind) => ({
    field: 'identifier',
    operator: 'starts_with' as const,
    value: `${kind}:`,
  })
  const isOpen = ({ expiresAt }: OpenLink) => expiresAt.getTime() > clock.now()

  async function open(kind: LinkKind): Promise<OpenLink[]> {
    const { adapter } = await context()
    await adapter.deleteMany({
      model,
      where: [ofKind(kind), { field: 'expiresAt', operator: 'lt', value: new Date(clock.now()) }],
    })
    return adapter.findMany<OpenLink>({ model, where: [ofKind(kind)], limit: limits.maxOpenLinks + 1 })
  }

  return {
    async make(kind, value) {
      if ((await open(kind)).length >= limits.maxOpenLinks)
        throw new MarqueeError({
          code: 'limit_reached',
          message: `there are ${limits.maxOpenLinks} open links of this kind already; wait until some are over`,
        })
      const token = randomBytes(32).toString('base64url')
      const expiresAt = new Date(clock.now() + lifetimesMs[kind])
      const { internalAdapter } = await context()
      const { id } = await internalAdapter.createVerificationValue({
        identifier: identifierOf(kind, token),
        value,
        expiresAt,
      })
      const path = `${pages[kind]}#${token}`
      return { id, path, url: `${baseUrl()}${path}`, expiresAt: isoTime(expiresAt.getTime()) }
    },
    async peek(kind, token) {
      const { adapter } = await context()
      const where = [{ field: 'identifier', value: identifierOf(kind, token) }]
      const link = await adapter.findOne<OpenLink>({ model, where })
      return link !== null && isOpen(link) ? link : undefined
    },
    async take(kind, token) {
      const { internalAdapter } = await context()
      const link = await internalAdapter.consumeVerificationValue(identifierOf(kind, token))
      return link !== null && isOpen(link) ? link : undefined
    },
    list: open,
    async remove(kind, id) {
      const { adapter } = await context()
      return (await adapter.deleteMany({ model, where: [ofKind(kind), { field: 'id', value: id }] })) > 0
    },
    async removeAll(kind, value) {
      const { adapter } = await context()
      await adapter.deleteMany({ model, where: [ofKind(kind), { field: 'value', value }] })
    },
  }
}
