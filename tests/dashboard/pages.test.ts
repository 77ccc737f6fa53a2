import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectBoard } from '../support/board.ts'
import { connectClient, startHub, type TestHub } from '../support/hub.ts'
import { addPerson, claim } from '../support/person.ts'
import { logInInBrowser } from './accounts.ts'
import { keepPicture, openPage, startBrowser } from './browser.ts'
import { call } from './hub-api.ts'
import { untilShown } from './wall.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

async function hubWithKitchen(): Promise<TestHub> {
  const hub = await startHub()
  await call(hub, 'POST', '/api/virtual-displays', { id: 'kitchen', columns: 16, rows: 2 })
  return hub
}

/** Names of the pages of a display in the order in which they stand in the hub. */
async function ordered(hub: TestHub): Promise<string[]> {
  const { pages } = (await call(hub, 'GET', '/api/pages')) as { pages: { name: string; page: { order?: number } }[] }
  return pages.sort((a, b) => (a.page.order ?? 100) - (b.page.order ?? 100)).map(({ name }) => name)
}

const preview = (within: Page | Locator, size: string, text: string): Locator =>
  within.locator(`canvas[aria-label="Preview on ${size}: ${text}"]`)
const item = (page: Page, name: string): Locator => page.getByRole('listitem').filter({ hasText: name })

test('a page with a live value is written, seen beforehand, and follows what is published', async () => {
  const hub = await hubWithKitchen()
  const sensor = await connectClient(hub, { clientId: 'sensor' })
  const { page, complaints } = await openPage(browser, hub.httpUrl)
  await page.getByRole('button', { name: 'Online 1' }).waitFor()
  await page.keyboard.press('p')
  await page.getByText('No pages yet.').waitFor()
  await page.getByRole('button', { name: 'New page' }).click()
  const dialog = page.getByRole('dialog', { name: 'New page' })
  await dialog.getByLabel('For', { exact: true }).selectOption('kitchen')
  await dialog.getByLabel('Name').fill('weather')
  await dialog.getByLabel('Text', { exact: true }).fill('Outside ')
  await preview(dialog, '16×2', 'Outside').waitFor()

  await dialog.getByText('Insert', { exact: true }).first().click()
  await dialog.getByLabel('Topic').fill('home/outside')
  await dialog.getByLabel('Place in its JSON').fill('.t')
  await dialog.getByLabel('Shown as').selectOption('1')
  await dialog.getByLabel('Unit').fill('°C')
  await dialog.getByRole('button', { name: 'Insert', exact: true }).click()
  const text = dialog.getByLabel('Text', { exact: true })
  expect(await text.inputValue()).toBe('Outside {{home/outside|.t|%.1f °C}}')
  await dialog.getByText('nothing was published to home/outside yet').waitFor()
  sensor.publish('home/outside', '{"t":21.46}', { retain: true })
  await preview(dialog, '16×2', 'Outside 21.5 °C').waitFor()
  await dialog.getByLabel('Marked as old').selectOption('60000')
  await keepPicture(page, 'page-editor')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  await item(page, 'weather').getByText('Outside 21.5 °C').waitFor()
  await keepPicture(page, 'pages')

  await page.goto(`${hub.httpUrl}/displays/kitchen`)
  await untilShown(page, 'Kitchen', 'Outside 21.5 °C')
  sensor.publish('home/outside', '{"t":-3}', { retain: true })
  await untilShown(page, 'Kitchen', 'Outside -3.0 °C')
  await page.getByRole('list', { name: 'Pages in turn' }).getByText('on the glass').waitFor()
  await keepPicture(page, 'display-pages')
  expect(complaints).toEqual([])
})

