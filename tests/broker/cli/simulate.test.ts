import { expect, test } from 'vitest'
import { freePort } from '../../support/free-port.ts'
import { startHub } from '../../support/hub.ts'
import { marquee, ran } from './fake-io.ts'

test('brings displays online, tells what they show, and says goodbye', async () => {
  const hub = await startHub()
  const simulation = marquee(hub.httpUrl, [
    'simulate',
    '--count',
    '2',
    '--id',
    'desk',
    '--columns',
    '16',
    '--rows',
    '2',
  ])
  expect(await simulation.line(/online/)).toMatch(/^2 displays online at ws:.*: desk-1, desk-2\. Ctrl\+C stops\.$/)
  expect((await ran(hub.httpUrl, ['send', 'desk-2', 'Hello\nworld'])).exitCode).toBe(0)
  expect(await simulation.line(/shows/)).toBe('Desk 2 shows: Hello / world')
  simulation.stop()
  expect(await simulation.exitCode).toBe(0)
  const { lines } = await ran(hub.httpUrl, ['displays'])
  expect(lines.slice(1)).toEqual([expect.stringMatching(/^desk-1 +offline/), expect.stringMatching(/^desk-2 +offline/)])
})

test('prints a JSON document for each event with --json', async () => {
  const hub = await startHub()
  const simulation = marquee(hub.wsUrl, ['simulate', '--id', 'desk', '--json'])
  await simulation.line(/online/)
  await ran(hub.httpUrl, ['send', 'desk', 'Hello'])
  await simulation.line(/shown/)
  simulation.stop()
  await simulation.exitCode
  expect(simulation.lines.map((line) => JSON.parse(line))).toEqual([
    { event: 'online', displays: ['desk'], url: hub.wsUrl },
    { event: 'shown', display: 'desk', id: expect.any(String), text: 'Hello' },
    { event: 'stopped' },
  ])
})

test('tells nothing of what is shown with --quiet', async () => {
  const hub = await startHub()
  const simulation = marquee(hub.httpUrl, ['simulate', '--id', 'desk', '--quiet'])
  await simulation.line(/online/)
  await ran(hub.httpUrl, ['send', 'desk', 'Hello'])
  simulation.stop()
  await simulation.exitCode
  expect(simulation.lines).toEqual([expect.stringMatching(/^1 display online/), 'Stopped.'])
})

test('says so when the hub goes, and comes back with it', async () => {
  const hub = await startHub({ httpPort: await freePort() })
  const simulation = marquee(hub.httpUrl, ['simulate', '--id', 'desk'])
  await simulation.line(/online/)
  await hub.close()
  await simulation.line(/^Desk lost the hub \(.+\); it connects again$/)
  const next = await startHub({ httpPort: hub.httpPort })
  await simulation.line(/^Desk is back$/)
  expect((await ran(next.httpUrl, ['send', 'desk', 'Hello'])).exitCode).toBe(0)
})

test('exits with 1 when no hub answers', async () => {
  const { exitCode, faults } = await ran('http://localhost:9', ['simulate'])
  expect(faults.join()).toContain('No hub answers at http://localhost:9')
  expect(exitCode).toBe(1)
})

test.each([
  [['--columns', '40', '--rows', '4'], /\(out_of_range, field/],
  [['--columns', '41'], /whole number from 8 to 40/],
  [['--count', '0'], /whole number from 1/],
  [['--rom', 'A01'], /Allowed choices are A00, A02/],
  [['--id', 'Not an id'], /cannot be the id of a display/],
])('refuses %j', async (argv, complaint) => {
  const { exitCode, faults } = await ran('http://127.0.0.1:9', ['simulate', ...argv])
  expect(faults.join('\n')).toMatch(complaint)
  expect(exitCode).toBe(1)
})
