import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { operations } from '#contract/http.ts'
import { connectBoard } from '../../support/board.ts'
import { startHub } from '../../support/hub.ts'
import { displayIds, size, startFleet } from '../virtual-displays/fleet-of-a-test.ts'
import { ran } from './fake-io.ts'

async function serverThatAnswers(status: number, body: string): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status).end(body))
  onTestFinished(() => void server.close())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

test('lists displays in aligned columns', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'hall', { about: { rom: 'A02', columns: 16, rows: 2, board: 'esp8266' } })
  const fleet = await startFleet(hub.wsUrl)
  await fleet.start(displayIds(1, 'kitchen'), size)[0]?.ready
  await fleet.stopAll()
  await fetch(`${hub.httpUrl}/api/groups/down`, { method: 'PUT', body: JSON.stringify({ displays: ['hall'] }) })
  await ran(hub.httpUrl, ['send', 'kitchen-1', 'Hello'])
  const { exitCode, lines } = await ran(hub.httpUrl, ['displays'])
  expect(lines).toEqual([
    expect.stringMatching(/^ID {9}PRESENCE +SIZE {2}ROM {2}BOARD {4}GROUPS {2}WAITING$/),
    expect.stringMatching(/^hall {7}online since [\d: -]+16×2 {2}A02 {2}esp8266 {2}down {4}0$/),
    expect.stringMatching(/^kitchen-1 {2}offline since [\d: -]+20×4 {2}A00 {2}virtual {2}- {7}1$/),
  ])
  expect(exitCode).toBe(0)
})

test('prints the answer of the hub with --json, before or after the command', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'hall')
  for (const argv of [
    ['displays', '--json'],
    ['--json', 'displays'],
  ]) {
    const { lines } = await ran(hub.httpUrl, argv)
    const { displays } = operations.listDisplays.responses[200].parse(JSON.parse(lines[0] ?? ''))
    expect(displays.map(({ id }) => id)).toEqual(['hall'])
  }
})

test('says so when no display has ever connected', async () => {
  const hub = await startHub()
  expect((await ran(hub.httpUrl, ['displays'])).lines).toEqual([
    expect.stringMatching(/^No display has ever connected/),
  ])
})

test('says what to do when no hub answers', async () => {
  const { exitCode, faults } = await ran('http://localhost:9', ['displays'])
  expect(faults.join()).toContain(
    'No hub answers at http://localhost:9. Start it with `npm start`, or name it with --url.',
  )
  expect(exitCode).toBe(1)
})

test.each([
  [200, '{"displays":[{"id":1}]}'],
  [200, '<html>'],
  [404, 'Not found'],
])('does not trust a server that answers %i %s', async (status, body) => {
  const { exitCode, faults } = await ran(await serverThatAnswers(status, body), ['displays'])
  expect(faults.join()).toMatch(/not of this version of Marquee|is it a Marquee hub/)
  expect(exitCode).toBe(1)
})

test('--url goes before MARQUEE_URL', async () => {
  const hub = await startHub()
  expect((await ran('http://127.0.0.1:9', ['displays', '--url', hub.httpUrl])).exitCode).toBe(0)
  expect((await ran('http://127.0.0.1:9', ['--url', `${hub.httpUrl}/`, 'displays'])).exitCode).toBe(0)
})
