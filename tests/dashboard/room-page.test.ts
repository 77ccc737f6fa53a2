import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../broker/clock.ts'
import { createMemoryStores, type Stores } from '../../broker/storage/stores.ts'
import { connectBoard } from '../support/board.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { addPerson, claim, type Person } from '../support/person.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'
import { logInInBrowser } from './accounts.ts'
import { openPage, startBrowser } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

async function hubWithPeople(stores?: Stores): Promise<{ hub: TestHub; ada: Person }> {
  const hub = await startHub({}, stores === undefined ? {} : { stores })
  const ada = await claim(hub)
  await addPerson(hub, ada, { name: 'Grace', role: 'operator' })
  await addPerson(hub, ada, { name: 'Edsger', role: 'viewer' })
  return { hub, ada }
}

async function enter(url: string, name: string): Promise<Page> {
  const { page } = await openPage(browser, `${url}/room`)
  await logInInBrowser(page, name)
  await page.getByRole('log').waitFor()
  return page
}

const people = (page: Page) => page.getByRole('list', { name: /^Here now/ }).getByRole('listitem')
const write = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('Write in the room').fill(text)
  await page.keyboard.press('Enter')
}
/** The texts in their order; what is still on its way is none of them. */
const said = (page: Page) =>
  page
    .getByRole('log')
    .getByRole('article')
    .evaluateAll((articles) => articles.map((article) => article.querySelector('div')?.textContent ?? ''))

test('three people see the same messages in the same order, and who is here; one who was away has missed nothing', async () => {
  const { hub, ada } = await hubWithPeople()
  await ada.call('PUT', '/api/groups/room', { displays: ['lobby'] })
  const lobby = await connectBoard(hub, 'lobby')
  const proxy = await startTcpProxy(() => hub.httpPort)
  const pages = [await enter(hub.httpUrl, 'Ada'), await enter(hub.httpUrl, 'Grace'), await enter(proxy.url, 'Edsger')]
  const [adas, graces, edsgers] = pages as [Page, Page, Page]
  for (const page of pages) await expect.poll(() => people(page).count()).toBe(3)

  await Promise.all(
    pages.map(async (page, person) => {
      for (let number = 1; number <= 5; number++) await write(page, `${person}: ${number}`)
    }),
  )
  for (const page of pages) await expect.poll(async () => (await said(page)).length).toBe(15)
  const order = await said(adas)
  expect(await said(graces)).toEqual(order)
  expect(await said(edsgers)).toEqual(order)
  expect(order.filter((text) => text.startsWith('0:'))).toEqual(['0: 1', '0: 2', '0: 3', '0: 4', '0: 5'])

  proxy.takeDown()
  await edsgers.getByRole('heading', { name: 'Were here' }).waitFor({ timeout: 30_000 })
  await expect.poll(() => people(adas).count(), { timeout: 30_000 }).toBe(2)
  await write(edsgers, 'Written while away')
  await edsgers.getByText('Waiting for the hub').first().waitFor()
  await write(graces, 'Said while one was away')
  await adas.getByText('Said while one was away').waitFor()
  proxy.bringUp()
  await edsgers.getByText('Said while one was away').waitFor({ timeout: 30_000 })
  await graces.getByText('Written while away').waitFor({ timeout: 30_000 })
  const later = await said(adas)
  expect(later.slice(-2)).toEqual(['Said while one was away', 'Written while away'])
  await expect.poll(() => said(edsgers)).toEqual(later)

  // The display that takes part was sent all of it, and operators see what it has shown.
  const payload = await lobby.next()
  lobby.ack(payload)
  await adas.getByText('1 shown').waitFor()
  expect(await edsgers.getByText('1 shown').count()).toBe(0)
})

test('a message to everyone appears in the room with the name of its sender', async () => {
  const { hub, ada } = await hubWithPeople()
  const page = await enter(hub.httpUrl, 'Edsger')
  await page.getByText('Nothing has been said yet.', { exact: false }).waitFor()
  await ada.call('POST', '/api/messages', { to: 'all', text: 'Fire drill', title: 'Attention', priority: 'high' })
  const article = page.getByRole('article').filter({ hasText: 'Fire drill' })
  await article.waitFor()
  expect(await article.textContent()).toMatch(/Ada[\s\S]*to everyone[\s\S]*High[\s\S]*Attention/)
})

test('own messages are told apart, Shift+Enter begins a new line, and a draft is kept', async () => {
  const { hub } = await hubWithPeople()
  const page = await enter(hub.httpUrl, 'Grace')
  const box = page.getByLabel('Write in the room')
  await box.fill('One')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('Two')
  expect(await box.inputValue()).toBe('One\nTwo')
  await page.keyboard.press('Enter')
  await page.getByRole('article').filter({ hasText: 'You' }).getByText('One Two').waitFor()
  expect(await box.inputValue()).toBe('')
  await box.fill('Half a thou')
  await page.reload()
  await expect.poll(() => box.inputValue()).toBe('Half a thou')
})

test('earlier messages are loaded above, and the reader stays where they were', async () => {
  const stores = createMemoryStores(systemClock)
  for (let number = 1; number <= 120; number++)
    stores.room.append({
      id: `m${number}`,
      kind: 'room',
      from: 'Edsger',
      text: `Number ${number}`,
      priority: 'normal',
      at: new Date(Date.now() - 86_400_000 + number * 1000).toISOString(),
    })
  const { hub, ada } = await hubWithPeople(stores)
  const page = await enter(hub.httpUrl, 'Grace')
  await page.getByText('Number 120', { exact: true }).waitFor()
  const log = page.getByRole('log')
  const bottom = () => log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)
  await expect.poll(bottom).toBeLessThan(5)
  expect(await page.getByRole('article').count()).toBe(50)

  await log.evaluate((box) => box.scrollTo(0, 0))
  await expect.poll(() => page.getByRole('article').count()).toBe(100)
  const seen = page.getByText('Number 71', { exact: true })
  await expect.poll(async () => (await seen.boundingBox())?.y ?? -1).toBeGreaterThan(0)

  await ada.call('POST', '/api/room/messages', { text: 'News' })
  await page.getByRole('button', { name: 'New messages' }).click()
  await page.getByText('News', { exact: true }).waitFor()
  await expect.poll(bottom).toBeLessThan(5)
})
