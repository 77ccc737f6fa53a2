import { expect, test } from 'vitest'
import { systemClock } from '../../../broker/clock.ts'
import { createMemoryStores } from '../../../broker/storage/stores.ts'
import { connectClient, startHub } from '../../support/hub.ts'
import { claim, emailOf, fromElsewhere, newPerson, password, send } from '../../support/person.ts'
import { runHub, temporaryFolder } from '../../support/process.ts'

const ada = { name: 'Ada', email: emailOf('Ada'), password }

test('before it is claimed, the hub serves its own machine as an administrator and nobody else', async () => {
  const hub = await startHub()
  const here = await send(hub, 'GET', '/api/session')
  expect(here.body).toMatchObject({ claimed: false, claimNeedsCode: false, principal: { role: 'administrator' } })
  const elsewhere = await send(hub, 'GET', '/api/session', undefined, fromElsewhere)
  expect(elsewhere.body).toMatchObject({ claimed: false, claimNeedsCode: true, principal: null })
  expect((await send(hub, 'GET', '/api/displays')).status).toBe(200)
  expect((await send(hub, 'GET', '/api/displays', undefined, fromElsewhere)).status).toBe(403)
  expect((await send(hub, 'GET', '/', undefined, fromElsewhere)).status).not.toBe(403)
})

test('whoever claims the hub on its machine is its administrator and logged in at once', async () => {
  const hub = await startHub()
  const person = newPerson(hub)
  const claimed = await person.call('POST', '/api/claim', ada)
  expect(claimed.status).toBe(201)
  expect(claimed.body).toMatchObject({ claimed: true, user: { name: 'Ada', role: 'administrator' } })
  expect((await person.call('GET', '/api/users')).body.users).toHaveLength(1)
  expect((await newPerson(hub).call('GET', '/api/users')).status).toBe(401)
})

test('a hub is claimed once, also when two try at the same moment', async () => {
  const hub = await startHub()
  const answers = await Promise.all(
    ['Ada', 'Bob'].map((name) => newPerson(hub).call('POST', '/api/claim', { ...ada, name, email: emailOf(name) })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  expect((await newPerson(hub).call('POST', '/api/claim', { ...ada, email: emailOf('Eve') })).status).toBe(409)
})

test('from elsewhere the claim takes the code of the log, whose guesses are slowed down', async () => {
  const dataDir = await temporaryFolder()
  const process = runHub({ MARQUEE_HTTP_PORT: '0', MARQUEE_MQTT_PORT: '0', MARQUEE_DATA_DIR: dataDir })
  const [, told = '', code = ''] = await process.prints(
    /Open http:\/\/localhost:(\d+)\/claim and give the code ([A-Z-]{14})/,
  )
  const [, port = ''] = await process.prints(/ready: http:\/\/localhost:(\d+)/)
  expect(told).toBe(port)
  const hub = { httpUrl: `http://127.0.0.1:${port}` }
  const attempt = (given: object) => send(hub, 'POST', '/api/claim', { ...ada, ...given }, fromElsewhere)
  expect((await attempt({})).status).toBe(403)
  expect((await attempt({ code: 'BBBB-BBBB-BBBB' })).status).toBe(403)
  expect((await attempt({ code: code.toLowerCase().replaceAll('-', ' ') })).status).toBe(201)
  expect((await attempt({ code })).status).toBe(409)
})

test('wrong codes of the claim are refused after some, right or not', async () => {
  const hub = await startHub()
  const statuses: number[] = []
  for (let count = 0; count < 40; count++) {
    const { status } = await send(hub, 'POST', '/api/claim', { ...ada, code: `${count}` }, fromElsewhere)
    statuses.push(status)
  }
  expect(statuses.slice(0, 20)).toEqual(Array(20).fill(403))
  expect(statuses.at(-1)).toBe(429)
})

test('a claimed hub stays claimed after a restart', async () => {
  const stores = createMemoryStores(systemClock)
  const first = await startHub({}, { stores })
  await claim(first)
  await first.close()
  const second = await startHub({}, { stores })
  expect((await send(second, 'GET', '/api/session')).body).toMatchObject({ claimed: true })
  expect((await newPerson(second).call('POST', '/api/claim', ada)).status).toBe(409)
})

test('the claim ends what was connected as nobody in particular, and pages have to log in from then on', async () => {
  const hub = await startHub()
  const nameless = await connectClient(hub)
  const closed = new Promise<void>((resolve) => nameless.once('close', () => resolve()))
  await claim(hub)
  await closed
  const page = { wsOptions: { headers: { origin: hub.httpUrl } } }
  await expect(connectClient(hub, page)).rejects.toThrow()
  expect((await newPerson(hub).call('GET', '/api/displays')).status).toBe(401)
})

test('after the claim a program on this machine is an operator, unless that trust is off', async () => {
  const trusting = await startHub()
  await claim(trusting)
  expect((await send(trusting, 'GET', '/api/displays')).status).toBe(200)
  expect((await send(trusting, 'PUT', '/api/groups/floor', { displays: [] })).status).toBe(403)
  const careful = await startHub({ trustLoopback: false })
  await claim(careful)
  expect((await send(careful, 'GET', '/api/displays')).status).toBe(401)
})
