import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectBoard } from '../support/board.ts'
import { startHub } from '../support/hub.ts'
import { claim } from '../support/person.ts'
import { chooseInMenu, logInInBrowser } from './accounts.ts'
import { keepPicture, openPage, startBrowser } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

test('a token is shown once, works for what it is limited to, and is revoked', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  await connectBoard(hub, 'hall')
  await claim(hub)
  const { page } = await openPage(browser, hub.httpUrl)
  await logInInBrowser(page)
  await chooseInMenu(page, 'API tokens')
  await page.getByRole('button', { name: 'New token' }).click()
  const dialog = page.getByRole('dialog', { name: 'New API token' })
  await dialog.getByRole('button', { name: 'Make the token' }).click()
  await dialog.getByText('Name is missing.').waitFor()
  await dialog.getByLabel('What it is for').fill('Door bell')
  await dialog.getByLabel('Role').selectOption('viewer')
  await dialog.getByLabel('Every display').uncheck()
  await dialog.getByLabel('Kitchen').check()
  await keepPicture(page, 'token-new')
  await dialog.getByRole('button', { name: 'Make the token' }).click()
  const token = await dialog.getByLabel('Token', { exact: true }).inputValue()
  expect(token).toMatch(/^mqt_/)
  await keepPicture(page, 'token-told')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByText('Viewer · Kitchen').waitFor()
  expect(await page.content()).not.toContain(token)
  await keepPicture(page, 'tokens')

  const list = () => fetch(`${hub.httpUrl}/api/displays`, { headers: { authorization: `Bearer ${token}` } })
  const { displays } = (await (await list()).json()) as { displays: { id: string }[] }
  expect(displays.map(({ id }) => id)).toEqual(['kitchen'])

  await page.getByRole('button', { name: 'Revoke Door bell' }).click()
  await page.getByRole('button', { name: 'Revoke Door bell, press again to confirm' }).click()
  await page.getByText('There are none.').waitFor()
  expect((await list()).status).toBe(401)
})

test('the audit log is read page by page and filtered by who did it', async () => {
  const hub = await startHub()
  const administrator = await claim(hub)
  for (let number = 0; number < 55; number++)
    await administrator.call('PUT', `/api/groups/group-${number}`, { displays: [] })
  const { page } = await openPage(browser, hub.httpUrl)
  await logInInBrowser(page)
  await chooseInMenu(page, 'Audit log')
  await page.getByText('group-54', { exact: true }).waitFor()
  await keepPicture(page, 'audit')
  expect(await page.getByText('hub: claimed').count()).toBe(0)
  await page.getByRole('button', { name: 'Older' }).click()
  await page.getByText('hub: claimed').waitFor()
  expect(await page.getByRole('button', { name: 'Older' }).count()).toBe(0)

  await page.getByLabel('Done to').fill('group-7')
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByText('group-54', { exact: true }).waitFor({ state: 'detached' })
  expect(await page.getByRole('main').getByRole('listitem').count()).toBe(1)
  await page.getByLabel('Done by').fill('nobody at all')
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByText('Nothing like that was noted.').waitFor()
})
