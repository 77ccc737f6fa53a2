import { expect, test } from 'vitest'
import type { Report } from '#contract/delivery.ts'
import { connectBoard } from '../support/board.ts'
import { collect, json, startHub } from '../support/hub.ts'
import { addPerson, claim } from '../support/person.ts'

async function prepare() {
  const hub = await startHub()
  const ada = await claim(hub)
  for (const id of ['kitchen', 'lobby']) await connectBoard(hub, id)
  await ada.call('PUT', '/api/groups/floor', { displays: ['kitchen'] })
  await ada.call('PUT', '/api/groups/house', { displays: ['kitchen', 'lobby'] })
  const reach = { displays: [], groups: ['floor'] }
  const lim = await addPerson(hub, ada, { name: 'Lim', role: 'operator', reach })
  const sendTo = async (to: unknown) =>
    String((await ada.call('POST', '/api/messages', { to, text: 'Dinner' })).body.id)
  return { ada, lim, sendTo }
}

test('whoever is limited reads of a message to everybody what became of it on the displays that they reach', async () => {
  const { ada, lim, sendTo } = await prepare()
  const id = await sendTo('all')
  const whole = (await ada.call('GET', `/api/messages/${id}`)).body as Report
  expect(Object.keys(whole.displays).sort()).toEqual(['kitchen', 'lobby'])
  expect(whole.counts.sent).toBe(2)
  const { status, body } = await lim.call('GET', `/api/messages/${id}`)
  expect(status).toBe(200)
  expect(body).toEqual({
    ...whole,
    displays: { kitchen: whole.displays['kitchen'] },
    counts: { ...whole.counts, sent: 1 },
  })
  expect(JSON.stringify(body)).not.toContain('lobby')
})

test('of a message to several displays everybody reads the part that they reach, and nothing of the others', async () => {
  const { lim, sendTo } = await prepare()
  const targets = [['kitchen', 'lobby'], ['lobby', 'kitchen'], ['all', '!lobby'], { group: 'house' }]
  for (const to of targets) {
    const { body } = await lim.call('GET', `/api/messages/${await sendTo(to)}`)
    expect(Object.keys(body.displays), JSON.stringify(to)).toEqual(['kitchen'])
    expect(JSON.stringify(body), JSON.stringify(to)).not.toMatch(/lobby|house/)
  }
  expect((await lim.call('GET', `/api/messages/${await sendTo(['lobby'])}`)).status).toBe(404)
})

test('over MQTT a report comes to those who reach every display of the message, and to nobody else', async () => {
  const { ada, lim, sendTo } = await prepare()
  const [limited, all] = await Promise.all(
    [lim, ada].map(async (person) => collect(await person.connect(), 'marquee/deliveries/+', json)),
  )
  const hidden: string[] = []
  for (const to of ['all', ['kitchen', 'lobby'], ['all', '!lobby'], ['lobby'], { group: 'house' }])
    hidden.push(await sendTo(to))
  const shown = [await sendTo(['kitchen']), await sendTo({ group: 'floor' })]
  for (const id of [...hidden, ...shown]) await all?.next((report) => (report as Report).id === id)
  for (const id of shown) await limited?.next((report) => (report as Report).id === id)
  expect(limited?.seen.map((report) => (report as Report).id).filter((id) => hidden.includes(id))).toEqual([])
})
