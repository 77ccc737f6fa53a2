import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { connectBoard } from '../support/board.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { connectNewBoard } from '../support/new-board.ts'
import { addPerson, claim } from '../support/person.ts'
import { logInInBrowser } from './accounts.ts'
import { openPage, startBrowser } from './browser.ts'
import { type Look, lookAt, looks } from './look.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

async function hubWithEverything(): Promise<TestHub> {
  const hub = await startHub()
  const administrator = await claim(hub)
  const reach = { displays: ['kitchen'], groups: ['ground-floor'] }
  await addPerson(hub, administrator, { name: 'Grace', role: 'operator', reach })
  await administrator.call('POST', '/api/invitations', {
    role: 'viewer',
    email: 'someone-with-a-long-name@example.org',
  })
  await administrator.call('POST', '/api/tokens', { name: 'Door bell at the front of the house', role: 'operator' })
  await administrator.call('PUT', '/api/groups/ground-floor', { displays: ['kitchen'] })
  await administrator.call('POST', '/api/displays', { id: 'attic', name: 'Under the roof' })
  await connectBoard(hub, 'kitchen', { about: { capabilities: ['backlight', 'buttons'], ip: '192.168.1.17' } })
  await connectNewBoard(hub)
  return hub
}

async function open(name: string, options: BrowserContextOptions): Promise<{ page: Page; url: string; look: Look }> {
  const hub = await hubWithEverything()
  const { page } = await openPage(browser, hub.httpUrl, options)
  const look = lookAt(page, name, options)
  await page.getByRole('heading', { name: 'Log in' }).waitFor()
  return { page, url: hub.httpUrl, look }
}

test.each(looks)('log-in, menu and dialogs fit and have no accessibility violations (%s)', async (name, options) => {
  const { page, url, look } = await open(name, options)
  await look('entry-log-in')
  await page.goto(`${url}/recover`)
  await page.getByRole('button', { name: 'Ask for a link' }).waitFor()
  await look('entry-recover')
  await page.goto(url)
  await logInInBrowser(page)
  await page.getByRole('button', { name: '1 waiting to be paired' }).click()
  await page.getByRole('list', { name: 'Waiting boards' }).waitFor()
  await look('dialog-pairing')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Account and settings/ }).click()
  await look('menu')
  await page.goto(`${url}/tokens`)
  await page.getByRole('button', { name: 'New token' }).click()
  await page.getByLabel('Every display').uncheck()
  await look('dialog-new-token')
  await page.goto(`${url}/people`)
  await page.getByRole('button', { name: 'Change Grace' }).click()
  await page.getByRole('button', { name: 'Link for a new password' }).click()
  await page.getByText('it is not shown again').waitFor()
  await look('dialog-change-person')
})

const pages = [
  ['/displays/kitchen', 'Kitchen', 'ground-floor'],
  ['/displays/attic', 'Under the roof', 'It connects with a secret'],
  ['/account', 'Ada', 'this one'],
  ['/people', 'People', 'by Ada, until'],
  ['/tokens', 'API tokens', 'Never used'],
  ['/audit', 'Audit log', 'hub: claimed'],
] as const

test.each(looks)(
  'the pages of people, boards and tokens fit and have no accessibility violations (%s)',
  async (name, options) => {
    const { page, url, look } = await open(name, options)
    await logInInBrowser(page)
    for (const [path, heading, text] of pages) {
      await page.goto(url + path)
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
      await page.getByText(text).first().waitFor()
      await look(`page${path.replaceAll('/', '-')}`)
    }
  },
)
