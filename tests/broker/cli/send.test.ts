import { expect, test } from 'vitest'
import { errorBodySchema, operations } from '#contract/http.ts'
import { connectBoard } from '../../support/board.ts'
import { startHub } from '../../support/hub.ts'
import { displayIds, size, startFleet } from '../virtual-displays/fleet-of-a-test.ts'
import { ran } from './fake-io.ts'

async function hubWith(...names: string[]) {
  const hub = await startHub()
  const fleet = await startFleet(hub.wsUrl)
  const ids = names.flatMap((name) => displayIds(1, name).map((id) => id))
  await Promise.all(fleet.start(ids, size).map(({ ready }) => ready))
  return { hub, fleet, ids }
}

test('says on which display the text is shown and how fast, and exits with 0', async () => {
  const { hub } = await hubWith('kitchen', 'front-door')
  const { exitCode, lines } = await ran(hub.httpUrl, ['send', 'kitchen-1,front-door-1', 'Dinner', 'is', 'ready'])
  expect(lines).toEqual([
    expect.stringMatching(/^Shown on Kitchen 1, \d+ ms$/),
    expect.stringMatching(/^Shown on Front door 1, \d+ ms$/),
  ])
  expect(exitCode).toBe(0)
})

test('sends to all and to a group', async () => {
  const { hub, ids } = await hubWith('kitchen', 'hall', 'attic')
  await fetch(`${hub.httpUrl}/api/groups/down`, { method: 'PUT', body: JSON.stringify({ displays: ids.slice(0, 2) }) })
  expect((await ran(hub.httpUrl, ['send', 'group:down', 'Hello'])).lines).toHaveLength(2)
  expect((await ran(hub.httpUrl, ['send', 'all', 'Hello', '--priority', 'critical'])).lines).toHaveLength(3)
})

test('prints the report of the hub with --json', async () => {
  const { hub } = await hubWith('kitchen')
  const argv = ['send', 'kitchen-1', 'Hello', '--title', 'News', '--show-ms', '500', '--hold', '--json']
  const { exitCode, lines } = await ran(hub.httpUrl, argv)
  expect(lines).toHaveLength(1)
  const report = operations.sendMessage.responses[200].parse(JSON.parse(lines[0] ?? ''))
  expect(report).toMatchObject({ text: 'Hello', displays: { 'kitchen-1': { state: 'shown' } } })
  expect(exitCode).toBe(0)
})

test('reads the text from standard input', async () => {
  const { hub } = await hubWith('kitchen')
  const { lines } = await ran(hub.httpUrl, ['send', 'kitchen-1', '-', '--json'], { input: 'One\nTwo\n' })
  expect(operations.sendMessage.responses[200].parse(JSON.parse(lines[0] ?? '')).text).toBe('One\nTwo')
})

test('a display that is offline does not spoil the success of those that are online', async () => {
  const { hub, fleet, ids } = await hubWith('kitchen', 'attic')
  await fleet.stop(ids[1] ?? '')
  const { exitCode, lines } = await ran(hub.httpUrl, ['send', 'all', 'Hello'])
  expect(lines).toContainEqual(
    expect.stringMatching(/^Queued: Attic 1 is offline since [\d: -]+; waits until .+ \d\d:\d\d$/),
  )
  expect(exitCode).toBe(0)
})

test('exits with 2 when every display is offline, and says until when the text waits', async () => {
  const { hub, fleet } = await hubWith('attic')
  await fleet.stopAll()
  const { exitCode, lines } = await ran(hub.httpUrl, ['send', 'attic-1', 'Hello'])
  expect(lines).toEqual([expect.stringMatching(/^Queued: Attic 1 is offline since .+; waits until /)])
  expect(exitCode).toBe(2)
})

test('says until when a display is left in peace', async () => {
  const { hub } = await hubWith('attic')
  const rule = { to: 'all', from: '00:00', until: '00:00', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] }
  await fetch(`${hub.httpUrl}/api/quiet-hours`, { method: 'POST', body: JSON.stringify(rule) })
  const rest = { ...rule, days: ['sun'] }
  await fetch(`${hub.httpUrl}/api/quiet-hours`, { method: 'POST', body: JSON.stringify(rest) })
  const { exitCode, lines } = await ran(hub.httpUrl, ['send', 'attic-1', 'Hello'])
  expect(lines).toEqual([expect.stringMatching(/^Queued: Attic 1 is left in peace until .+; waits until /)])
  expect(exitCode).toBe(2)
})

test('exits with 2 when a display does not show it in time', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'silent')
  const { exitCode, lines } = await ran(hub.httpUrl, ['send', 'silent', 'Hello', '--timeout-ms', '50'])
  expect(lines).toEqual(['Sent to Silent, but not shown within 50 ms'])
  expect(exitCode).toBe(2)
})

test('exits with 2 when a display refuses it, and says why', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'full')
  const sending = ran(hub.httpUrl, ['send', 'full', 'Hello'])
  board.ack(await board.next(), 'rejected', 'queue_full')
  expect(await sending).toMatchObject({ lines: ['Refused by Full (queue_full)'], exitCode: 2 })
})

test('exits with 2 when nobody is addressed', async () => {
  const hub = await startHub()
  const { exitCode, lines } = await ran(hub.httpUrl, ['send', 'all', 'Hello'])
  expect(lines).toEqual(['Nobody to show it: no display is addressed.'])
  expect(exitCode).toBe(2)
})

test('does not wait with --no-wait', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'silent')
  const { exitCode, lines } = await ran(hub.httpUrl, ['send', 'silent', 'Hello', '--no-wait'])
  expect(lines).toEqual([expect.stringMatching(/^Sent to 1 display as message \S+$/)])
  expect(exitCode).toBe(0)
})

test('exits with 1 and names code and field when the hub refuses', async () => {
  const hub = await startHub()
  const { exitCode, faults, lines } = await ran(hub.httpUrl, ['send', 'nowhere', 'Hello', '--json'])
  expect(exitCode).toBe(1)
  expect(faults).toEqual([expect.stringMatching(/"nowhere".*\(unknown_display, field to\[0\]\)$/)])
  expect(errorBodySchema.parse(JSON.parse(lines[0] ?? '').error)).toMatchObject({ code: 'unknown_display' })
})

test.each([
  [['send', 'kitchen', 'x'.repeat(1025)], /^text must have at most 1024 bytes \(too_long, field text\)$/],
  [['send', 'kitchen', ''], /field text\)$/],
  [['send', ',', 'Hello'], /field to\)$/],
  [['send', 'kitchen', 'Hello', '--ttl-ms', '0'], /\(out_of_range, field ttlMs\)$/],
  [['send', 'kitchen', 'Hello', '--key', 'a b'], /field key\)$/],
  [['send', 'kitchen', 'Hello', '--priority', 'urgent'], /Allowed choices are low, normal, high, critical/],
  [['send', 'kitchen', 'Hello', '--timeout-ms', '60001'], /whole number from 1 to 60000/],
  [['send', 'kitchen'], /missing required argument/],
  [['send', 'kitchen', 'Hello', '--url', 'nonsense'], /"nonsense" is not the address of a hub/],
])('refuses %j without asking a hub', async (argv, complaint) => {
  const { exitCode, faults } = await ran('http://127.0.0.1:9', argv)
  expect(faults.join('\n')).toMatch(complaint)
  expect(exitCode).toBe(1)
})
