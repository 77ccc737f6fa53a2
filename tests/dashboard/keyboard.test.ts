import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectBoard } from '../support/board.ts'
import { startHub } from '../support/hub.ts'
import { openPage, startBrowser } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

test('the keys open, close and filter, and leave typing alone', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  await connectBoard(hub, 'hall')
  const { page } = await openPage(browser, hub.httpUrl)
  await page.getByRole('button', { name: 'Online 2' }).waitFor()

  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await help.waitFor()
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'detached' })

  await page.keyboard.press('m')
  await page.getByRole('heading', { name: 'Messages' }).waitFor()
  await page.keyboard.press('r')
  await page.getByRole('region', { name: 'Room' }).waitFor()
  await page.keyboard.press('d')
  await page.getByRole('button', { name: 'Online 2' }).waitFor()

  await page.keyboard.press('/')
  await page.keyboard.type('kit c?')
  await page.getByText('No display matches this filter.').waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: 'Hall' }).waitFor()

  await page.getByRole('button', { name: 'Send to Hall' }).focus()
  await page.keyboard.press('Enter')
  const composer = page.getByRole('dialog', { name: 'New message' })
  await composer.waitFor()
  await page.keyboard.type('can c and / be typed?')
  expect(await composer.getByLabel('Text', { exact: true }).inputValue()).toBe('can c and / be typed?')
  await page.keyboard.press('Escape')
  await composer.waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Send to Hall')
})

test('a draft survives a reload', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const { page } = await openPage(browser, hub.httpUrl)
  await page.getByRole('button', { name: 'Send to Kitchen' }).click()
  await page.keyboard.type('Half a thought')
  await page.reload()
  await page.getByRole('button', { name: 'Send to Kitchen' }).waitFor()
  await page.keyboard.press('c')
  expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe('Half a thought')
})
