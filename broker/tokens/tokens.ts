import { MarqueeError } from '#contract/errors.ts'
import type { CreatedToken, CreateToken, TokenView } from '#contract/tokens.ts'
import type { Principal } from '../access/principal.ts'
import { hashOf, isSameHash, newSecret } from '../access/secret.ts'
import { type Clock, isoTime } from '../clock.ts'
import { limits } from '../limits.ts'
import { newShortId } from '../short-id.ts'
import type { KeptToken, TokensRepository } from './tokens-repository.ts'

/** API tokens: what scripts and other brokers come with. They are looked up in memory. */
export interface Tokens {
  list(): TokenView[]
  /** Whose token this is, if it is good now. */
  verify(token: string): Principal | undefined
  /** Whose token has this id, if it is good now. */
  principal(id: string): Principal | undefined
  /** Makes a token, which is told this once. Rejects with `limit_reached`, or `unavailable` with none made. */
  create(request: CreateToken, createdBy?: string): Promise<CreatedToken>
  /** Ends a token at once. Throws `not_found`; `kept` resolves when it cannot come back, or rejects with `unavailable`. */
  revoke(id: string): { readonly name: string; readonly kept: Promise<void> }
  close(): void
}

interface Options {
  readonly repository: TokensRepository
  readonly clock: Clock
  /** Told when tokens are not good any more; `isGone` says of whose connections that is true. */
  readonly onEnded: (isGone: (principal: Principal) => boolean) => void
}

const tokenPattern = /^mqt_([a-z0-9]{12})_[A-Za-z0-9_-]{43}$/
const dayMs = 86_400_000

/** Loads the tokens; rejects if they cannot be read. */
export async function createTokens({ repository, clock, onEnded }: Options): Promise<Tokens> {
  const tokens = new Map<string, KeptToken>((await repository.load()).map((token) => [token.id, token]))
  let expiry: NodeJS.Timeout | undefined
  waitForExpiry()
  repository.onChangedElsewhere(follow)

  const isGood = (token: KeptToken | undefined): token is KeptToken =>
    token !== undefined && (token.expiresAt === undefined || token.expiresAt > clock.now())

  function endGone(): void {
    onEnded(({ kind, id }) => kind === 'token' && !isGood(tokens.get(id)))
  }

  /** What another hub on the same database has made or revoked counts here too. */
  function follow(all: readonly KeptToken[], isOurs: (id: string) => boolean): void {
    const kept = new Set(all.map(({ id }) => id))
    for (const id of [...tokens.keys()]) if (!kept.has(id) && !isOurs(id)) tokens.delete(id)
    for (const token of all) if (!tokens.has(token.id) && !isOurs(token.id)) tokens.set(token.id, token)
    endGone()
    waitForExpiry()
  }

  /** Nobody waits for tokens that never expire. */
  function waitForExpiry(): void {
    clearTimeout(expiry)
    const ends = [...tokens.values()].flatMap(({ expiresAt = 0 }) => (expiresAt > clock.now() ? [expiresAt] : []))
    if (ends.length === 0) return
    const wait = Math.min(limits.maxExpiryCheckMs, Math.min(...ends) - clock.now())
    expiry = setTimeout(() => {
      endGone()
      waitForExpiry()
    }, wait + 1).unref()
  }

  return {
    list: () => [...tokens.values()].sort((a, b) => a.createdAt - b.createdAt).map((token) => viewOf(token, clock)),
    verify(secret) {
      const token = tokens.get(tokenPattern.exec(secret)?.[1] ?? '')
      if (!isGood(token) || !isSameHash(Buffer.from(token.secretHash, 'hex'), hashOf(secret))) return undefined
      const now = clock.now() - (clock.now() % limits.lastUsedResolutionMs)
      if (token.lastUsedAt !== now) {
        tokens.set(token.id, { ...token, lastUsedAt: now })
        repository.used(token.id, now)
      }
      return principalOf(token)
    },
    principal(id) {
      const token = tokens.get(id)
      return isGood(token) ? principalOf(token) : undefined
    },
    async create(request, createdBy) {
      if (tokens.size >= limits.maxTokens) throw tooMany()
      const id = newShortId()
      const secret = newSecret('mqt').replace('mqt_', `mqt_${id}_`)
      const token = keptOf(request, { id, createdBy, secretHash: hashOf(secret).toString('hex'), now: clock.now() })
      repository.put(token)
      try {
        await repository.saved()
      } catch (error) {
        repository.remove(id)
        throw error
      }
      tokens.set(id, token)
      waitForExpiry()
      return { ...viewOf(token, clock), token: secret }
    },
    revoke(id) {
      const token = tokens.get(id)
      if (token === undefined) throw new MarqueeError({ code: 'not_found', message: `there is no token ${id}` })
      tokens.delete(id)
      repository.remove(id)
      endGone()
      return { name: token.name, kept: repository.saved() }
    },
    close: () => clearTimeout(expiry),
  }
}

interface Made {
  readonly id: string
  readonly createdBy: string | undefined
  readonly secretHash: string
  readonly now: number
}

function keptOf(request: CreateToken, { id, createdBy, secretHash, now }: Made): KeptToken {
  const { name, role, displays, groups, expiresInDays = limits.defaultTokenDays } = request
  return {
    id,
    name,
    role,
    scope:
      displays === undefined && groups === undefined ? undefined : { displays: displays ?? [], groups: groups ?? [] },
    secretHash,
    createdAt: now,
    createdBy,
    expiresAt: expiresInDays === null ? undefined : now + expiresInDays * dayMs,
    lastUsedAt: undefined,
  }
}

function principalOf({ id, name, role, scope }: KeptToken): Principal {
  const who = { kind: 'token', id, name, role } as const
  if (scope === undefined) return who
  return { ...who, reach: { displays: new Set(scope.displays), groups: new Set(scope.groups) } }
}

function viewOf({ id, name, role, scope, createdAt, expiresAt, lastUsedAt }: KeptToken, clock: Clock): TokenView {
  return {
    id,
    name,
    role,
    ...(scope === undefined ? {} : { displays: [...scope.displays], groups: [...scope.groups] }),
    created: isoTime(createdAt),
    ...(expiresAt === undefined ? {} : { expires: isoTime(expiresAt) }),
    expired: expiresAt !== undefined && expiresAt <= clock.now(),
    ...(lastUsedAt === undefined ? {} : { lastUsed: isoTime(lastUsedAt) }),
  }
}

function tooMany(): MarqueeError {
  return new MarqueeError({
    code: 'limit_reached',
    message: `there are ${limits.maxTokens} tokens already; revoke one that is not used any more`,
  })
}
