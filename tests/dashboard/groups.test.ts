import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mergedMembers } from '../../dashboard/groups/group-changes.ts'
import { connectBoard } from '../support/board.ts'
import { startHub } from '../support/hub.ts'
import { addPerson, claim } from '../support/person.ts'
import { logInInBrowser } from './accounts.ts'
import { keepPicture, openPage, startBrowser } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

const row = (page: Page, id: string): Locator => page.getByRole('listitem', { name: `Group ${id}` })

async function untilOnline(page: Page, count: number): Promise<void> {
  await page.getByRole('button', { name: `Online ${count}` }).waitFor()
}

test('a change of members leaves alone whom somebody else added or removed meanwhile', () => {
  expect(mergedMembers(['a', 'b'], ['b', 'c'], ['a', 'b', 'x'])).toEqual(['b', 'x', 'c'])
  expect(mergedMembers(['a', 'b'], ['a', 'b', 'c'], ['b'])).toEqual(['b', 'c'])
})

test('a group is made, filled by size and by hand, reaches its displays at once, and is deleted', async () => {
  const hub = await startHub()
  const kitchen = await connectBoard(hub, 'kitchen')
  const hall = await connectBoard(hub, 'hall', { about: { columns: 16, rows: 2 } })
  const { page, complaints } = await openPage(browser, hub.httpUrl)
  await untilOnline(page, 2)
  await page.keyboard.press('g')
  await page.getByRole('heading', { name: 'Groups', level: 1 }).waitFor()
  await page.getByText('No groups yet.').waitFor()
  await page.getByLabel('New group').fill('Ground Floor')
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.getByText('is not a valid name').waitFor()
  await page.getByLabel('New group').fill('ground-floor')
  await page.getByRole('button', { name: 'Make it' }).click()

  const members = page.getByRole('dialog', { name: 'Members of ground-floor' })
  await members.getByRole('button', { name: 'All 16×2' }).click()
  expect(await members.getByLabel('Hall').isChecked()).toBe(true)
  await members.getByLabel('Kitchen').check()
  await members.getByRole('button', { name: 'None' }).click()
  await members.getByRole('button', { name: 'All', exact: true }).click()
  await keepPicture(page, 'group-members')
  await members.getByRole('button', { name: 'Save 2 displays' }).click()
  await row(page, 'ground-floor').getByText('2 displays · 2 online').waitFor()
  await keepPicture(page, 'groups')
  await row(page, 'ground-floor').getByRole('button', { name: 'Send to group ground-floor' }).click()
  const composer = page.getByRole('dialog', { name: 'New message' })
  await composer.getByText('Group ground-floor', { exact: true }).first().waitFor()
  await composer.getByLabel('Text', { exact: true }).fill('Dinner')
  await composer.getByRole('button', { name: 'Send to 2' }).click()
  for (const board of [kitchen, hall]) expect(JSON.parse(await board.next())).toMatchObject({ text: 'Dinner' })
  await page.keyboard.press('Escape')

  await page.getByLabel('New group').fill('ground-floor')
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.getByText('There is a group "ground-floor" already.').waitFor()

  hall.client.stream.destroy()
  await row(page, 'ground-floor').getByText('2 displays · 1 online').waitFor()
  await row(page, 'ground-floor').getByRole('button', { name: 'Delete group ground-floor' }).click()
  await row(page, 'ground-floor')
    .getByRole('button', { name: 'Delete group ground-floor, press again to confirm' })
    .click()
  await page.getByText('No groups yet.').waitFor()
  expect(complaints.filter((complaint) => !complaint.includes('400'))).toEqual([])
})

test('a change that somebody else makes is seen by itself', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const { page } = await openPage(browser, `${hub.httpUrl}/groups`)
  await page.getByText('No groups yet.').waitFor()
  await fetch(`${hub.httpUrl}/api/groups/upstairs`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ displays: ['kitchen'] }),
  })
  await row(page, 'upstairs').getByText('1 display · 1 online').waitFor()
})

test('a viewer sees the groups that they reach, and no buttons', async () => {
  const hub = await startHub()
  const administrator = await claim(hub)
  await connectBoard(hub, 'kitchen')
  await administrator.call('PUT', '/api/groups/ground-floor', { displays: ['kitchen'] })
  await administrator.call('PUT', '/api/groups/vaults', { displays: [] })
  const reach = { displays: [], groups: ['ground-floor'] }
  await addPerson(hub, administrator, { name: 'Grace', role: 'viewer', reach })
  const { page } = await openPage(browser, `${hub.httpUrl}/groups`)
  await logInInBrowser(page, 'Grace')
  await row(page, 'ground-floor').getByRole('link', { name: 'Kitchen' }).waitFor()
  expect(await page.getByText('vaults').count()).toBe(0)
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
})
