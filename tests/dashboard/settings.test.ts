import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { request } from '../support/http.ts'
import { startHub } from '../support/hub.ts'
import { chooseInMenu } from './accounts.ts'
import { openPage, startBrowser } from './browser.ts'
import { lookAt, looks } from './look.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

test('an administrator changes how long messages are kept, and is told what cannot be', async () => {
  const hub = await startHub()
  const { page } = await openPage(browser, hub.httpUrl)
  await chooseInMenu(page, 'Settings')
  await page.getByLabel('Days').fill('soon')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('must be a number').waitFor()
  await page.getByLabel('Days').fill('30')
  await page.getByLabel('Close the connection from (KiB)').fill('2048')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  expect((await request(hub, 'GET', '/api/settings')).body).toMatchObject({
    historyDays: 30,
    historyMessages: 200_000,
    maxUnsentBytes: 2048 * 1024,
  })
  await page.reload()
  await expect.poll(() => page.getByLabel('Days').inputValue()).toBe('30')
})

test.each(looks)('the settings fit and have no accessibility violations: %s', async (name, options) => {
  const hub = await startHub()
  const { page } = await openPage(browser, `${hub.httpUrl}/settings`, options)
  await page.getByLabel('Days').waitFor()
  await lookAt(page, name, options)('settings')
})
