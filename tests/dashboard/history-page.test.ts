import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectBoard, type TestBoard } from '../support/board.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { addPerson, claim, type Person } from '../support/person.ts'
import { logInInBrowser } from './accounts.ts'
import { openPage, startBrowser } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

const group = (hub: TestHub, id: string, displays: string[]) =>
  fetch(`${hub.httpUrl}/api/groups/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ displays }),
  })

const send = (hub: TestHub, body: object) =>
  fetch(`${hub.httpUrl}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const startVirtual = (hub: TestHub, id: string) =>
  fetch(`${hub.httpUrl}/api/virtual-displays`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id }),
  })

/** Acknowledges everything as shown. */
function showAll(board: TestBoard): void {
  void board.next().then((payload) => {
    board.ack(payload)
    showAll(board)
  })
}

const rows = (page: Page) => page.getByRole('list', { name: 'Messages' }).getByRole('listitem')
const openMessages = (page: Page) => page.getByRole('link', { name: 'Messages', exact: true }).click()

test('a message to a group with a display that is away is followed live until it is shown everywhere', async () => {
  const hub = await startHub()
  showAll(await connectBoard(hub, 'kitchen'))
  showAll(await connectBoard(hub, 'hall'))
  const away = await connectBoard(hub, 'attic')
  await group(hub, 'floor2', ['kitchen', 'hall', 'attic'])
  const { page, complaints } = await openPage(browser, hub.httpUrl)
  away.client.stream.destroy()
  await page.getByText(/^Offline since/).waitFor()

  await page.keyboard.press('c')
  const composer = page.getByRole('dialog', { name: 'New message' })
  await composer.getByLabel('Group floor2').click()
  await composer.getByLabel('Text', { exact: true }).fill('Dinner at seven')
  await composer.getByText('1 offline, will be queued').waitFor()
  await composer.getByRole('button', { name: 'Send to 3' }).click()
  await composer.getByRole('button', { name: 'Shown on 2 of 3 · 1 queued' }).waitFor()
  await page.keyboard.press('Escape')

  await openMessages(page)
  const row = rows(page).filter({ hasText: 'Dinner at seven' })
  await row.getByText('2 shown · 1 queued').waitFor()
  await row.getByText('Group floor2').waitFor()
  await row.getByRole('link').click()
  const detail = page.getByRole('dialog', { name: 'Message' })
  await detail.getByText(/waits until it is back, expires/).waitFor()
  expect(page.url()).toContain('message=')
  expect(await detail.getByText(/^after \d+ m?s$/).count()).toBe(2)

  showAll(await connectBoard(hub, 'attic'))
  await detail.getByText('3 shown').waitFor()
  await page.goBack()
  await detail.waitFor({ state: 'detached' })
  await row.getByText('3 shown').waitFor()
  expect(complaints).toEqual([])
})

test('the history is searched, filtered and kept in the address, and what is new appears by itself', async () => {
  const hub = await startHub()
  showAll(await connectBoard(hub, 'kitchen'))
  const hall = await connectBoard(hub, 'hall')
  const { page } = await openPage(browser, hub.httpUrl)
  await page.getByRole('button', { name: 'Online 2' }).waitFor()
  hall.client.stream.destroy()
  await page.getByText(/^Offline since/).waitFor()
  await openMessages(page)
  await page.getByText('Nothing has been sent yet.').waitFor()

  await send(hub, { to: ['kitchen'], text: 'Milk and bread' })
  await rows(page).getByText('Milk and bread').waitFor()
  await send(hub, { to: ['hall'], text: 'Bring the milk', priority: 'high' })
  await send(hub, { to: 'all', text: 'Fire drill' })
  await expect.poll(() => rows(page).count()).toBe(3)
  await rows(page).first().getByText('Fire drill').waitFor()

  await page.keyboard.press('/')
  await page.keyboard.type('milk')
  await expect.poll(() => rows(page).count()).toBe(2)
  expect(page.url()).toContain('text=milk')
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByLabel('State').selectOption('Queued')
  await expect.poll(() => rows(page).count()).toBe(1)
  await page.reload()
  await rows(page).getByText('Bring the milk').waitFor()
  expect(await rows(page).count()).toBe(1)
  await page.getByLabel('Priority').selectOption('Low')
  await page.getByText('No message matches this.').waitFor()
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect.poll(() => rows(page).count()).toBe(3)

  await page.getByLabel('From').fill('2001-01-01')
  await page.getByLabel('To', { exact: true }).fill('2001-01-02')
  await page.getByLabel('To', { exact: true }).blur()
  await page.getByText('No message matches this.').waitFor()
})

test('the list is loaded page by page', async () => {
  const hub = await startHub()
  showAll(await connectBoard(hub, 'kitchen'))
  for (let number = 1; number <= 60; number++) await send(hub, { to: ['kitchen'], text: `Number ${number}` })
  const { page } = await openPage(browser, `${hub.httpUrl}/messages`)
  await expect.poll(() => rows(page).count()).toBe(50)
  await page.getByRole('button', { name: 'Load more' }).click()
  await expect.poll(() => rows(page).count()).toBe(60)
  expect(await page.getByRole('button', { name: 'Load more' }).count()).toBe(0)
  await rows(page).last().getByText('Number 1', { exact: true }).waitFor()
})

