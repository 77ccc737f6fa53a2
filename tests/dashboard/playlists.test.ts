import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub, type TestHub } from '../support/hub.ts'
import { keepPicture, openPage, startBrowser } from './browser.ts'
import { call } from './hub-api.ts'
import { untilShown } from './wall.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

const row = (page: Page, name: string) => page.getByRole('listitem', { name: `Playlist ${name}` })

async function pageNames(hub: TestHub, display: string): Promise<string[]> {
  const { pages } = (await call(hub, 'GET', `/api/pages?display=${display}`)) as { pages: { text: string }[] }
  return pages.map(({ text }) => text)
}

test('a playlist is put together, shown by its displays, switched off and on, changed and deleted', async () => {
  const hub = await startHub()
  await call(hub, 'POST', '/api/virtual-displays', { id: 'kitchen', columns: 16, rows: 2 })
  await call(hub, 'POST', '/api/virtual-displays', { id: 'hall', columns: 20, rows: 4 })
  await call(hub, 'PUT', '/api/groups/ground', { displays: ['kitchen'] })
  const { page, complaints } = await openPage(browser, `${hub.httpUrl}/playlists`)
  await page.getByText('No playlists yet.').waitFor()
  await page.getByRole('button', { name: 'New playlist' }).click()
  const dialog = page.getByRole('dialog', { name: 'New playlist' })
  await dialog.getByLabel('Id').fill('lobby')
  await dialog.getByLabel('Name', { exact: true }).fill('Lobby')
  await dialog.getByRole('checkbox', { name: 'Group ground' }).check()
  await dialog.getByLabel('Name of the page').fill('welcome')
  await dialog.getByLabel('Text', { exact: true }).fill('Welcome')
  await dialog.getByRole('button', { name: 'Add a page' }).click()
  await dialog.getByLabel('Name of the page').fill('bus')
  await dialog.getByLabel('Text', { exact: true }).fill('Bus in 5 min')
  await dialog.locator('canvas[aria-label="Preview on 16×2: Bus in 5 min"]').waitFor()
  await dialog.getByRole('button', { name: 'Close bus' }).click()
  await dialog.getByRole('button', { name: 'Move bus up' }).click()
  await dialog.locator('canvas[aria-label="Preview on 16×2: Bus in 5 min"]').waitFor()
  await keepPicture(page, 'playlist-editor')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await row(page, 'Lobby').getByText('bus → welcome').waitFor()
  await keepPicture(page, 'playlists')
  expect(await pageNames(hub, 'kitchen')).toEqual(['Bus in 5 min', 'Welcome'])
  expect(await pageNames(hub, 'hall')).toEqual([])

  await row(page, 'Lobby').getByLabel('Lobby is on').click()
  await expect.poll(() => pageNames(hub, 'kitchen')).toEqual([])
  await row(page, 'Lobby').getByText('Off').waitFor()
  await row(page, 'Lobby').getByLabel('Lobby is on').click()
  await expect.poll(() => pageNames(hub, 'kitchen')).toHaveLength(2)

  await row(page, 'Lobby').getByRole('button', { name: 'Edit playlist Lobby' }).click()
  const editor = page.getByRole('dialog', { name: 'Playlist Lobby' })
  await editor.getByText('Change', { exact: true }).first().click()
  await editor.getByRole('checkbox', { name: 'Everyone' }).check()
  await editor.getByRole('button', { name: 'Save' }).click()
  await editor.waitFor({ state: 'detached' })
  await page.goto(`${hub.httpUrl}/displays/hall`)
  await untilShown(page, 'Hall', 'Bus in 5 min')
  await page.getByText('from playlist lobby').first().waitFor()

  await page.goto(`${hub.httpUrl}/playlists`)
  await row(page, 'Lobby').getByRole('button', { name: 'Delete playlist Lobby' }).click()
  await row(page, 'Lobby').getByRole('button', { name: 'Delete playlist Lobby, press again to confirm' }).click()
  await page.getByText('No playlists yet.').waitFor()
  expect(await pageNames(hub, 'hall')).toEqual([])
  expect(complaints).toEqual([])
})
