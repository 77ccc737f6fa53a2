import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { request } from '../../support/http.ts'
import { startHub } from '../../support/hub.ts'
import { displayIds, size, startFleet } from '../virtual-displays/fleet-of-a-test.ts'
import { marquee, ran } from './fake-io.ts'

async function hubWithKitchen() {
  const hub = await startHub()
  const fleet = await startFleet(hub.wsUrl)
  await fleet.start(displayIds(1, 'kitchen'), size)[0]?.ready
  return hub
}

test('lists, searches and shows what was sent, newest first', async () => {
  const { httpUrl } = await hubWithKitchen()
  await ran(httpUrl, ['send', 'kitchen-1', 'Dinner is ready', '--id', 'dinner'])
  await ran(httpUrl, ['send', 'all', 'Door is open', '--id', 'door', '--priority', 'high'])
  const { lines } = await ran(httpUrl, ['history'])
  expect(lines).toEqual([
    expect.stringMatching(/^ID +AT +FROM +TO +BECAME +TEXT$/),
    expect.stringMatching(/^door .* all +1 shown +Door is open$/),
    expect.stringMatching(/^dinner .* kitchen-1 +1 shown +Dinner is ready$/),
  ])
  expect((await ran(httpUrl, ['history', 'dinn'])).lines).toHaveLength(2)
  expect(
    (await ran(httpUrl, ['history', 'list', '--priority', 'high', '--json'])).lines.map((line) => JSON.parse(line)),
  ).toEqual([{ messages: [expect.objectContaining({ id: 'door' })] }])
  expect((await ran(httpUrl, ['history', 'show', 'door'])).lines).toEqual([
    expect.stringMatching(/ to all: Door is open$/),
    expect.stringMatching(/^Shown on Kitchen 1, \d/),
  ])
})

test('the next page of a long list begins where the one before ended', async () => {
  const { httpUrl } = await hubWithKitchen()
  for (const id of ['one', 'two', 'three']) await ran(httpUrl, ['send', 'kitchen-1', 'Hello', '--id', id, '--no-wait'])
  const { lines } = await ran(httpUrl, ['history', '--limit', '2'])
  expect(lines.slice(1, 3).map((line) => line.split(' ')[0])).toEqual(['three', 'two'])
  const cursor = /--cursor (\S+)$/.exec(lines[3] ?? '')?.[1] ?? ''
  const next = await ran(httpUrl, ['history', '--limit', '2', '--cursor', cursor])
  expect(next.lines.slice(1).map((line) => line.split(' ')[0])).toEqual(['one'])
})

test('sends a message again, to the same or to others', async () => {
  const { httpUrl } = await hubWithKitchen()
  await ran(httpUrl, ['send', 'kitchen-1', 'Dinner', '--id', 'dinner'])
  const { exitCode, lines } = await ran(httpUrl, ['history', 'resend', 'dinner', '--to', 'all'])
  expect({ exitCode, lines }).toEqual({
    exitCode: 0,
    lines: [expect.stringMatching(/^Sent again to all as message (?!dinner)\S+\.$/)],
  })
})

test('exports the history into a file, and does not overwrite one', async () => {
  const { httpUrl } = await hubWithKitchen()
  await ran(httpUrl, ['send', 'kitchen-1', 'Dinner, now', '--id', 'dinner'])
  const folder = await mkdtemp(join(tmpdir(), 'marquee-export-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const output = join(folder, 'history.csv')
  const argv = ['history', 'export', '--output', output]
  expect((await ran(httpUrl, argv)).lines).toEqual([expect.stringMatching(/^\d+ bytes are in /)])
  expect(await readFile(output, 'utf8')).toContain('"Dinner, now"')
  expect(await ran(httpUrl, argv)).toMatchObject({ exitCode: 1, faults: [expect.stringContaining('EEXIST')] })
})

test('dismisses a message by its id', async () => {
  const { httpUrl } = await hubWithKitchen()
  await ran(httpUrl, ['send', 'kitchen-1', 'Stay', '--hold', '--id', 'stay'])
  expect((await ran(httpUrl, ['dismiss', 'kitchen-1', 'stay'])).lines).toEqual(['Dismissed on 1 display.'])
  await expect
    .poll(async () => (await ran(httpUrl, ['history', 'show', 'stay'])).lines[1])
    .toMatch(/^Dismissed on Kitchen 1/)
})

test('tells which answer was given, by which button and when', async () => {
  const hub = await startHub()
  await request(hub, 'POST', '/api/virtual-displays', { id: 'kitchen' })
  const question = ['Door open?', '--hold', '--action', 'ok=Yes:yes', '--id', 'door']
  await ran(hub.httpUrl, ['send', 'kitchen', ...question])
  await request(hub, 'POST', '/api/virtual-displays/kitchen/input/ok', { event_type: 'press' })
  await expect
    .poll(async () => (await ran(hub.httpUrl, ['history', 'show', 'door'])).lines[1])
    .toMatch(/^Answered on Kitchen: Yes by button ok, \d/)
})

test('watches deliveries until it is stopped', async () => {
  const { httpUrl } = await hubWithKitchen()
  const watch = marquee(httpUrl, ['watch'])
  // The hub answers before anything is sent, once it listens.
  await expect
    .poll(async () => {
      await ran(httpUrl, ['send', 'kitchen-1', 'Hello'])
      return watch.lines.length
    })
    .toBeGreaterThan(0)
  expect(await watch.line(/shown after/)).toMatch(/^\S+ "Hello" on Kitchen 1: shown after \d/)
  watch.stop()
  expect(await watch.exitCode).toBe(0)
})
