import { expect, test } from 'vitest'
import { startHub } from '../../support/hub.ts'
import { startMailServer } from '../../support/mail-server.ts'
import { addPerson, claim, emailOf, fromElsewhere, newPerson, password, send } from '../../support/person.ts'
import { runHub, temporaryFolder } from '../../support/process.ts'

const linkIn = (mail: string) => {
  const [, url = '', token = ''] = /(http:\/\/\S+)#([\w-]+)/.exec(mail) ?? []
  return { url, token }
}
const changed = 'another horse battery'

test('a forgotten password is set anew by the link of a mail, once, and old log-ins end', async () => {
  const mail = await startMailServer()
  const hub = await startHub({ smtpUrl: mail.url })
  const ada = await claim(hub)
  const anyone = newPerson(hub, fromElsewhere)
  expect((await anyone.call('POST', '/api/account/recovery', { email: emailOf('Ada') })).status).toBe(202)
  const { url, token } = linkIn(await mail.next(emailOf('Ada')))
  expect(url).toMatch(/\/recover$/)
  expect((await anyone.call('PUT', '/api/account/recovery', { token, password: changed })).status).toBe(204)
  expect((await ada.call('GET', '/api/users')).status).toBe(401)
  expect((await anyone.call('PUT', '/api/account/recovery', { token, password })).status).toBe(404)
  const logIn = (given: string) => anyone.call('POST', '/api/session', { email: emailOf('Ada'), password: given })
  expect((await logIn(password)).status).toBe(401)
  expect((await logIn(changed)).status).toBe(200)
  expect(await mail.next(emailOf('Ada'))).toContain('was changed')
})

test('of several links the last one counts', async () => {
  const mail = await startMailServer()
  const hub = await startHub({ smtpUrl: mail.url })
  await claim(hub)
  const anyone = newPerson(hub, fromElsewhere)
  const ask = async () => {
    await anyone.call('POST', '/api/account/recovery', { email: emailOf('Ada') })
    return linkIn(await mail.next(emailOf('Ada'))).token
  }
  const [first, second] = [await ask(), await ask()]
  expect((await anyone.call('PUT', '/api/account/recovery', { token: first, password: changed })).status).toBe(404)
  expect((await anyone.call('PUT', '/api/account/recovery', { token: second, password: changed })).status).toBe(204)
})

test('the link of a mail names the address of the settings, whatever the request calls the hub', async () => {
  const mail = await startMailServer()
  const hub = await startHub({ smtpUrl: mail.url, publicUrl: 'http://marquee.example' })
  await send(hub, 'POST', '/api/claim', { name: 'Ada', email: emailOf('Ada'), password })
  await send(hub, 'POST', '/api/account/recovery', { email: emailOf('Ada') }, { host: 'evil.example' })
  expect(linkIn(await mail.next(emailOf('Ada'))).url).toBe('http://marquee.example/recover')
})

test('whoever asks for a link learns nothing of whether there is such an account', async () => {
  const mail = await startMailServer()
  const hub = await startHub({ smtpUrl: mail.url })
  await claim(hub)
  const ask = (email: string) => newPerson(hub, fromElsewhere).call('POST', '/api/account/recovery', { email })
  const known = await ask(emailOf('Ada'))
  const unknown = await ask('nobody@example.org')
  expect(unknown.status).toBe(known.status)
  expect(unknown.body).toEqual(known.body)
  await mail.next(emailOf('Ada'))
  expect(mail.received.map(({ to }) => to)).toEqual([emailOf('Ada')])
})