test('a message is sent again, sent to others and dismissed', async () => {
  const hub = await startHub()
  await startVirtual(hub, 'kitchen')
  await startVirtual(hub, 'hall')
  await send(hub, { to: ['kitchen'], text: 'Once more', priority: 'high', hold: true })
  const { page } = await openPage(browser, `${hub.httpUrl}/messages`)
  await rows(page).getByRole('link').first().click()
  const detail = page.getByRole('dialog', { name: 'Message' })
  await detail.getByText('Until dismissed').waitFor()
  const first = page.url()

  await detail.getByRole('button', { name: 'Send again' }).click()
  await expect.poll(() => page.url()).not.toBe(first)
  await detail.getByText('1 shown').waitFor()
  await expect.poll(() => rows(page).count()).toBe(2)

  await detail.getByRole('button', { name: 'Send to others' }).click()
  const composer = page.getByRole('dialog', { name: 'New message' })
  expect(await composer.getByLabel('Text', { exact: true }).inputValue()).toBe('Once more')
  await composer.getByText('2 changed').waitFor()
  await composer.getByLabel('Hall').click()
  await composer.getByRole('button', { name: 'Send to Hall' }).click()
  await composer.getByRole('button', { name: /^Shown on Hall/ }).waitFor()
  await page.keyboard.press('Escape')

  await detail.getByRole('button', { name: /^Dismiss/ }).click()
  await detail.getByRole('button', { name: /press again to confirm/ }).click()
  await detail.getByText('1 dismissed').waitFor()
})

test('what is listed can be taken along as CSV and JSON', async () => {
  const hub = await startHub()
  showAll(await connectBoard(hub, 'kitchen'))
  await send(hub, { to: ['kitchen'], text: 'Milk' })
  await send(hub, { to: ['kitchen'], text: 'Bread' })
  const { page } = await openPage(browser, `${hub.httpUrl}/messages?text=milk`)
  await expect.poll(() => rows(page).count()).toBe(1)
  for (const format of ['CSV', 'JSON']) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: format, exact: true }).click(),
    ])
    const file = await readFile(await download.path(), 'utf8')
    expect(file).toContain('Milk')
    expect(file).not.toContain('Bread')
    expect(download.suggestedFilename()).toBe(`marquee-messages.${format.toLowerCase()}`)
  }
})

test('a viewer sees the history and can copy, but neither send nor dismiss', async () => {
  const hub = await startHub()
  const administrator: Person = await claim(hub)
  await addPerson(hub, administrator, { name: 'Grace', role: 'viewer' })
  showAll(await connectBoard(hub, 'kitchen'))
  await administrator.call('POST', '/api/messages', { to: ['kitchen'], text: 'Read only' })
  const { page } = await openPage(browser, `${hub.httpUrl}/messages`)
  await logInInBrowser(page, 'Grace')
  await rows(page).getByRole('link').click()
  const detail = page.getByRole('dialog', { name: 'Message' })
  await detail.getByText('1 shown').waitFor()
  expect(await detail.getByRole('button').allInnerTexts()).toEqual(['', 'Copy the text'])
  await detail.getByRole('button', { name: 'Copy the text' }).click()
  await detail.getByRole('button', { name: 'Copied' }).waitFor()
})

test('a message that the hub does not know says so', async () => {
  const hub = await startHub()
  const { page } = await openPage(browser, `${hub.httpUrl}/messages?message=nothing`)
  await page.getByRole('dialog', { name: 'Message' }).getByRole('alert').waitFor()
})

test('a question that is answered at a virtual display is told with the button and the time', async () => {
  const hub = await startHub()
  await startVirtual(hub, 'kitchen')
  const { page } = await openPage(browser, hub.httpUrl)
  await page.getByRole('button', { name: 'Send to Kitchen' }).click()
  const composer = page.getByRole('dialog', { name: 'New message' })
  await composer.getByLabel('Text', { exact: true }).fill('Coffee?')
  await composer.getByText('Options').click()
  await composer.getByRole('button', { name: 'Add an answer' }).click()
  await composer.getByLabel('Label of answer 1').fill('Yes, please')
  await composer.getByLabel('Sound').selectOption('Door chime')
  await composer.getByRole('button', { name: 'Play the tune' }).click()
  await composer.getByRole('button', { name: 'Stop the tune' }).waitFor()
  await composer.getByRole('button', { name: 'Send to Kitchen' }).click()
  await composer.getByRole('button', { name: /^Shown on Kitchen/ }).waitFor()
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: 'Kitchen' }).click()
  await page.getByRole('button', { name: 'Yes, please [ok]' }).click()
  await openMessages(page)
  await rows(page).getByText('Kitchen: Yes, please').waitFor()
  await rows(page).getByRole('link').click()
  await page.getByText(/^Yes, please by button ok after [\d.]+ m?s$/).waitFor()
})