test('pages come in another order by the arrows and by dragging, and go after a second thought', async () => {
  const hub = await hubWithKitchen()
  for (const name of ['one', 'two', 'three'])
    await call(hub, 'PUT', `/api/displays/kitchen/pages/${name}`, { text: `Page ${name}`, showMs: 60_000 })
  const { page } = await openPage(browser, `${hub.httpUrl}/pages`)
  await page.getByRole('button', { name: 'Move two up' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => ordered(hub)).toEqual(['one', 'two', 'three'])
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Move two up')
  await preview(page, '16×2', 'Page one').waitFor()
  await page.getByRole('button', { name: 'Next page of the preview' }).click()
  await preview(page, '16×2', 'Page two').waitFor()

  const grips = page.getByRole('list', { name: 'Pages of Kitchen' }).locator('[class*="cursor-grab"]')
  const from = await grips.nth(2).boundingBox()
  const to = await grips.nth(0).boundingBox()
  if (from === null || to === null) throw new Error('nothing to drag')
  await page.mouse.move(from.x + 5, from.y + 20)
  await page.mouse.down()
  await page.mouse.move(to.x + 5, to.y + 20, { steps: 4 })
  await page.mouse.up()
  await expect.poll(() => ordered(hub)).toEqual(['three', 'one', 'two'])

  await page.getByRole('button', { name: 'Delete three' }).click()
  await page.getByRole('button', { name: 'Delete three, press again to confirm' }).click()
  await page.getByText('Page three').waitFor({ state: 'detached' })
  expect(await ordered(hub)).toEqual(['one', 'two'])
})

test('pages of everyone, groups and displays stand apart, and a display lists all that it shows in its order', async () => {
  const hub = await hubWithKitchen()
  await connectBoard(hub, 'hall')
  await call(hub, 'PUT', '/api/groups/ground', { displays: ['kitchen'] })
  await call(hub, 'PUT', '/api/displays/all/pages/news', { text: 'For all', order: 3 })
  await call(hub, 'PUT', '/api/groups/ground/pages/door', { text: 'For the group', order: 2 })
  await call(hub, 'PUT', '/api/displays/kitchen/pages/oven', { text: 'For the kitchen', order: 1 })
  await call(hub, 'PUT', '/api/displays/kitchen/pages/away', { text: 'The hub is away', when: 'offline', order: 4 })
  const { page } = await openPage(browser, `${hub.httpUrl}/pages`)
  await page.getByText('For all').waitFor()
  const headings = await page.getByRole('heading', { level: 2 }).allInnerTexts()
  expect(headings).toEqual(['Everyone', 'Group ground', 'Kitchen'])
  await preview(page, '20×4', 'For all').waitFor()
  await keepPicture(page, 'pages-of-all')
  await page.goto(`${hub.httpUrl}/displays/kitchen`)
  const turn = page.getByRole('list', { name: 'Pages in turn' })
  await turn.getByText('For all').waitFor()
  expect(await turn.locator('.font-medium').allInnerTexts()).toEqual(['oven', 'door', 'news'])
  await page.getByLabel('See what it shows while the hub is away').check()
  await turn.getByText('The hub is away', { exact: true }).waitFor()
  expect(await turn.locator('.font-medium').allInnerTexts()).toEqual(['away'])
})

test('an existing page is changed, and keeps what the form does not show', async () => {
  const hub = await hubWithKitchen()
  await call(hub, 'PUT', '/api/displays/kitchen/pages/menu', { text: 'Soup', from: 'Cook', pageMs: 4000 })
  const { page } = await openPage(browser, `${hub.httpUrl}/pages`)
  await page.getByRole('button', { name: 'Edit menu' }).click()
  const dialog = page.getByRole('dialog', { name: 'Page menu' })
  await dialog.getByLabel('Text', { exact: true }).fill('Stew')
  await dialog.getByLabel('Stays for').selectOption('15000')
  await page.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'detached' })
  const { pages } = (await call(hub, 'GET', '/api/pages')) as { pages: { page: object }[] }
  expect(pages[0]?.page).toEqual({ text: 'Stew', from: 'Cook', pageMs: 4000, showMs: 15_000 })
})

test('a viewer sees pages and playlists, and no buttons to change them', async () => {
  const hub = await startHub()
  const administrator = await claim(hub)
  await connectBoard(hub, 'kitchen')
  await administrator.call('PUT', '/api/displays/kitchen/pages/menu', { text: 'Soup' })
  await administrator.call('PUT', '/api/playlists/lobby', { to: 'all', pages: [{ name: 'hello', text: 'Hello' }] })
  await addPerson(hub, administrator, { name: 'Grace', role: 'viewer' })
  const { page } = await openPage(browser, `${hub.httpUrl}/pages`)
  await logInInBrowser(page, 'Grace')
  await page.getByText('Soup').waitFor()
  const changing = page.getByRole('main').getByRole('button', { name: /New|Edit|Delete|Move/ })
  expect(await changing.count()).toBe(0)
  await page.getByRole('link', { name: 'Playlists' }).click()
  await page.getByRole('listitem', { name: 'Playlist lobby' }).waitFor()
  expect(await changing.count()).toBe(0)
})
