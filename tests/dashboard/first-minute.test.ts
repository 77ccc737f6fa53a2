import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../support/hub.ts'
import { keepPicture, openPage, startBrowser } from './browser.ts'
import { darkPixels, untilShown } from './wall.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

test('a new hub shows its first message within a minute and three actions', async () => {
  const hub = await startHub()
  const startedAt = Date.now()
  const { page, complaints } = await openPage(browser, hub.httpUrl)

  await page.getByRole('heading', { name: 'No displays yet' }).waitFor()
  await keepPicture(page, 'first-minute-1-empty')
  await page.getByRole('button', { name: 'Start a virtual display' }).click()

  const composer = page.getByRole('dialog', { name: 'New message' })
  await composer.waitFor()
  expect(await composer.getByLabel('Text', { exact: true }).inputValue()).toBe('Hello from Marquee')
  await composer.locator('canvas[aria-label="Preview on 20×4: Hello from Marquee"]').waitFor()
  await keepPicture(page, 'first-minute-2-composer')

  await page.keyboard.press('Control+Enter')
  await composer.getByRole('button', { name: /^Shown on Virtual 1, \d+ ms$/ }).waitFor()
  await keepPicture(page, 'first-minute-3-shown')

  await page.keyboard.press('Escape')
  await untilShown(page, 'Virtual 1', 'Hello from Marquee')
  await expect.poll(() => darkPixels(page, 'Virtual 1')).toBeGreaterThan(100)
  await keepPicture(page, 'first-minute-4-wall')

  await page.getByRole('link', { name: 'Messages' }).first().click()
  await page.getByRole('list', { name: 'Messages' }).getByText('1 shown').waitFor()
  await keepPicture(page, 'first-minute-5-messages')
  expect(Date.now() - startedAt).toBeLessThan(60_000)
  expect(complaints).toEqual([])
})

test('a virtual display of another size can be started and stopped', async () => {
  const hub = await startHub()
  const { page } = await openPage(browser, hub.httpUrl)
  await page.getByRole('button', { name: 'Start a virtual display' }).click()
  await page.getByRole('dialog', { name: 'New message' }).waitFor()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Start a virtual display' }).click()
  const dialog = page.getByRole('dialog', { name: 'Start a virtual display' })
  await dialog.getByText('40×2').click()
  await dialog.getByText('A02 · European').click()
  await dialog.getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByRole('heading', { name: 'Virtual 2' }).waitFor()
  await page.getByText('40×2').waitFor()

  await page.getByRole('button', { name: 'Stop Virtual 2' }).click()
  await page.getByRole('button', { name: 'Stop Virtual 2, press again to confirm' }).click()
  await page.getByRole('heading', { name: 'Virtual 2' }).waitFor({ state: 'detached' })
})
