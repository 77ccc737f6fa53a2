import { type TOTP, URI } from 'otpauth'
import { expect, test } from 'vitest'
import { startHub, type TestHub } from '../../support/hub.ts'
import { addPerson, claim, emailOf, fromElsewhere, newPerson, type Person, password } from '../../support/person.ts'

const logIn = (person: Person) => person.call('POST', '/api/session', { email: emailOf('Ada'), password })
const give = (person: Person, code: string) => person.call('POST', '/api/session/second-factor', { code })

async function withSecondFactor(hub: TestHub) {
  const ada = await claim(hub)
  const { body } = await ada.call('POST', '/api/account/second-factor', { password })
  const app = URI.parse(body.uri) as TOTP
  expect((await ada.call('PUT', '/api/account/second-factor', { code: app.generate() })).status).toBe(204)
  return { ada, app, backupCodes: body.backupCodes as string[] }
}

/** Six digits that are not the code of this moment or its neighbours. */
function wrongCode(app: TOTP): string {
  const codes = [-2, -1, 0, 1, 2].map((step) => app.generate({ timestamp: Date.now() + step * 30_000 }))
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !codes.includes(code)) as string
}

test('with an authenticator app the password alone lets nobody in', async () => {
  const hub = await startHub()
  const { app } = await withSecondFactor(hub)
  const person = newPerson(hub, fromElsewhere)
  expect((await logIn(person)).body).toEqual({ next: 'second_factor' })
  expect((await person.call('GET', '/api/users')).status).toBe(401)
  expect((await give(person, wrongCode(app))).status).toBe(401)
  expect((await give(person, app.generate())).body).toEqual({ next: 'done' })
  expect((await person.call('GET', '/api/session')).body.user).toMatchObject({ name: 'Ada', secondFactor: true })
})

test('who turned it on stays logged in', async () => {
  const hub = await startHub()
  const { ada } = await withSecondFactor(hub)
  expect((await ada.call('GET', '/api/users')).status).toBe(200)
})

test('a backup code works once', async () => {
  const hub = await startHub()
  const { backupCodes } = await withSecondFactor(hub)
  const [code = ''] = backupCodes
  const first = newPerson(hub, fromElsewhere)
  await logIn(first)
  expect((await give(first, code)).status).toBe(200)
  const second = newPerson(hub, fromElsewhere)
  await logIn(second)
  expect((await give(second, code)).status).toBe(401)
})

test('a code of the app that was used lets nobody in again', async () => {
  const hub = await startHub()
  const { app } = await withSecondFactor(hub)
  const [first, second] = [newPerson(hub, fromElsewhere), newPerson(hub, fromElsewhere)]
  await logIn(first)
  await logIn(second)
  const code = app.generate()
  expect((await give(first, code)).status).toBe(200)
  expect((await give(second, code)).status).toBe(401)
  expect((await second.call('GET', '/api/users')).status).toBe(401)
})

test('the code is that of whoever gave the password, also in a browser where somebody else is logged in', async () => {
  const hub = await startHub()
  const { ada, app } = await withSecondFactor(hub)
  const shared = await addPerson(hub, ada, { name: 'Eve', role: 'viewer' })
  const other = newPerson(hub, fromElsewhere)
  await logIn(other)
  for (const [name, value] of other.cookies) shared.cookies.set(name, value)
  expect((await give(shared, app.generate())).body).toEqual({ next: 'done' })
  expect((await shared.call('GET', '/api/session')).body.user.name).toBe('Ada')
})

test('a code without the password before it is worth nothing', async () => {
  const hub = await startHub()
  const { app } = await withSecondFactor(hub)
  expect((await give(newPerson(hub, fromElsewhere), app.generate())).status).toBe(401)
})

test('guessing codes ends after some tries, and the right one comes too late', async () => {
  const hub = await startHub()
  const { app } = await withSecondFactor(hub)
  const person = newPerson(hub, fromElsewhere)
  await logIn(person)
  for (let count = 0; count < 6; count++) await give(person, wrongCode(app))
  expect((await give(person, app.generate())).status).toBe(401)
})

test('it is set up and turned off with the password only', async () => {
  const hub = await startHub()
  const { ada } = await withSecondFactor(hub)
  expect((await ada.call('POST', '/api/account/second-factor', { password: 'wrong' })).status).toBe(403)
  expect((await ada.call('POST', '/api/account/second-factor/removal', { password: 'wrong' })).status).toBe(403)
  expect((await ada.call('POST', '/api/account/second-factor', { password })).status).toBe(409)
  expect((await ada.call('POST', '/api/account/second-factor/removal', { password })).status).toBe(204)
  expect((await logIn(newPerson(hub, fromElsewhere))).body).toEqual({ next: 'done' })
})

test('until a code has confirmed it, the app is not asked for', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  await ada.call('POST', '/api/account/second-factor', { password })
  expect((await logIn(newPerson(hub, fromElsewhere))).body).toEqual({ next: 'done' })
})

test('an administrator lets in whoever lost the app', async () => {
  const hub = await startHub()
  const { ada } = await withSecondFactor(hub)
  const { id } = (await ada.call('GET', '/api/session')).body.user
  expect((await ada.call('DELETE', `/api/users/${id}/second-factor`)).status).toBe(204)
  expect((await logIn(newPerson(hub, fromElsewhere))).body).toEqual({ next: 'done' })
})
