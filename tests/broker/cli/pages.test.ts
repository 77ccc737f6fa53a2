import { expect, test } from 'vitest'
import { connectBoard } from '../../support/board.ts'
import { startHub } from '../../support/hub.ts'
import { ran } from './fake-io.ts'

test('makes, lists and deletes pages of a display, a group and all', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  await ran(hub.httpUrl, ['groups', 'put', 'down', 'kitchen'])
  const page = async (...argv: string[]) => await ran(hub.httpUrl, ['page', ...argv])
  expect((await page()).lines).toEqual(['There is no page.'])
  expect((await page('put', 'kitchen', 'menu', 'Soup', 'and bread', '--order', '5')).lines).toEqual([
    'The page menu of kitchen is now: Soup and bread',
  ])
  await page('put', 'group:down', 'house', 'Welcome')
  await page('put', 'all', 'clock', 'Closed', '--when', 'idle')
  expect((await page('list', '--display', 'kitchen')).lines.map((line) => line.split(/ {2,}/).slice(0, 4))).toEqual(
    expect.arrayContaining([
      ['NAME', 'OF', 'FROM', 'ORDER'],
      ['menu', 'kitchen', 'hub', '5'],
      ['house', 'group:down', 'hub', '100'],
      ['clock', 'all', 'hub', '100'],
    ]),
  )
  for (const target of [
    ['kitchen', 'menu'],
    ['group:down', 'house'],
    ['all', 'clock'],
  ])
    expect((await page('delete', ...target)).exitCode).toBe(0)
  expect((await page()).lines).toEqual(['There is no page.'])
  expect(await page('put', 'kitchen,hall', 'menu', 'Soup')).toMatchObject({
    exitCode: 1,
    faults: [expect.stringContaining('`marquee playlist` gives pages to several')],
  })
})

test('makes a playlist from JSON, lists and deletes it', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const playlist = async (argv: string[], input = '') => await ran(hub.httpUrl, ['playlist', ...argv], { input })
  const json = JSON.stringify({
    to: ['kitchen'],
    pages: [
      { name: 'one', text: 'One' },
      { name: 'two', text: 'Two' },
    ],
  })
  expect((await playlist(['put', 'lobby', '-'], json)).lines).toEqual(['lobby has 2 pages for kitchen.'])
  expect((await playlist([])).lines[1]?.split(/ {2,}/)).toEqual(['lobby', '-', 'kitchen', 'one,two', 'shown'])
  expect(await playlist(['put', 'lobby', '{'])).toMatchObject({
    exitCode: 1,
    faults: [expect.stringContaining('malformed_json')],
  })
  expect((await playlist(['delete', 'lobby'])).lines).toEqual(['The playlist lobby is deleted.'])
})