test('who signs up in the open verifies the address before the first log-in', async () => {
  const mail = await startMailServer()
  const hub = await startHub({ smtpUrl: mail.url, signUp: 'open' })
  await claim(hub)
  const bob = newPerson(hub, fromElsewhere)
  const account = { name: 'Bob', email: emailOf('Bob'), password }
  expect((await bob.call('POST', '/api/account', account)).body).toEqual({ next: 'verify_email' })
  const logIn = () => bob.call('POST', '/api/session', { email: emailOf('Bob'), password })
  expect(await logIn()).toMatchObject({ status: 403, body: { field: 'email' } })
  const { token } = linkIn(await mail.next(emailOf('Bob')))
  expect((await bob.call('PUT', '/api/account/verification', { token })).status).toBe(204)
  expect((await logIn()).status).toBe(200)
  expect((await bob.call('PUT', '/api/account/verification', { token })).status).toBe(404)
})

test('a new password by mail also verifies the address', async () => {
  const mail = await startMailServer()
  const hub = await startHub({ smtpUrl: mail.url, signUp: 'open' })
  await claim(hub)
  const bob = newPerson(hub, fromElsewhere)
  await bob.call('POST', '/api/account', { name: 'Bob', email: emailOf('Bob'), password })
  await mail.next(emailOf('Bob'))
  await bob.call('POST', '/api/account/recovery', { email: emailOf('Bob') })
  const { token } = linkIn(await mail.next(emailOf('Bob')))
  await bob.call('PUT', '/api/account/recovery', { token, password: changed })
  expect((await bob.call('POST', '/api/session', { email: emailOf('Bob'), password: changed })).status).toBe(200)
})

test('a second sign-up with an address looks like the first one, and its owner is told', async () => {
  const mail = await startMailServer()
  const hub = await startHub({ smtpUrl: mail.url, signUp: 'open' })
  await claim(hub)
  const { status, body } = await newPerson(hub, fromElsewhere).call('POST', '/api/account', {
    name: 'Eve',
    email: emailOf('Ada'),
    password,
  })
  expect({ status, body }).toEqual({ status: 201, body: { next: 'verify_email' } })
  expect(await mail.next(emailOf('Ada'))).toContain('has one')
})

test('an invitation goes by mail, and a mail that is refused once is tried again', async () => {
  const mail = await startMailServer({ refuse: 1 })
  const hub = await startHub({ smtpUrl: mail.url })
  const ada = await claim(hub)
  const { body } = await ada.call('POST', '/api/invitations', { role: 'viewer', email: emailOf('Bob') })
  expect(body.link.mailed).toBe(true)
  expect(linkIn(await mail.next(emailOf('Bob'))).url).toMatch(/\/accept-invitation$/)
})

test('a link of one kind is no link of another', async () => {
  const mail = await startMailServer()
  const hub = await startHub({ smtpUrl: mail.url })
  const ada = await claim(hub)
  const bob = await addPerson(hub, ada, { name: 'Bob', role: 'viewer' })
  const { path } = (await ada.call('POST', `/api/users/${bob.id}/recovery`)).body
  const token = path.split('#')[1]
  const anyone = newPerson(hub, fromElsewhere)
  expect((await anyone.call('PUT', '/api/account/verification', { token })).status).toBe(404)
  expect((await anyone.call('POST', '/api/account/invitation', { token })).status).toBe(404)
  expect((await anyone.call('PUT', '/api/account/recovery', { token, password: changed })).status).toBe(204)
})

test('without mail the link is in the log', async () => {
  const dataDir = await temporaryFolder()
  const process = runHub({ MARQUEE_HTTP_PORT: '0', MARQUEE_MQTT_PORT: '0', MARQUEE_DATA_DIR: dataDir })
  const [, port = ''] = await process.prints(/ready: http:\/\/localhost:(\d+)/)
  const hub = { httpUrl: `http://127.0.0.1:${port}` }
  await send(hub, 'POST', '/api/claim', { name: 'Ada', email: emailOf('Ada'), password })
  await send(hub, 'POST', '/api/account/recovery', { email: emailOf('Ada') })
  const [, token] = await process.prints(/\/recover#([\w-]{43})/)
  expect((await send(hub, 'PUT', '/api/account/recovery', { token, password: changed })).status).toBe(204)
})
