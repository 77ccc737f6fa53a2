import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../support/hub.ts'
import { startMailServer } from '../support/mail-server.ts'
import { claim, emailOf, password } from '../support/person.ts'
import { logInInBrowser } from './accounts.ts'
import { keepPicture, openPage, startBrowser } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

async function openHub() {
  const mail = await startMailServer()
  const hub = await startHub({ signUp: 'open', smtpUrl: mail.url })
  await claim(hub)
  return { mail, hub }
}

test('whoever makes an account follows the link of a mail before they log in, and is a viewer then', async () => {
  const { mail, hub } = await openHub()
  const { page } = await openPage(browser, hub.httpUrl)
  await page.getByRole('link', { name: 'Make an account' }).click()
  await page.getByLabel('Your name').fill('Grace')
  await page.getByLabel('E-mail').fill(emailOf('Grace'))
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.getByText(/Password must/i).waitFor()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.getByText(`A mail is on its way to ${emailOf('Grace')}.`).waitFor()
  await keepPicture(page, 'signed-up')

  await page.getByRole('link', { name: 'I have one' }).click()
  await page.getByLabel('E-mail').fill(emailOf('Grace'))
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await page.getByText('This e-mail address is not verified').waitFor()

  const [link = ''] = /http:\S+/.exec(await mail.next(emailOf('Grace'))) ?? []
  expect(new URL(link).port).toBe(String(hub.httpPort))
  const { page: mailed } = await openPage(browser, link)
  await mailed.getByRole('heading', { name: 'Your e-mail address is verified' }).waitFor()
  expect(mailed.url()).not.toContain('#')
  await mailed.getByRole('link', { name: 'Log in' }).click()
  await logInInBrowser(mailed, 'Grace')
  expect(await mailed.getByRole('button', { name: 'New message' }).count()).toBe(0)

  const { page: again } = await openPage(browser, link)
  await again.getByRole('heading', { name: 'This link is not good' }).waitFor()
})

test('whoever makes an account with the address of somebody else sees the same, and the owner is told by mail', async () => {
  const { mail, hub } = await openHub()
  const { page } = await openPage(browser, `${hub.httpUrl}/sign-up`)
  await page.getByLabel('Your name').fill('Mallory')
  await page.getByLabel('E-mail').fill(emailOf('Ada'))
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.getByText(`A mail is on its way to ${emailOf('Ada')}.`).waitFor()
  const letter = await mail.next(emailOf('Ada'))
  expect(letter).toContain('Somebody tried to make an account')
  expect(letter).not.toContain('http:')
})
