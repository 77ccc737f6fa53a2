import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { connectAsync } from 'mqtt'
import { expect, test } from 'vitest'
import { systemClock } from '../../broker/clock.ts'
import { limits } from '../../broker/limits.ts'
import { openSqlite } from '../../broker/storage/sqlite/open-sqlite.ts'
import { createMemoryStores } from '../../broker/storage/stores.ts'
import { startHub } from '../support/hub.ts'
import { startKeptHub } from '../support/kept-hub.ts'
import { startMailServer } from '../support/mail-server.ts'
import { addPerson, claim, emailOf, fromElsewhere, newPerson, password, send } from '../support/person.ts'
import { runHub, temporaryFolder } from '../support/process.ts'

test('neither the files of the hub nor any answer hold a password, a ticket or the token of a link', async () => {
  const mail = await startMailServer()
  const hub = await startKeptHub({ smtpUrl: mail.url })
  const ada = await claim(hub)
  const bob = await addPerson(hub, ada, { name: 'Bob', role: 'viewer' })
  const { ticket } = (await bob.call('POST', '/api/mqtt-ticket', { clientId: 'web-aaaaaaaa' })).body
  const invited = await ada.call('POST', '/api/invitations', { role: 'viewer' })
  const recovery = await ada.call('POST', `/api/users/${bob.id}/recovery`)
  const setUp = await ada.call('POST', '/api/account/second-factor', { password })
  const secrets = [
    password,
    ticket,
    invited.body.link.path.split('#')[1],
    recovery.body.path.split('#')[1],
    /secret=([A-Z2-7]+)/.exec(setUp.body.uri)?.[1],
    setUp.body.backupCodes[0],
  ] as string[]
  const paths = ['/api/users', '/api/invitations', '/api/audit', '/api/session', '/api/account/logins']
  const answers = (await Promise.all(paths.map((path) => ada.call('GET', path)))).map(({ body }) =>
    JSON.stringify(body),
  )
  const files = readdirSync(hub.dataDir).map((name) => readFileSync(join(hub.dataDir, name), 'latin1'))
  for (const text of [...answers, ...files]) {
    for (const secret of secrets) expect(text.includes(secret)).toBe(false)
  }
  // No answer tells the hash of a password or the token of a log-in either.
  const token = decodeURIComponent([...ada.cookies.values()][0] ?? '').split('.')[0] ?? 'none'
  for (const text of answers) {
    expect(text).not.toContain(token)
    expect(text).not.toMatch(/"(?:password|token|secret|hash)"/)
  }
})

test('the log holds no password and no cookie', async () => {
  const env = { MARQUEE_HTTP_PORT: '0', MARQUEE_MQTT_PORT: '0', MARQUEE_LOG_LEVEL: 'trace' }
  const process = runHub({ ...env, MARQUEE_DATA_DIR: await temporaryFolder() })
  const [, port = ''] = await process.prints(/ready: http:\/\/localhost:(\d+)/)
  const hub = { httpUrl: `http://127.0.0.1:${port}` }
  const { cookies } = await send(hub, 'POST', '/api/claim', { name: 'Ada', email: emailOf('Ada'), password })
  const cookie = cookies.map((each) => each.split(';')[0]).join('; ')
  await send(hub, 'POST', '/api/session', { email: emailOf('Ada'), password: 'a wrong password' })
  await send(hub, 'GET', '/api/users', undefined, { cookie, origin: hub.httpUrl })
  process.child.kill('SIGTERM')
  await process.exit
  for (const secret of [password, 'a wrong password', cookie]) expect(process.output()).not.toContain(secret)
})

test('a log-in whose time is over is nobody, over HTTP and MQTT', async () => {
  const hub = await startKeptHub()
  const ada = await claim(hub)
  const page = await ada.connect()
  const { ticket } = (await ada.call('POST', '/api/mqtt-ticket', { clientId: 'web-aaaaaaaa' })).body
  const end = new Promise<void>((resolve) => page.once('close', () => resolve()))
  const database = await openSqlite(join(hub.dataDir, 'marquee.db'))
  const past = new Date(Date.now() - 1000).toISOString()
  await database.kysely
    .updateTable('sessions' as never)
    .set({ expires_at: past } as never)
    .execute()
  await database.close()
  expect((await ada.call('GET', '/api/users')).status).toBe(401)
  await end
  const options = { clientId: 'web-aaaaaaaa', username: 'page', password: ticket, reconnectPeriod: 0 }
  await expect(connectAsync(hub.wsUrl, options)).rejects.toThrow()
})

test('links are over after their time', async () => {
  let ahead = 0
  const clock = { now: () => systemClock.now() + ahead }
  const hub = await startHub({}, { clock })
  const ada = await claim(hub)
  const bob = await addPerson(hub, ada, { name: 'Bob', role: 'viewer' })
  const tokenOf = (path: string) => path.split('#')[1] ?? ''
  const invited = await ada.call('POST', '/api/invitations', { role: 'viewer' })
  const invitation = tokenOf(invited.body.link.path)
  const token = tokenOf((await ada.call('POST', `/api/users/${bob.id}/recovery`)).body.path)
  ahead = limits.recoveryLinkMs + 1000
  const anyone = newPerson(hub, fromElsewhere)
  const recovery = { token, password: 'another horse battery' }
  expect((await anyone.call('PUT', '/api/account/recovery', recovery)).status).toBe(404)
  ahead = limits.invitationMs + 1000
  const account = { invitation, name: 'Eve', email: emailOf('Eve'), password }
  expect((await anyone.call('POST', '/api/account', account)).status).toBe(404)
})

test('a hub that nobody has claimed serves its own machine while its database is away, and cannot be claimed', async () => {
  let now = 0
  const stores = createMemoryStores(systemClock)
  let isAway = false
  const hasAdministrator = () => (isAway ? Promise.reject(new Error('connection refused')) : Promise.resolve(false))
  const people = { ...stores.people, hasAdministrator }
  const hub = await startHub({}, { stores: { ...stores, people }, clock: { now: () => now } })
  isAway = true
  now += 60_000
  expect((await send(hub, 'GET', '/api/displays')).status).toBe(200)
  expect((await send(hub, 'GET', '/api/session')).body).toMatchObject({ claimed: false })
  const ada = { name: 'Ada', email: emailOf('Ada'), password }
  expect((await send(hub, 'POST', '/api/claim', ada)).status).toBe(503)
})

test('while the database is away nobody gets in, and the hub goes on', async () => {
  const stores = createMemoryStores(systemClock)
  let isAway = false
  const inner = (await stores.people.database()) as (options: object) => Record<string, unknown>
  const database = (options: object) => {
    const adapter = inner(options)
    return new Proxy(adapter, {
      get(target, name) {
        if (isAway && ['findOne', 'findMany', 'create', 'update'].includes(String(name)))
          return async () => {
            throw new Error('connection refused')
          }
        return Reflect.get(target, name)
      },
    })
  }
  const people = { ...stores.people, database: async () => database as never }
  const hub = await startHub({}, { stores: { ...stores, people } })
  const ada = await claim(hub)
  isAway = true
  expect((await ada.call('GET', '/api/users')).status).toBe(503)
  const logIn = { email: emailOf('Ada'), password }
  expect((await newPerson(hub, fromElsewhere).call('POST', '/api/session', logIn)).status).toBe(503)
  isAway = false
  expect((await ada.call('GET', '/api/users')).status).toBe(200)
})
