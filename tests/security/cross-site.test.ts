import { expect, test } from 'vitest'
import { startHub } from '../support/hub.ts'
import { addPerson, claim, emailOf, newPerson, password, send } from '../support/person.ts'

/** What a browser sends along from a page of another site. */
const foreign = [
  ['a page of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['a form that posts text', { origin: 'https://evil.example', 'content-type': 'text/plain' }],
  ['a sandboxed frame', { origin: 'null' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }],
  ['a browser that tells no origin', { origin: '', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
  ['a neighbour that tells no origin', { origin: '', 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate' }],
  ['a page that looks like this one', { origin: 'http://127.0.0.1.evil.example' }],
] as const

test.each(foreign)('%s changes nothing with the cookie of whoever looks at it', async (_who, headers) => {
  const hub = await startHub()
  const ada = await claim(hub)
  const cookie = [...ada.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const kept = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
  const attack = (method: string, path: string, body?: unknown) => send(hub, method, path, body, { ...kept, cookie })
  const eve = { name: 'Eve', email: emailOf('Eve'), password, role: 'administrator' }
  expect((await attack('POST', '/api/users', eve)).status).toBe(403)
  expect((await attack('PUT', '/api/groups/floor', { displays: [] })).status).toBe(403)
  expect((await attack('DELETE', '/api/session')).status).toBe(403)
  expect((await attack('POST', '/api/mqtt-ticket', { clientId: 'web-aaaaaaaa' })).status).toBe(403)
  expect((await ada.call('GET', '/api/users')).body.users).toHaveLength(1)
})

test.each(foreign)('%s claims no hub', async (_who, headers) => {
  const hub = await startHub()
  const kept = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
  const { status } = await send(hub, 'POST', '/api/claim', { name: 'Eve', email: emailOf('Eve'), password }, kept)
  expect(status).toBe(403)
  expect((await send(hub, 'GET', '/api/session')).body.claimed).toBe(false)
})

test('a name of somebody else that resolves to this machine claims no hub and is nobody', async () => {
  const hub = await startHub()
  const headers = { host: 'evil.example', origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }
  const claimed = await send(hub, 'POST', '/api/claim', { name: 'Eve', email: emailOf('Eve'), password }, headers)
  expect(claimed.status).toBe(403)
  expect((await send(hub, 'GET', '/api/displays', undefined, headers)).status).toBe(403)
})

test('no answer lets pages of other sites read it', async () => {
  const hub = await startHub()
  await claim(hub)
  const { headers } = await send(hub, 'GET', '/api/session')
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  expect(headers['cache-control']).toBe('no-store')
})

test('the headers tell browsers to run nothing foreign, to tell nobody where they were, and not to be framed', async () => {
  const hub = await startHub()
  const { headers } = await send(hub, 'GET', '/')
  expect(headers['content-security-policy']).toContain("default-src 'self'")
  expect(headers['content-security-policy']).toContain("frame-ancestors 'self'")
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['referrer-policy']).toBe('no-referrer')
  expect(headers['strict-transport-security']).toBeUndefined()
})

test('a hub that is public over https asks browsers to stay there', async () => {
  const hub = await startHub({ publicUrl: 'https://marquee.example' })
  expect((await send(hub, 'GET', '/')).headers['strict-transport-security']).toBe('max-age=15552000')
})

test('a log-in over the one of somebody else is a new one, and the second factor is for it alone', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  await addPerson(hub, ada, { name: 'Eve', role: 'viewer' })
  const shared = newPerson(hub)
  for (const [name, value] of ada.cookies) shared.cookies.set(name, value)
  await shared.call('POST', '/api/session', { email: emailOf('Eve'), password })
  expect((await shared.call('GET', '/api/session')).body.user.name).toBe('Eve')
  expect(shared.cookies).not.toEqual(ada.cookies)
})
