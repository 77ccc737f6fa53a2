import { expect, test } from 'vitest'
import { connectBoard } from '../../support/board.ts'
import { request } from '../../support/http.ts'
import { collect, connectClient, json, startHub } from '../../support/hub.ts'

test('a message over HTTP is sent with the values of its moment', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const client = await connectClient(hub)
  await client.publishAsync('home/room', '21.46', { retain: true, qos: 1 })
  await request(hub, 'POST', '/api/messages', {
    to: ['kitchen'],
    text: 'It is {{home/room|%.1f}}',
    title: '{{home/room}}',
  })
  expect(JSON.parse(await board.next())).toMatchObject({ text: 'It is 21.5', title: '21.46' })
  const plain = await fetch(`${hub.httpUrl}/api/displays/kitchen/message`, { method: 'POST', body: '{{home/room}} C' })
  expect(plain.status).toBe(202)
  expect(await board.next()).toBe('21.46 C')
})

test('a message over MQTT reaches displays with the values of its moment, once, and its delivery is followed', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  const client = await connectClient(hub)
  const reports = await collect(client, 'marquee/deliveries/+', json)
  await client.publishAsync('home/room', '21.46', { retain: true, qos: 1 })
  await client.publishAsync('displays/kitchen/message', '{{home/room|%.1f}} now', { qos: 1 })
  const payload = await board.next()
  expect(payload).toBe('21.5 now')
  board.ack(payload)
  expect(await reports.next((report) => (report as { complete: boolean }).complete)).toMatchObject({
    text: '21.5 now',
    counts: { shown: 1 },
  })
  await client.publishAsync('displays/all/message', '{"text":"{{home/none|default:?}}","title":"T"}', { qos: 1 })
  expect(JSON.parse(await board.next())).toEqual({ text: '?', title: 'T' })
  await client.publishAsync('displays/kitchen/message', 'stays {{ so }', { qos: 1 })
  expect(await board.next()).toBe('stays {{ so }')
})

test('braces that are no live value are an error over HTTP that names their place', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const { status, body } = await request(hub, 'POST', '/api/messages', { to: 'all', text: 'Now {{home/t|bold}}' })
  expect(status).toBe(400)
  expect(body).toMatchObject({ code: 'invalid_value', field: 'text' })
  expect(body['message']).toMatch(/at character 5 of text begins no live value: there is no format "bold"/)
  const page = await request(hub, 'PUT', '/api/displays/kitchen/pages/a', { text: 'x', title: '{{' })
  expect(page.body).toMatchObject({ code: 'invalid_value', field: 'title' })
})

test('a text is rendered for its editor with what each live value is, and what is wrong with it', async () => {
  const hub = await startHub()
  const client = await connectClient(hub)
  await client.publishAsync('home/room', '{"t":21.46}', { retain: true, qos: 1 })
  const text =
    '{{home/room|.t|%.1f}} {{home/none|default:none}} {{home/room|.t|date:HH|default:never}} {{home/room|%d}}'
  const { body } = await request(hub, 'POST', '/api/render', { text })
  expect(body).toMatchObject({
    text: '21.5 none 00 -',
    values: [
      { placeholder: '{{home/room|.t|%.1f}}', topic: 'home/room', value: '21.46' },
      { topic: 'home/none', fault: 'nothing was published to home/none yet' },
      { value: '21.46' },
      { value: '{"t":21.46}', fault: '"{"t":21.46}" is not a number' },
    ],
  })
})
