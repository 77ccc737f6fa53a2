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

const row = (page: Page, name: string) => page.getByRole('listitem', { name: `Quiet hours ${name}` })
const clock = (at: number) => new Date(at).toISOString().slice(11, 16)
/** Quiet whenever the test runs. */
const now = { from: clock(Date.now() - 7_200_000), until: clock(Date.now() + 7_200_000) }
const inUtc = { ...desktop, timezoneId: 'UTC' }

async function rules(hub: TestHub): Promise<Record<string, unknown>[]> {
  return ((await call(hub, 'GET', '/api/quiet-hours')) as { rules: Record<string, unknown>[] }).rules
}

test('quiet hours are made, are seen on the displays, are switched off and on, changed and deleted', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  await connectBoard(hub, 'hall')
  const { page, complaints } = await openPage(browser, hub.httpUrl, inUtc)
  await page.getByRole('button', { name: 'Online 2' }).waitFor()
  await page.keyboard.press('s')
  await page.getByRole('link', { name: 'Quiet hours' }).click()
  await page.getByText('No quiet hours yet').waitFor()
  await page.getByRole('button', { name: 'New quiet hours' }).click()
  const dialog = page.getByRole('dialog', { name: 'New quiet hours' })
  await dialog.getByRole('checkbox', { name: 'Kitchen' }).check()
  await dialog.getByLabel('From').fill(now.from)
  await dialog.getByLabel('Until').fill(now.until)
  await dialog.getByLabel('Shown all the same').selectOption('high')
  await keepPicture(page, 'quiet-hours-editor')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await row(page, 'Kitchen').getByText('quiet now').waitFor()
  await keepPicture(page, 'quiet-hours')
  expect(await rules(hub)).toMatchObject([{ to: ['kitchen'], ...now, allow: 'high', active: true }])

  await page.getByRole('link', { name: 'Displays', exact: true }).click()
  await page.getByRole('listitem').filter({ hasText: 'Kitchen' }).getByText('Quiet until').waitFor()
  expect(await page.getByText('Quiet until').count()).toBe(1)
  await keepPicture(page, 'quiet-wall')
  await page.getByRole('link', { name: 'Kitchen' }).click()
  await page.getByText('Quiet until').waitFor()
  await call(hub, 'POST', '/api/messages', { to: ['kitchen'], text: 'Later', priority: 'normal' })
  await call(hub, 'POST', '/api/messages', { to: ['kitchen'], text: 'Now', priority: 'high' })
  expect(JSON.parse(await board.next())).toMatchObject({ text: 'Now' })

  await page.keyboard.press('s')
  await page.getByRole('link', { name: 'Quiet hours' }).click()
  await row(page, 'Kitchen').getByLabel('Quiet hours Kitchen are on').click()
  expect(JSON.parse(await board.next())).toMatchObject({ text: 'Later' })
  await row(page, 'Kitchen').getByText('Off').waitFor()
  await row(page, 'Kitchen').getByLabel('Quiet hours Kitchen are on').click()
  await row(page, 'Kitchen').getByText('quiet now').waitFor()

  await row(page, 'Kitchen').getByRole('button', { name: 'Change quiet hours Kitchen' }).click()
  const editor = page.getByRole('dialog', { name: 'Change quiet hours' })
  await editor.getByLabel('Name').fill('Weekend')
  for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']) await editor.getByRole('button', { name: day }).click()
  await editor.getByRole('button', { name: 'Save' }).click()
  await row(page, 'Weekend').getByText('Sat, Sun').waitFor()
  expect(await rules(hub)).toMatchObject([{ name: 'Weekend', days: ['sat', 'sun'], allow: 'high' }])
  await row(page, 'Weekend').getByRole('button', { name: 'Delete quiet hours Weekend' }).click()
  await row(page, 'Weekend').getByRole('button', { name: 'Delete quiet hours Weekend, press again' }).click()
  await page.getByText('No quiet hours yet').waitFor()
  expect(complaints).toEqual([])
})

test('an operator sees the quiet hours, and no buttons', async () => {
  const hub = await startHub()
  const administrator = await claim(hub)
  await connectBoard(hub, 'kitchen')
  await administrator.call('POST', '/api/quiet-hours', { name: 'Always', to: 'all', timeZone: 'UTC', ...now })
  await addPerson(hub, administrator, { name: 'Grace', role: 'operator' })
  const { page } = await openPage(browser, `${hub.httpUrl}/quiet-hours`)
  await logInInBrowser(page, 'Grace')
  await row(page, 'Always').getByText('quiet now').waitFor()
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
})
