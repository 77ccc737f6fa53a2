import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectBoard } from '../support/board.ts'
import { startHub } from '../support/hub.ts'
import { keepPicture, openPage, startBrowser } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

const hourMs = 3_600_000
const timeOfDay = (at: number): string => new Date(at).toISOString().slice(11, 16)

test('the composer says whom a message reaches at once, later, or not, and the hub does what it says', async () => {
  const hub = await startHub()
  const call = async (method: string, path: string, body: object): Promise<void> => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${hub.httpUrl}${path}`, { method, headers, body: JSON.stringify(body) })
    expect(answer.ok, await answer.text()).toBe(true)
  }
  const small = { about: { columns: 16, rows: 2 } }
  const kitchen = await connectBoard(hub, 'kitchen')
  await connectBoard(hub, 'hall', small)
  await connectBoard(hub, 'lobby', small)
  const attic = await connectBoard(hub, 'attic')
  await call('PUT', '/api/groups/public', { displays: ['lobby'] })
  const hours = { from: timeOfDay(Date.now() - hourMs), until: timeOfDay(Date.now() + hourMs), timeZone: 'UTC' }
  await call('POST', '/api/quiet-hours', { to: ['attic', 'hall'], ...hours })
  attic.client.stream.destroy()

  const { page, complaints } = await openPage(browser, hub.httpUrl)
  await page.getByText(/^Offline since/).waitFor()
  await page.keyboard.press('c')
  const composer = page.getByRole('dialog', { name: 'New message' })
  await composer.getByLabel('Text', { exact: true }).fill('Dinner')
  await composer.getByLabel('Everyone').click()
  await composer.getByRole('button', { name: 'Send to everyone' }).waitFor()
  await composer.getByText(/^1 offline, will be queued · 2 are quiet until /).waitFor()

  await composer.getByRole('button', { name: 'Leave out group public' }).click()
  await composer.getByRole('button', { name: 'Send to 3' }).waitFor()
  await composer.getByLabel('Hall').click()
  await composer.getByText('Everyone without group public and Hall').waitFor()
  await composer.getByText(/^1 offline, will be queued · 1 is quiet until /).waitFor()
  await composer.locator('canvas[aria-label^="Preview on 20×4"]').waitFor()
  expect(await composer.locator('canvas[aria-label^="Preview on 16×2"]').count()).toBe(0)
  await keepPicture(page, 'composer-sentence')

  await composer.getByText('Options').click()
  await composer.getByText('Critical', { exact: true }).click()
  await composer.getByText('1 offline, will be queued', { exact: true }).waitFor()
  await composer.getByRole('button', { name: 'Send to 2' }).click()
  kitchen.ack(await kitchen.next())
  await composer.getByRole('button', { name: 'Shown on 1 of 2 · 1 queued' }).waitFor()
  expect(complaints).toEqual([])
})
