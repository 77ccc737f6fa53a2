import { expect, test } from 'vitest'
import { startHub } from '../../support/hub.ts'
import { addPerson, claim, emailOf, fromElsewhere, newPerson, password } from '../../support/person.ts'

const adasLogIn = { email: emailOf('Ada'), password }

test('who logs in gets a cookie that no script reads and no other site sends along', async () => {
  const hub = await startHub()
  await claim(hub)
  const person = newPerson(hub, fromElsewhere)
  const { status, body, cookies } = await person.call('POST', '/api/session', adasLogIn)
  expect({ status, body }).toEqual({ status: 200, body: { next: 'done' } })
  expect(cookies.find((cookie) => cookie.startsWith('marquee.session_token='))).toMatch(/HttpOnly; SameSite=Lax/i)
  expect((await person.call('GET', '/api/session')).body).toMatchObject({
    principal: { kind: 'user', name: 'Ada', role: 'administrator' },
    user: { email: emailOf('Ada') },
  })
})

test('under https the cookie is sent over TLS alone', async () => {
  const hub = await startHub({ publicUrl: 'https://marquee.example' })
  const person = newPerson(hub, { origin: 'https://marquee.example', host: 'marquee.example' })
  const claimed = await person.call('POST', '/api/claim', { name: 'Ada', ...adasLogIn })
  expect(claimed.status).toBe(201)
  expect(claimed.cookies.join('\n')).toMatch(/__Secure-marquee\.session_token=.*; Secure/i)
  expect((await person.call('GET', '/api/users')).status).toBe(200)
})

test('a wrong password and an unknown address are answered alike', async () => {
  const hub = await startHub()
  await claim(hub)
  const wrong = await newPerson(hub).call('POST', '/api/session', { ...adasLogIn, password: 'wrong' })
  const unknown = await newPerson(hub).call('POST', '/api/session', { ...adasLogIn, email: 'nobody@example.org' })
  expect(wrong.status).toBe(401)
  expect(unknown).toMatchObject({ status: 401, body: wrong.body, cookies: [] })
})

test('who logs out is nobody, and so is whoever kept a copy of the cookie', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  const copy = newPerson(hub)
  for (const [name, value] of ada.cookies) copy.cookies.set(name, value)
  expect((await copy.call('GET', '/api/users')).status).toBe(200)
  expect((await ada.call('DELETE', '/api/session')).status).toBe(204)
  expect((await ada.call('GET', '/api/users')).status).toBe(401)
  expect((await copy.call('GET', '/api/users')).status).toBe(401)
})

test('log-ins are listed, ended one by one, and everywhere', async () => {
  const hub = await startHub()
  const here = await claim(hub)
  const there = newPerson(hub, fromElsewhere)
  await there.call('POST', '/api/session', adasLogIn)
  const { logins } = (await here.call('GET', '/api/account/logins')).body
  expect(logins).toHaveLength(2)
  expect(logins[0]).not.toHaveProperty('token')
  const other = logins.find(({ current }: { current: boolean }) => !current)
  expect((await here.call('DELETE', `/api/account/logins/${other.id}`)).status).toBe(204)
  expect((await there.call('GET', '/api/users')).status).toBe(401)
  expect((await here.call('DELETE', `/api/account/logins/${other.id}`)).status).toBe(404)
  await there.call('POST', '/api/session', adasLogIn)
  expect((await there.call('DELETE', '/api/account/logins')).status).toBe(204)
  expect((await here.call('GET', '/api/users')).status).toBe(401)
  expect((await there.call('GET', '/api/users')).status).toBe(401)
})

test('nobody ends the log-in of somebody else', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  const eve = await addPerson(hub, ada, { name: 'Eve', role: 'viewer' })
  const { logins } = (await ada.call('GET', '/api/account/logins')).body
  expect((await eve.call('DELETE', `/api/account/logins/${logins[0].id}`)).status).toBe(404)
  expect((await ada.call('GET', '/api/users')).status).toBe(200)
})

test('a changed password ends every other log-in, and takes the current one', async () => {
  const hub = await startHub()
  const here = await claim(hub)
  const there = newPerson(hub, fromElsewhere)
  await there.call('POST', '/api/session', adasLogIn)
  const changed = { current: 'wrong', password: 'another horse battery' }
  expect((await here.call('PUT', '/api/account/password', changed)).status).toBe(403)
  expect((await here.call('PUT', '/api/account/password', { ...changed, current: password })).status).toBe(204)
  expect((await here.call('GET', '/api/users')).status).toBe(200)
  expect((await there.call('GET', '/api/users')).status).toBe(401)
  expect((await there.call('POST', '/api/session', adasLogIn)).status).toBe(401)
  expect((await there.call('POST', '/api/session', { ...adasLogIn, password: changed.password })).status).toBe(200)
})

test('a short password is refused with its field', async () => {
  const hub = await startHub()
  const { status, body } = await newPerson(hub).call('POST', '/api/claim', {
    name: 'Ada',
    ...adasLogIn,
    password: 'short',
  })
  expect(status).toBe(400)
  expect(body).toMatchObject({ field: 'password', message: 'password must have at least 10 characters' })
})
