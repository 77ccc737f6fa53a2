import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectBoard } from '../support/board.ts'
import { startHub } from '../support/hub.ts'
import { violations } from './axe.ts'
import { desktop, keepPicture, openPage, phone, startBrowser } from './browser.ts'
import { scrollsSideways } from './wall.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

async function pageWithDisplays(options: BrowserContextOptions): Promise<Page> {
  const hub = await startHub()
  await connectBoard(hub, 'front-door')
  await connectBoard(hub, 'a-display-with-the-longest-name1', { about: { columns: 40, rows: 2, rom: 'A02' } })
  const away = await connectBoard(hub, 'attic', { about: { columns: 16, rows: 2 } })
  const { page } = await openPage(browser, hub.httpUrl, options)
  await page.getByRole('button', { name: 'Online 3' }).waitFor()
  away.client.stream.destroy()
  await page.getByText(/^Offline since/).waitFor()
  return page
}

async function writeToEveryone(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^New/ }).first().click()
  const composer = page.getByRole('dialog', { name: 'New message' })
  await composer.getByLabel('Everyone').check()
  await composer
    .getByLabel('Text', { exact: true })
    .fill('A text that is long enough for more than one page on a small display 🦄')
  await composer.getByText('Options').click()
  await composer
    .getByRole('img', { name: /^Page 1 of/ })
    .first()
    .waitFor()
}

const looks: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light', { ...desktop, colorScheme: 'light' }],
  ['dark', { ...desktop, colorScheme: 'dark' }],
  ['phone', { ...phone, colorScheme: 'light' }],
  ['phone-dark', { ...phone, colorScheme: 'dark' }],
]

test.each(looks)(
  'the wall, the composer, the messages and the room fit and have no accessibility violations (%s)',
  async (name, options) => {
    const page = await pageWithDisplays(options)
    const look = async (what: string): Promise<void> => {
      expect(await violations(page), what).toEqual([])
      expect(await scrollsSideways(page), what).toEqual([])
      await keepPicture(page, `${what}-${name}`)
    }
    await look('wall')
    await writeToEveryone(page)
    await look('composer')
    await page.getByRole('button', { name: 'Send to everyone' }).click()
    await page.getByText('waits until it is back').waitFor()
    await look('sent')

    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Messages', exact: true }).locator('visible=true').click()
    await page.getByRole('list', { name: 'Messages' }).waitFor()
    await page.getByRole('button', { name: 'Filters' }).click()
    await look('messages')
    await page.getByRole('listitem').first().getByRole('link').click()
    await page.getByText('waits until it is back').waitFor()
    await look('message')
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Room', exact: true }).locator('visible=true').click()
    await page.getByRole('log').getByText('long enough').waitFor()
    await page.getByLabel('Write in the room').fill('On my way')
    await page.keyboard.press('Enter')
    await page.getByRole('article').getByText('On my way').waitFor()
    await look('room')
  },
)

test('an empty hub and the dialog for virtual displays have no accessibility violations', async () => {
  const hub = await startHub()
  const { page } = await openPage(browser, hub.httpUrl, phone)
  await page.getByRole('heading', { name: 'No displays yet' }).waitFor()
  expect(await violations(page)).toEqual([])
  await connectBoard(hub, 'kitchen')
  await page.getByRole('heading', { name: 'Kitchen' }).waitFor()
  await page.getByRole('button', { name: 'Start a virtual display' }).click()
  await page.getByRole('dialog', { name: 'Start a virtual display' }).waitFor()
  expect(await violations(page)).toEqual([])
  await keepPicture(page, 'virtual-display-phone')
})

test('on a phone nothing scrolls sideways and every target is at least 44 pixels high', async () => {
  const page = await pageWithDisplays(phone)
  expect(await scrollsSideways(page)).toEqual([])
  const small = () =>
    page
      .locator('button:visible, a:visible, summary:visible')
      .evaluateAll((elements) =>
        elements
          .filter((element) => element.getBoundingClientRect().height < 44)
          .map((element) => element.outerHTML.slice(0, 120)),
      )
  expect(await small()).toEqual([])
  await writeToEveryone(page)
  expect(await scrollsSideways(page)).toEqual([])
  expect(await small()).toEqual([])
})

test('on a phone the preview and the button stay in sight when the keyboard takes half of the screen', async () => {
  const page = await pageWithDisplays(phone)
  await writeToEveryone(page)
  await page.setViewportSize({ width: 390, height: 480 })
  const bottom = async (part: Locator) => {
    const box = await part.boundingBox()
    return box === null ? Number.POSITIVE_INFINITY : box.y + box.height
  }
  const preview = page.locator('canvas[aria-label^="Preview on"]').first()
  const button = page.getByRole('button', { name: 'Send to everyone' })
  await expect.poll(() => bottom(preview)).toBeLessThanOrEqual(480)
  await expect.poll(() => bottom(button)).toBeLessThanOrEqual(480)
  await keepPicture(page, 'composer-phone-keyboard')
})

test('the theme that was chosen is kept', async () => {
  const page = await pageWithDisplays({ ...desktop, colorScheme: 'light' })
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  const light = await background()
  await page.getByRole('button', { name: 'Theme: system' }).click()
  await page.getByRole('button', { name: 'Theme: light' }).click()
  await page.getByRole('button', { name: 'Theme: dark' }).waitFor()
  const dark = await background()
  expect(dark).not.toBe(light)
  await page.reload()
  await page.getByRole('button', { name: 'Theme: dark' }).waitFor()
  expect(await background()).toBe(dark)
})
