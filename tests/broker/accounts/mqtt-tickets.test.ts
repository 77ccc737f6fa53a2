import { connectAsync, type MqttClient } from 'mqtt'
import { expect, test } from 'vitest'
import { createMqttTickets } from '../../../broker/accounts/mqtt-tickets.ts'
import { limits } from '../../../broker/limits.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { addPerson, claim, newPerson, type Person } from '../../support/person.ts'

const closed = (client: MqttClient) => new Promise<void>((resolve) => client.once('close', () => resolve()))

async function ticketOf(person: Person, clientId: string): Promise<string> {
  return (await person.call('POST', '/api/mqtt-ticket', { clientId })).body.ticket
}

const connectWith = (hub: TestHub, clientId: string, password: string) =>
  connectAsync(hub.wsUrl, { clientId, username: 'page', password, reconnectPeriod: 0 })

test('a page connects with a ticket as the person who has logged in', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  const vic = await addPerson(hub, ada, { name: 'Vic', role: 'viewer' })
  const page = await vic.connect()
  const [granted] = await page.subscribeAsync('displays/#')
  expect(granted?.qos).toBe(0)
  const refusals: string[] = []
  const watcher = await ada.connect()
  await watcher.subscribeAsync('marquee/rejections')
  const refused = new Promise<void>((resolve) =>
    watcher.on('message', (_topic, payload) => {
      refusals.push(String(payload))
      resolve()
    }),
  )
  await page.publishAsync('displays/kitchen/message', 'x', { qos: 1 })
  await refused
  expect(refusals[0]).toContain('not_authorised')
})

test('a ticket is good for one CONNECT of the client id that it was given for', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  const ticket = await ticketOf(ada, 'web-aaaaaaaa')
  await expect(connectWith(hub, 'web-bbbbbbbb', ticket)).rejects.toThrow()
  await expect(connectWith(hub, 'web-aaaaaaaa', ticket)).rejects.toThrow()
  const second = await ticketOf(ada, 'web-aaaaaaaa')
  const client = await connectWith(hub, 'web-aaaaaaaa', second)
  await expect(connectWith(hub, 'web-aaaaaaaa', second)).rejects.toThrow()
  await client.endAsync()
})

test('a ticket is over after its time', () => {
  let now = 0
  const tickets = createMqttTickets({ now: () => now })
  const ada = { kind: 'user', id: '1', name: 'Ada', role: 'viewer', session: 's' } as const
  const { ticket } = tickets.issue(ada, 'web-aaaaaaaa')
  now = limits.ticketMs
  expect(tickets.redeem(ticket, 'web-aaaaaaaa')).toBeUndefined()
})

test('the tickets of one log-in are limited, and make room when they are over', () => {
  let now = 0
  const tickets = createMqttTickets({ now: () => now })
  const ada = { kind: 'user', id: '1', name: 'Ada', role: 'viewer', session: 's' } as const
  for (let count = 0; count < limits.maxTicketsPerLogin; count++) tickets.issue(ada, 'web-aaaaaaaa')
  expect(() => tickets.issue(ada, 'web-aaaaaaaa')).toThrow(/wait to be used/)
  now = limits.ticketMs
  expect(tickets.issue(ada, 'web-aaaaaaaa').expiresAt).toBe(2 * limits.ticketMs)
})

test.each(['kitchen', 'web-', 'web-a/b', `web-${'x'.repeat(70)}`])(
  'no ticket is made for the client id %s',
  async (clientId) => {
    const hub = await startHub()
    const ada = await claim(hub)
    expect((await ada.call('POST', '/api/mqtt-ticket', { clientId })).status).toBe(400)
  },
)

test('nobody needs a ticket before the claim', async () => {
  const hub = await startHub()
  const { body } = await newPerson(hub).call('POST', '/api/mqtt-ticket', { clientId: 'web-aaaaaaaa' })
  expect(body).toEqual({ ticket: null })
})

test('who logs out is cut off from MQTT at once, with the tickets that are left', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  const page = await ada.connect()
  const ticket = await ticketOf(ada, 'web-aaaaaaaa')
  const end = closed(page)
  await ada.call('DELETE', '/api/session')
  await end
  await expect(connectWith(hub, 'web-aaaaaaaa', ticket)).rejects.toThrow()
})

test.each([
  ['gets another role', 'PUT', '', { name: 'Vic', role: 'operator', disabled: false }],
  [
    'is limited to a group',
    'PUT',
    '',
    { name: 'Vic', role: 'viewer', reach: { displays: [], groups: [] }, disabled: false },
  ],
  ['is disabled', 'PUT', '', { name: 'Vic', role: 'viewer', disabled: true }],
  ['is deleted', 'DELETE', '', undefined],
  ['is logged out', 'DELETE', '/logins', undefined],
])('who %s is cut off from MQTT at once', async (_what, method, path, body) => {
  const hub = await startHub()
  const ada = await claim(hub)
  const vic = await addPerson(hub, ada, { name: 'Vic', role: 'viewer' })
  const page = await vic.connect()
  const adas = await ada.connect()
  const end = closed(page)
  expect((await ada.call(method, `/api/users/${vic.id}${path}`, body)).status).toBeLessThan(300)
  await end
  expect(adas.connected).toBe(true)
})

test('who only gets another name stays connected', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  const vic = await addPerson(hub, ada, { name: 'Vic', role: 'viewer' })
  const page = await vic.connect()
  await ada.call('PUT', `/api/users/${vic.id}`, { name: 'Victoria', role: 'viewer', disabled: false })
  await page.subscribeAsync('displays/#')
  expect(page.connected).toBe(true)
})
