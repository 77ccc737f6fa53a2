import { expect, test } from 'vitest'
import { connectBoard } from '../../support/board.ts'
import { startHub } from '../../support/hub.ts'
import { ran } from './fake-io.ts'

async function hubWithKitchen() {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  return hub.httpUrl
}

test('schedules a text, disables, lists and deletes it', async () => {
  const url = await hubWithKitchen()
  const schedule = async (...argv: string[]) => (await ran(url, ['schedule', ...argv])).lines
  expect(await schedule()).toEqual(['Nothing is scheduled.'])
  const zone = ['--time-zone', 'Europe/Berlin']
  const [added = ''] = await schedule('add', 'kitchen', 'Good', 'morning', '--cron', '30 7 * * mon-fri', ...zone)
  expect(added).toMatch(/^Scheduled as [a-z0-9]{12}; it is sent at .*\d\d:\d\d\.$/)
  const id = /as (\S+);/.exec(added)?.[1] ?? ''
  expect((await schedule('list'))[1]).toMatch(
    new RegExp(`^${id} +Good morning +30 7 \\* \\* mon-fri Europe/Berlin +.* kitchen +Good morning$`),
  )
  expect(await schedule('disable', id)).toEqual([`${id} is disabled.`])
  expect((await schedule())[1]).toContain(' disabled ')
  expect(await schedule('delete', id)).toEqual([`The schedule ${id} is deleted.`])
})

test('prints the next times of a cron expression in its time zone', async () => {
  const url = await hubWithKitchen()
  const { lines } = await ran(url, ['schedule', 'preview', '0 12 * * *', '--time-zone', 'Europe/Berlin'])
  expect(lines).toHaveLength(6)
  expect(lines[0]).toBe('In Europe/Berlin:')
  for (const line of lines.slice(1)) expect(line).toMatch(/ at 12:00:00 |, 12:00:00 /)
})

test('keeps, lists and deletes quiet hours', async () => {
  const url = await hubWithKitchen()
  const quiet = async (...argv: string[]) => (await ran(url, ['quiet', ...argv])).lines
  const [added = ''] = await quiet('add', 'kitchen', '22:00', '07:00', '--days', 'mon,tue', '--time-zone', 'UTC')
  const id = /hours (\S+) are kept/.exec(added)?.[1] ?? ''
  expect((await quiet())[1]).toMatch(new RegExp(`^${id} +kitchen +22:00-07:00 +mon,tue +UTC +critical +(not )?quiet`))
  expect(await quiet('delete', id)).toEqual([`The quiet hours ${id} are deleted.`])
  expect(await quiet()).toEqual(['There are no quiet hours.'])
})

test('reads and writes in the room', async () => {
  const url = await hubWithKitchen()
  const { lines } = await ran(url, ['room', 'say', 'Hello', 'everybody'])
  expect(lines).toEqual([expect.stringMatching(/^\d\d:\d\d .+: Hello everybody$/)])
  expect((await ran(url, ['room'])).lines.at(-1)).toBe(lines[0])
})
