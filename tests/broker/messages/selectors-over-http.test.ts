import { expect, test } from 'vitest'
import { connectBoard } from '../../support/board.ts'
import { request } from '../../support/http.ts'
import { connectClient, startHub } from '../../support/hub.ts'
import { addPerson, claim } from '../../support/person.ts'

const size = { columns: 16, rows: 2 }

test('a message to selectors reaches each display that they mean once, with one report that names them', async () => {
  const hub = await startHub()
  const [kitchen, hall, lobby] = await Promise.all([
    connectBoard(hub, 'kitchen'),
    connectBoard(hub, 'hall'),
    connectBoard(hub, 'lobby', { about: size }),
  ])
  await request(hub, 'PUT', '/api/groups/floor2', { displays: ['hall', 'lobby'] })
  const to = ['group:floor2', 'size:20x4', '!lobby']
  const { status, body } = await request(hub, 'POST', '/api/messages', { to, text: 'Dinner' })
  expect(status).toBe(202)
  expect(body).toMatchObject({ to, counts: { sent: 2 }, displays: { kitchen: {}, hall: {} } })
  for (const board of [kitchen, hall]) board.ack(await board.next())
  await request(hub, 'POST', '/api/messages', { to: ['all'], text: 'Last' })
  expect(JSON.parse(await lobby.next()).text).toBe('Last')
  for (const board of [kitchen, hall]) expect(JSON.parse(await board.next()).text).toBe('Last')
  expect((await request(hub, 'GET', `/api/messages/${body['id']}`)).body).toMatchObject({ complete: true })
})

test('a list of exactly one group is published on the topic of the group', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'hall')
  await request(hub, 'PUT', '/api/groups/floor2', { displays: ['hall'] })
  const { body } = await request(hub, 'POST', '/api/messages', { to: ['group:floor2'], text: 'Dinner' })
  expect(body).toMatchObject({ topic: 'displays/group/floor2/message', to: ['group:floor2'] })
})

test('a selector that means nobody makes a message that is complete at once', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'hall')
  const { status, body } = await request(hub, 'POST', '/api/messages', { to: ['size:40x2'], text: 'Dinner' })
  expect({ status, ...body }).toMatchObject({ status: 202, complete: true, displays: {} })
  expect((await request(hub, 'GET', `/api/messages/${body['id']}`)).body).toMatchObject({ to: ['size:40x2'] })
})

test('somebody who is limited sends to no display beyond their reach, whatever the selector', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  const [hall, attic] = await Promise.all([connectBoard(hub, 'hall'), connectBoard(hub, 'attic')])
  const reach = { displays: ['hall'], groups: [] }
  const bob = await addPerson(hub, ada, { name: 'Bob', role: 'operator', reach })
  for (const to of [['all'], ['size:20x4'], ['!attic']]) {
    const { status, body } = await bob.call('POST', '/api/messages', { to, text: 'From Bob' })
    if (to[0] === '!attic') expect({ status, field: body.field }).toEqual({ status: 404, field: 'to[0]' })
    else {
      expect(Object.keys(body.displays)).toEqual(['hall'])
      hall.ack(await hall.next())
    }
  }
  await ada.call('POST', '/api/messages', { to: 'all', text: 'From Ada' })
  expect(JSON.parse(await attic.next()).text).toBe('From Ada')
})

test('one selector that means a thousand displays makes one report and one publish for each', async () => {
  const hub = await startHub()
  const boards = await connectClient(hub, { clientId: 'boards' })
  const ids = Array.from({ length: 1000 }, (_, index) => `d${index}`)
  const received = new Set<string>()
  boards.on('message', (topic) => received.add(topic))
  await boards.subscribeAsync('displays/+/message', { qos: 1 })
  await Promise.all(ids.map((id) => boards.publishAsync(`displays/${id}/status`, 'online', { qos: 1 })))
  // A status is acknowledged before the hub has noted it.
  await expect.poll(async () => (await request(hub, 'GET', '/api/displays')).body['displays']).toHaveLength(1000)
  const { body } = await request(hub, 'POST', '/api/messages', { to: ['all', '!d0'], text: 'Dinner' })
  expect(body).toMatchObject({ counts: { sent: 999 } })
  await expect.poll(() => received.size).toBe(999)
})
