import { describe, expect, test } from 'vitest'
import { startHub } from '../support/hub.ts'
import { startKeptHub } from '../support/kept-hub.ts'
import { addPerson, claim, emailOf, fromElsewhere, newPerson, password } from '../support/person.ts'

const bob = { name: 'Bob', email: emailOf('Bob'), password }

describe('nobody gives themselves a role', () => {
  test.each([
    ['role', 'administrator'],
    ['reach', { displays: [], groups: [] }],
    ['emailVerified', true],
    ['banned', false],
    ['id', 'chosen'],
    ['isAdmin', true],
  ])('with %s in a sign-up', async (field, value) => {
    const hub = await startHub({ signUp: 'open' })
    await claim(hub)
    const person = newPerson(hub, fromElsewhere)
    const answer = await person.call('POST', '/api/account', { ...bob, [field]: value })
    expect(answer).toMatchObject({ status: 400, body: { code: 'unknown_field', field } })
  })

  test('with a prototype in the JSON of a body', async () => {
    const hub = await startHub({ signUp: 'open' })
    await claim(hub)
    const text = JSON.stringify(bob).replace('{', '{"__proto__":{"role":"administrator"},')
    const person = newPerson(hub, fromElsewhere)
    await person.call('POST', '/api/account', text)
    const nested = text.replace('__proto__', 'constructor')
    await person.call('POST', '/api/account', nested)
    await person.call('POST', '/api/account', bob)
    expect((await person.call('GET', '/api/session')).body.user).toMatchObject({ role: 'viewer' })
    expect(({} as Record<string, unknown>)['role']).toBeUndefined()
  })

  test('as a viewer who changes themselves', async () => {
    const hub = await startHub()
    const vic = await addPerson(hub, await claim(hub), { name: 'Vic', role: 'viewer' })
    const body = { name: 'Vic', role: 'administrator', disabled: false }
    expect((await vic.call('PUT', `/api/users/${vic.id}`, body)).status).toBe(403)
  })
})

const odd = [
  `'; drop table users; --`,
  `" or 1=1 --`,
  '%_*',
  '<script>alert(1)</script>',
  '$(reboot) `reboot`',
  '{{7*7}}',
  'Zoë 😀 日本',
  '__proto__',
  '../../etc/passwd',
]

test.each(odd)('a person called %s is called so and nothing else happens', async (name) => {
  const hub = await startKeptHub()
  const ada = await claim(hub)
  const { status, body } = await ada.call('POST', '/api/users', { ...bob, name, role: 'viewer' })
  expect(status).toBe(201)
  expect(body.name).toBe(name)
  expect((await ada.call('GET', '/api/users')).body.users).toHaveLength(2)
  expect((await ada.call('GET', `/api/audit?subject=${encodeURIComponent('%')}`)).body.entries).toEqual([])
  const { headers } = await ada.call('GET', '/api/users')
  expect(headers['content-type']).toMatch(/^application\/json/)
})

test.each(odd)('the id %s is nobody', async (id) => {
  const hub = await startKeptHub()
  const ada = await claim(hub)
  for (const path of [`/api/users/${encodeURIComponent(id)}`, `/api/invitations/${encodeURIComponent(id)}`]) {
    expect((await ada.call('DELETE', path)).status).toBe(404)
  }
  expect((await ada.call('GET', '/api/users')).body.users).toHaveLength(1)
})

test.each(['Ada\r\nBcc: eve@example.org', 'Ada\u0000', '\u202eadA', ' ', 'x'.repeat(65)])(
  'the name %j is refused: it would break out of a line',
  async (name) => {
    const hub = await startHub()
    const answer = await newPerson(hub).call('POST', '/api/claim', { ...bob, name })
    expect(answer).toMatchObject({ status: 400, body: { field: 'name' } })
  },
)

test.each([
  'ada@example.org\r\nBcc: eve@example.org',
  'ada@example.org, eve@example.org',
  'Ada <ada@example.org>',
  'a@b',
])('the address %j is refused: a mail would go elsewhere', async (email) => {
  const hub = await startHub()
  const answer = await newPerson(hub).call('POST', '/api/claim', { ...bob, email })
  expect(answer).toMatchObject({ status: 400, body: { field: 'email' } })
})

test.each([
  ['/..%2f..%2fpackage.json'],
  ['/%2e%2e/%2e%2e/package.json'],
  ['/assets/..%5c..%5cpackage.json'],
  ['//etc/passwd'],
  ['/%00'],
])('the path %s leads to no file of the machine', async (path) => {
  const hub = await startHub()
  const { body } = await newPerson(hub).call('GET', path)
  expect(String(body)).not.toMatch(/"dependencies"|root:/)
})

test('more headers than anybody needs end the request, not the hub', async () => {
  const hub = await startHub()
  const flood = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`x-${index}`, 'x'.repeat(1000)]))
  const { status } = await newPerson(hub).call('GET', '/api/session', undefined, flood)
  expect(status).toBe(431)
  expect((await newPerson(hub).call('GET', '/api/session')).status).toBe(200)
})

test('a password that is longer than any is refused before it is hashed', async () => {
  const hub = await startHub()
  await claim(hub)
  const body = { email: emailOf('Ada'), password: 'x'.repeat(100_000) }
  expect((await newPerson(hub).call('POST', '/api/session', body)).status).toBe(400)
})
