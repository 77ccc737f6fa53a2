import { expect, onTestFinished, test, vi } from 'vitest'
import type { Principal } from '../../../broker/access/principal.ts'
import { limits } from '../../../broker/limits.ts'
import { createTokensInMemory } from '../../../broker/storage/repositories/tokens-in-memory.ts'
import { createTokens } from '../../../broker/tokens/tokens.ts'

const start = 1_800_000_000_000
const dayMs = 86_400_000

async function open({ repository = createTokensInMemory(), now = start } = {}) {
  const clock = { time: now, now: () => clock.time }
  const ended: ((principal: Principal) => boolean)[] = []
  const tokens = await createTokens({ repository, clock, onEnded: (isGone) => ended.push(isGone) })
  onTestFinished(tokens.close)
  return { tokens, repository, clock, ended }
}

test('a token stands for its role and reach, also after a restart', async () => {
  const { tokens, repository } = await open()
  const { token, id } = await tokens.create({ name: 'Grafana', role: 'viewer', displays: [], groups: [] })
  expect(token).toMatch(/^mqt_[a-z0-9]{12}_[A-Za-z0-9_-]{43}$/)
  const principal = { kind: 'token', id, name: 'Grafana', role: 'viewer' }
  const reach = { displays: new Set(), groups: new Set() }
  expect(tokens.verify(token)).toEqual({ ...principal, reach })
  expect((await open({ repository })).tokens.verify(token)).toEqual({ ...principal, reach })
})

test('a token without limits has none', async () => {
  const { tokens } = await open()
  const { token } = await tokens.create({ name: 'bridge', role: 'bridge' })
  expect(tokens.verify(token)).not.toHaveProperty('reach')
})

test('neither the list nor what is kept tells a token', async () => {
  const { tokens, repository } = await open()
  const { token } = await tokens.create({ name: 'x', role: 'operator' })
  const secret = token.split('_').at(-1) ?? ''
  expect(JSON.stringify(tokens.list())).not.toContain(secret)
  expect(JSON.stringify(await repository.load())).not.toContain(secret)
})

test.each([
  ['', (token: string) => token.slice(0, -1)],
  ['another secret under the same id', (token: string) => `${token.slice(0, -43)}${'A'.repeat(43)}`],
  ['another id', (token: string) => token.replace(/_.{12}_/, '_aaaaaaaaaaaa_')],
  ['nothing but the id', (token: string) => token.slice(0, 17)],
  ['a name that every object has', () => `mqt___proto__xxx_${'A'.repeat(43)}`],
])('what is nearly a token is none: %s', async (_what, change) => {
  const { tokens } = await open()
  const { token } = await tokens.create({ name: 'x', role: 'administrator' })
  expect(tokens.verify(change(token))).toBeUndefined()
})

test('a token expires after 90 days unless it is said otherwise', async () => {
  const { tokens, clock } = await open()
  const usual = await tokens.create({ name: 'usual', role: 'viewer' })
  const short = await tokens.create({ name: 'short', role: 'viewer', expiresInDays: 1 })
  const endless = await tokens.create({ name: 'endless', role: 'viewer', expiresInDays: null })
  expect(usual.expires).toBe(new Date(start + 90 * dayMs).toISOString())
  clock.time += dayMs
  expect(tokens.verify(short.token)).toBeUndefined()
  expect(tokens.verify(usual.token)).toBeDefined()
  clock.time += 89 * dayMs
  expect(tokens.verify(usual.token)).toBeUndefined()
  expect(tokens.verify(endless.token)).toBeDefined()
  expect(tokens.list().map(({ expired }) => expired)).toEqual([true, true, false])
})

test('connections end when their token expires or is revoked, and no others', async () => {
  vi.useFakeTimers({ now: start })
  onTestFinished(() => void vi.useRealTimers())
  const { tokens, clock, ended } = await open()
  const short = await tokens.create({ name: 'short', role: 'viewer', expiresInDays: 1 })
  const other = await tokens.create({ name: 'other', role: 'viewer' })
  const isGone = (token: { id: string }) =>
    ended.some((gone) => gone({ kind: 'token', id: token.id, name: 'x', role: 'viewer' }))
  clock.time += dayMs
  vi.advanceTimersByTime(dayMs)
  expect([isGone(short), isGone(other)]).toEqual([true, false])
  await tokens.revoke(other.id).kept
  expect(isGone(other)).toBe(true)
  expect(ended[0]?.({ kind: 'user', id: short.id, name: 'x', role: 'viewer' })).toBe(false)
})

test('a token that is revoked stays so, also after a restart', async () => {
  const { tokens, repository } = await open()
  const { token, id } = await tokens.create({ name: 'x', role: 'operator' })
  expect(tokens.revoke(id).name).toBe('x')
  expect(tokens.verify(token)).toBeUndefined()
  expect((await open({ repository })).tokens.list()).toEqual([])
  expect(() => tokens.revoke(id)).toThrow('there is no token')
})

test('a token that could not be kept does not exist', async () => {
  const inner = createTokensInMemory()
  const repository = { ...inner, saved: () => Promise.reject(new Error('away')) }
  const { tokens } = await open({ repository })
  await expect(tokens.create({ name: 'x', role: 'operator' })).rejects.toThrow('away')
  expect(tokens.list()).toEqual([])
  expect(await inner.load()).toEqual([])
})

test('there are only so many tokens', async () => {
  const { tokens } = await open()
  for (let count = 0; count < limits.maxTokens; count++) await tokens.create({ name: 'x', role: 'viewer' })
  await expect(tokens.create({ name: 'x', role: 'viewer' })).rejects.toMatchObject({ code: 'limit_reached' })
})

test('it is known to the minute when a token was last used', async () => {
  const { tokens, clock } = await open()
  const { token } = await tokens.create({ name: 'x', role: 'viewer' })
  expect(tokens.list()[0]).not.toHaveProperty('lastUsed')
  clock.time += 90_000
  tokens.verify(token)
  expect(tokens.list()[0]?.lastUsed).toBe(new Date(start + 60_000).toISOString())
})
