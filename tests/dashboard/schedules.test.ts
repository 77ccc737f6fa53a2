import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectBoard } from '../support/board.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { addPerson, claim } from '../support/person.ts'
import { logInInBrowser } from './accounts.ts'
import { desktop, keepPicture, openPage, startBrowser } from './browser.ts'
import { call } from './hub-api.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

const inBerlin = { ...desktop, timezoneId: 'Europe/Berlin' }
const row = (page: Page, name: string) => page.getByRole('listitem', { name: `Schedule ${name}` })

async function listed(hub: TestHub): Promise<Record<string, unknown>[]> {
  return ((await call(hub, 'GET', '/api/schedules')) as { schedules: Record<string, unknown>[] }).schedules
}

test('a message for every weekday is planned with its next five times in sight', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen', { about: { columns: 16, rows: 2 } })
  const { page, complaints } = await openPage(browser, hub.httpUrl, inBerlin)
  await page.getByRole('button', { name: 'Online 1' }).waitFor()
  await page.keyboard.press('s')
  await page.getByText('Nothing is planned.').waitFor()
  await page.getByRole('button', { name: 'Send later' }).click()
  const dialog = page.getByRole('dialog', { name: 'Send later' })
  await dialog.getByRole('checkbox', { name: 'Kitchen' }).check()
  await dialog.getByLabel('Text', { exact: true }).fill('Bins out')
  await dialog.locator('canvas[aria-label="Preview on 16×2: Bins out"]').waitFor()
  await dialog.getByText('Again and again').click()
  await dialog.getByLabel('Time', { exact: true }).fill('06:45')
  const next = dialog.getByRole('status', { name: 'Next times' })
  await next.getByText('06:45').first().waitFor()
  const times = await next.getByRole('listitem').allInnerTexts()
  expect(times).toHaveLength(5)
  expect(times.every((time) => /^(Mon|Tue|Wed|Thu|Fri) .*06:45$/.test(time))).toBe(true)
  await keepPicture(page, 'schedule-editor')

  await dialog.getByLabel('How often').selectOption('cron')
  const cron = dialog.getByLabel('Cron expression')
  expect(await cron.inputValue()).toBe('45 6 * * mon-fri')
  await cron.fill('45 6 * * someday')
  await next.locator('.text-error').waitFor()
  await cron.fill('45 6 * * mon')
  await expect.poll(async () => (await next.getByRole('listitem').allInnerTexts())[0] ?? '').toMatch(/^Mon/)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await row(page, 'Bins out').getByText('Every Monday at 06:45').waitFor()
  await keepPicture(page, 'schedules')
  expect(await listed(hub)).toMatchObject([
    { cron: '45 6 * * mon', timeZone: 'Europe/Berlin', to: ['kitchen'], message: { text: 'Bins out' } },
  ])
  expect(complaints.filter((complaint) => !complaint.includes('400'))).toEqual([])
})

test('a message for one moment is planned in another time zone, and the form says when that is here', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const { page } = await openPage(browser, `${hub.httpUrl}/schedules`, inBerlin)
  await page.getByRole('button', { name: 'Send later' }).click()
  const dialog = page.getByRole('dialog', { name: 'Send later' })
  await dialog.getByRole('checkbox', { name: 'Everyone' }).check()
  await dialog.getByLabel('Text', { exact: true }).fill('Good morning')
  await dialog.getByLabel('Day', { exact: true }).fill('2031-07-15')
  await dialog.getByLabel('Time', { exact: true }).fill('09:30')
  await dialog.getByLabel('Time zone').selectOption('America/New_York')
  await dialog.getByText('Here that is Tue 15 Jul, 15:30').waitFor()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await row(page, 'Good morning').getByText('15 Jul').waitFor()
  expect(await listed(hub)).toMatchObject([{ at: '2031-07-15T13:30:00.000Z', to: 'all' }])
})

test('a schedule is switched off and on, changed and deleted, and tells what the last time gave', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  await call(hub, 'POST', '/api/schedules', {
    name: 'Lunch',
    to: ['kitchen'],
    message: { text: 'Lunch', sound: 'a:d=4:c' },
    cron: '0 12 * * *',
    timeZone: 'UTC',
  })
  const soon = new Date(Date.now() + 1500).toISOString()
  await call(hub, 'POST', '/api/schedules', { name: 'Now', to: ['kitchen'], message: { text: 'Now' }, at: soon })
  const { page } = await openPage(browser, `${hub.httpUrl}/schedules`, inBerlin)
  expect(JSON.parse(await board.next())).toMatchObject({ text: 'Now' })
  await row(page, 'Now').getByText('Over').waitFor()
  const link = row(page, 'Now').getByRole('link', { name: 'what became of it' })
  await link.waitFor()
  await keepPicture(page, 'schedules-last')

  await row(page, 'Lunch').getByLabel('Lunch is on').click()
  await row(page, 'Lunch').getByText('Off').first().waitFor()
  expect(await listed(hub)).toContainEqual(expect.objectContaining({ name: 'Lunch', enabled: false }))
  await row(page, 'Lunch').getByLabel('Lunch is on').click()
  await row(page, 'Lunch').getByText('On', { exact: true }).waitFor()

  await row(page, 'Lunch').getByRole('button', { name: 'Change schedule Lunch' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change Lunch' })
  expect(await dialog.getByLabel('How often').inputValue()).toBe('day')
  await dialog.getByLabel('What it is called').fill('Late lunch')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await row(page, 'Late lunch').waitFor()
  expect(await listed(hub)).toContainEqual(
    expect.objectContaining({ name: 'Late lunch', message: { text: 'Lunch', sound: 'a:d=4:c' }, timeZone: 'UTC' }),
  )
  await row(page, 'Late lunch').getByRole('button', { name: 'Delete schedule Late lunch' }).click()
  await row(page, 'Late lunch').getByRole('button', { name: 'Delete schedule Late lunch, press again' }).click()
  await row(page, 'Late lunch').waitFor({ state: 'detached' })

  await link.click()
  await page.getByRole('dialog', { name: 'Message' }).getByText('Now', { exact: true }).first().waitFor()
})

test('a viewer sees what is planned, and no buttons', async () => {
  const hub = await startHub()
  const administrator = await claim(hub)
  await connectBoard(hub, 'kitchen')
  const body = { name: 'Lunch', to: 'all', message: { text: 'Lunch' }, cron: '0 12 * * *' }
  await administrator.call('POST', '/api/schedules', body)
  await addPerson(hub, administrator, { name: 'Grace', role: 'viewer' })
  const { page } = await openPage(browser, `${hub.httpUrl}/schedules`)
  await logInInBrowser(page, 'Grace')
  await row(page, 'Lunch').getByText('Every day at 12:00').waitFor()
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
})
