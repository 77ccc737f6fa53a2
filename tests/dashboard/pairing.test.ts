import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectBoard } from '../support/board.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { connectNewBoard } from '../support/new-board.ts'
import { chooseInMenu, claimInBrowser, logInInBrowser } from './accounts.ts'
import { keepPicture, openPage, startBrowser } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

/** What a board does with the credentials that it was given. */
async function pairedBoard(hub: TestHub, { id, secret }: { id: string; secret: string }) {
  const board = await connectBoard(hub, id, { username: id, password: secret })
  await board.client.subscribeAsync(`displays/${id}/credentials`)
  return board
}

test('a fresh hub is claimed, a board is paired by its code and shows a message, within a minute', async () => {
  const hub = await startHub()
  const startedAt = Date.now()
  const { page, complaints } = await openPage(browser, hub.httpUrl)
  await page.getByRole('heading', { name: 'No displays yet' }).waitFor()
  await keepPicture(page, 'pairing-1-unclaimed')
  await chooseInMenu(page, 'Claim this hub')
  await page.getByText('so you need no code').waitFor()
  await keepPicture(page, 'pairing-2-claim')
  await claimInBrowser(page)

  await chooseInMenu(page, 'Log out')
  await page.getByRole('heading', { name: 'Log in' }).waitFor()
  await keepPicture(page, 'pairing-3-log-in')
  await logInInBrowser(page)

  const board = await connectNewBoard(hub)
  const digits = await board.nextDigits()
  await page.getByRole('button', { name: '1 waiting to be paired' }).click()
  const dialog = page.getByRole('dialog', { name: 'Pair a board' })
  await dialog.getByText('esp32 · 16×2').waitFor()
  await dialog.getByText('127.0.0.1').waitFor()
  await page.keyboard.insertText(` ${digits.slice(0, 3)} ${digits.slice(3)}\n`)
  expect(await dialog.getByLabel('Code on the LCD of the board').inputValue()).toBe(
    `${digits.slice(0, 3)} ${digits.slice(3)}`,
  )
  await dialog.getByLabel('Name').fill('Front door')
  expect(await dialog.getByLabel('Id', { exact: true }).inputValue()).toBe('front-door')
  await keepPicture(page, 'pairing-4-dialog')
  await dialog.getByRole('button', { name: 'Pair', exact: true }).click()
  const credentials = await board.nextCredentials()
  expect(credentials).toMatchObject({ id: 'front-door', name: 'Front door' })

  const display = await pairedBoard(hub, credentials)
  await page.getByRole('heading', { name: 'Front door', level: 1 }).waitFor()
  await page.getByText('Online', { exact: true }).waitFor()
  await page.getByText('It connects with a secret of its own').waitFor()
  await keepPicture(page, 'pairing-5-display')
  await page.getByRole('button', { name: 'Send to Front door' }).click()
  const composer = page.getByRole('dialog', { name: 'New message' })
  await composer.getByLabel('Text', { exact: true }).fill('Hello')
  await page.keyboard.press('Control+Enter')
  display.ack(await display.next())
  await composer.getByRole('button', { name: /^Shown on Front door/ }).waitFor()
  expect(Date.now() - startedAt).toBeLessThan(60_000)
  expect(complaints).toEqual([])
})

test('a wrong code is told below the field, and nothing that was typed is lost', async () => {
  const hub = await startHub()
  const { page } = await openPage(browser, hub.httpUrl)
  const board = await connectNewBoard(hub)
  const digits = await board.nextDigits()
  await page.getByRole('button', { name: '1 waiting to be paired' }).click()
  const dialog = page.getByRole('dialog', { name: 'Pair a board' })
  const code = dialog.getByLabel('Code on the LCD of the board')
  await code.fill(digits === '000000' ? '000001' : '000000')
  await dialog.getByLabel('Name').fill('Kitchen')
  await dialog.getByRole('button', { name: 'Pair', exact: true }).click()
  await dialog.getByText(/No board shows/i).waitFor()
  await keepPicture(page, 'pairing-wrong-code')
  expect(await dialog.getByLabel('Name').inputValue()).toBe('Kitchen')
  await code.fill(digits)
  await dialog.getByRole('button', { name: 'Pair', exact: true }).click()
  expect(await board.nextCredentials()).toMatchObject({ id: 'kitchen' })
})

test('a board that nobody wants is turned away', async () => {
  const hub = await startHub()
  const { page } = await openPage(browser, hub.httpUrl)
  const board = await connectNewBoard(hub)
  await page.getByRole('button', { name: '1 waiting to be paired' }).click()
  await page.getByRole('button', { name: 'Refuse esp32 at 127.0.0.1' }).click()
  await page.getByRole('button', { name: 'Refuse esp32 at 127.0.0.1, press again to confirm' }).click()
  await page.getByText('No board is waiting.').waitFor()
  await board.closed
})

test('a display is renamed, put into a group, disabled and forgotten on its page', async () => {
  const hub = await startHub()
  const { page } = await openPage(browser, hub.httpUrl)
  const board = await connectNewBoard(hub)
  const digits = await board.nextDigits()
  await chooseInMenu(page, 'Pair a board')
  const dialog = page.getByRole('dialog', { name: 'Pair a board' })
  await dialog.getByLabel('Code on the LCD of the board').fill(digits)
  await dialog.getByLabel('Id', { exact: true }).fill('attic')
  await dialog.getByRole('button', { name: 'Pair', exact: true }).click()
  const display = await pairedBoard(hub, await board.nextCredentials())
  await page.getByText('Online', { exact: true }).waitFor()

  await page.getByLabel('What people call it').fill('Under the roof')
  await page.getByRole('button', { name: 'Save the name' }).click()
  await page.getByRole('heading', { name: 'Under the roof', level: 1 }).waitFor()

  await page.getByLabel('New group').fill('upstairs')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  // The box follows the hub, so it is not unchecked as soon as it was clicked.
  await page.getByRole('checkbox', { name: /^upstairs/, checked: true }).click()
  await page.getByText('0 displays').waitFor()

  await page.getByRole('button', { name: 'New secret' }).click()
  await page.getByText('has been sent its new secret').waitFor()

  const closed = new Promise<void>((resolve) => display.client.once('close', () => resolve()))
  await page.getByRole('button', { name: 'Disable Under the roof' }).click()
  await page.getByRole('button', { name: 'Disable Under the roof, press again to confirm' }).click()
  await closed
  await page.getByText('Disabled: it cannot connect.').waitFor()

  await page.getByRole('button', { name: 'New secret' }).click()
  const secret = await page.getByLabel('Secret', { exact: true }).inputValue()
  expect(secret).toMatch(/^mqd_/)
  await keepPicture(page, 'display-disabled')
  await page.getByRole('button', { name: 'Enable' }).click()
  await page.getByText('It connects with a secret of its own').waitFor()

  const forget = page.getByRole('button', { name: 'Forget Under the roof' })
  const top = async (element: Locator) => (await element.boundingBox())?.y ?? 0
  for (const heading of await page.getByRole('heading').all())
    expect(await top(forget)).toBeGreaterThan(await top(heading))
  await forget.click()
  await page.getByRole('button', { name: 'Forget Under the roof, press again to confirm' }).click()
  await page.getByText('There is no such display here.').waitFor()
})
