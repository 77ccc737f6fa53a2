import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chooseInMenu } from '../dashboard/accounts.ts'
import { openPage, startBrowser } from '../dashboard/browser.ts'
import { connectBoard } from '../support/board.ts'
import { startHub } from '../support/hub.ts'
import { connectNewBoard } from '../support/new-board.ts'
import { addPerson, claim } from '../support/person.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

const attack = '<img src=x onerror="window.attacked=1">'
const url = 'javascript:window.attacked=1'

test('script in a name, a message or a fact of a board stays text on every page', async () => {
  const hub = await startHub()
  const administrator = await claim(hub)
  const evil = await addPerson(hub, administrator, { name: 'Eve', role: 'viewer' })
  await administrator.call('PUT', `/api/users/${evil.id}`, { name: attack, role: 'viewer', disabled: false })
  await administrator.call('POST', '/api/tokens', { name: attack, role: 'viewer' })
  await connectBoard(hub, 'kitchen', { about: { board: attack, firmware: attack, capabilities: [url] } })
  await administrator.call('PUT', '/api/displays/kitchen', { name: attack })
  const board = await connectNewBoard(hub)
  board.hello({ board: attack, firmware: attack })
  const { page, complaints } = await openPage(browser, 'about:blank')
  const cookies = [...administrator.cookies].map(([name, value]) => ({ name, value, url: hub.httpUrl }))
  await page.context().addCookies(cookies)

  await page.goto(hub.httpUrl)
  await page.getByRole('link', { name: attack }).waitFor()
  await page.getByRole('button', { name: `Send to ${attack}` }).click()
  const composer = page.getByRole('dialog', { name: 'New message' })
  await composer.getByLabel('Text', { exact: true }).fill(attack)
  await page.keyboard.press('Control+Enter')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Messages' }).first().click()
  await page.getByText(attack).first().waitFor()
  await page.goto(`${hub.httpUrl}/displays/kitchen`)
  await page.getByRole('heading', { name: attack, level: 1 }).waitFor()
  await page.getByText(url).waitFor()
  await page.getByRole('button', { name: '1 waiting to be paired' }).click()
  await page.getByText(`${attack} · 16×2`).waitFor()
  await page.keyboard.press('Escape')
  for (const item of ['People', 'API tokens', 'Audit log']) {
    await chooseInMenu(page, item)
    await page.getByRole('heading', { name: item, level: 1 }).waitFor()
    await page.getByRole('main').getByText(attack.slice(0, 20)).first().waitFor()
  }
  expect(await page.evaluate(() => 'attacked' in window)).toBe(false)
  expect(await page.locator('img[src="x"]').count()).toBe(0)
  expect(complaints).toEqual([])
})
