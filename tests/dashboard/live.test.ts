import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectBoard } from '../support/board.ts'
import { freePort } from '../support/free-port.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { run, runHub, temporaryFolder } from '../support/process.ts'
import { tool } from '../support/tool.ts'
import { keepPicture, openPage, startBrowser } from './browser.ts'
import { darkPixels, untilShown } from './wall.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

async function startDisplays(httpUrl: string, ...displays: object[]): Promise<void> {
  for (const body of displays) {
    const answer = await fetch(`${httpUrl}/api/virtual-displays`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(201)
  }
}

const untilOnline = (page: Page, count: number) => page.getByRole('button', { name: `Online ${count}` }).waitFor()

async function mosquittoPublish(hub: TestHub, topic: string, text: string): Promise<void> {
  const client = tool('mosquitto_pub', 'mosquitto-clients')
  expect(await run(client, ['-h', '127.0.0.1', '-p', String(hub.mqttPort), '-t', topic, '-m', text]).exit).toBe(0)
}

test('text published with mosquitto_pub appears on the wall', async () => {
  const hub = await startHub()
  await startDisplays(hub.httpUrl, { id: 'kitchen', columns: 16, rows: 2 })
  const { page, complaints } = await openPage(browser, hub.httpUrl)
  await untilOnline(page, 1)
  await mosquittoPublish(hub, 'displays/kitchen/message', 'Dinner')
  await untilShown(page, 'Kitchen', 'Dinner')
  await expect.poll(() => darkPixels(page, 'Kitchen')).toBeGreaterThan(50)
  expect(complaints).toEqual([])
})

test('a message to everyone tells what became of it on each display', async () => {
  const hub = await startHub()
  await startDisplays(
    hub.httpUrl,
    { id: 'kitchen', columns: 16, rows: 2 },
    { id: 'hall', columns: 20, rows: 4, rom: 'A02' },
  )
  const { page } = await openPage(browser, hub.httpUrl)
  await untilOnline(page, 2)
  await page.keyboard.press('c')
  const composer = page.getByRole('dialog', { name: 'New message' })
  await composer.getByLabel('Everyone').check()
  await composer.getByLabel('Text', { exact: true }).fill('Grüße an alle 🦄')
  await composer.locator('canvas[aria-label^="Preview on 16×2"]').waitFor()
  await composer.locator('canvas[aria-label^="Preview on 20×4"]').waitFor()
  await composer.getByText('“🦄”').first().waitFor()
  await composer.getByRole('button', { name: 'Send to everyone' }).click()
  await composer.getByRole('button', { name: 'Shown on 2 of 2' }).waitFor()
  expect(await composer.getByRole('region', { name: 'Deliveries' }).getByText('Shown').count()).toBe(2)
  await keepPicture(page, 'everyone')
})

test('a message for a display that is away is queued and shown when it is back', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'attic')
  const { page } = await openPage(browser, hub.httpUrl)
  await untilOnline(page, 1)
  board.client.stream.destroy()
  await page.getByText(/^Offline since \d\d:\d\d$/).waitFor()
  await page.getByRole('button', { name: 'Send to Attic' }).click()
  const composer = page.getByRole('dialog', { name: 'New message' })
  await composer.getByLabel('Text', { exact: true }).fill('Call me')
  await composer.getByText('Offline, will be queued').waitFor()
  await page.keyboard.press('Control+Enter')
  await composer.getByRole('button', { name: 'Queued: Attic is offline' }).waitFor()
  await composer.getByText(/waits until it is back, expires /).waitFor()
  await keepPicture(page, 'queued')

  const again = await connectBoard(hub, 'attic')
  again.ack(await again.next())
  await composer.getByRole('button', { name: /^Shown on Attic/ }).waitFor()
})

test('a display that is offline can be forgotten, one that is online cannot', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const board = await connectBoard(hub, 'attic')
  const { page } = await openPage(browser, hub.httpUrl)
  await untilOnline(page, 2)
  expect(await page.getByRole('button', { name: /^Forget/ }).count()).toBe(0)
  board.client.stream.destroy()
  await page.getByRole('button', { name: 'Forget Attic' }).click()
  await page.getByRole('button', { name: 'Forget Attic, press again to confirm' }).click()
  await page.getByRole('heading', { name: 'Attic' }).waitFor({ state: 'detached' })
  await page.getByRole('heading', { name: 'Kitchen' }).waitFor()
})

test('the page says that the hub is away, and rereads everything when it is back', async () => {
  const dataDir = await temporaryFolder()
  const env = { MARQUEE_DATA_DIR: dataDir, MARQUEE_HOST: '127.0.0.1', MARQUEE_MQTT_PORT: '0' }
  const first = runHub({ ...env, MARQUEE_HTTP_PORT: String(await freePort()) })
  const [, url = '', port = ''] = await first.prints(/is ready: (http:\/\/[^\s:]+:(\d+))/)
  await startDisplays(url, { id: 'kitchen', columns: 16, rows: 2 }, { id: 'hall', columns: 20, rows: 4 })
  const { page } = await openPage(browser, url)
  await untilOnline(page, 2)

  first.child.kill('SIGKILL')
  await first.exit
  await page.getByText(/The hub is away since \d\d:\d\d:\d\d\./).waitFor({ timeout: 5000 })
  await page.getByText(/Pictures are from \d\d:\d\d:\d\d/).waitFor()
  expect(await page.getByText('Was online').count()).toBe(2)
  await keepPicture(page, 'hub-away')

  await page.keyboard.press('c')
  const composer = page.getByRole('dialog', { name: 'New message' })
  await composer.getByLabel('Kitchen').check()
  await composer.getByLabel('Text', { exact: true }).fill('Written while it was away')
  await page.keyboard.press('Control+Enter')
  await composer.getByRole('button', { name: 'Waiting for the hub' }).waitFor()
  await keepPicture(page, 'hub-away-composer')

  // A hub that knows nothing of the displays of the first one.
  const second = runHub({ ...env, MARQUEE_DATA_DIR: await temporaryFolder(), MARQUEE_HTTP_PORT: port })
  await second.prints(/is ready/)
  await page.getByText('Live again').waitFor({ timeout: 20_000 })
  await composer.getByRole('button', { name: /^Refused: no display "kitchen"/ }).waitFor()
  await page.getByRole('heading', { name: 'Hall', includeHidden: true }).waitFor({ state: 'detached' })

  await startDisplays(url, { id: 'kitchen', columns: 16, rows: 2 })
  await page.getByRole('heading', { name: 'Kitchen', includeHidden: true }).waitFor({ state: 'attached' })
  await composer.getByRole('button', { name: 'Send again' }).click()
  await composer.getByRole('button', { name: /^Shown on Kitchen/ }).waitFor()
  await page.keyboard.press('Escape')
  await untilShown(page, 'Kitchen', 'Written while it was away')
})
