import type { Page } from 'playwright-core'
import { emailOf, password } from '../support/person.ts'

/** Claims a hub on its own machine, in the browser. */
export async function claimInBrowser(page: Page, name = 'Ada'): Promise<void> {
  await page.goto(new URL('/claim', page.url()).href)
  await page.getByLabel('Your name').fill(name)
  await fillInAccount(page, name)
  await page.getByRole('button', { name: 'Become the administrator' }).click()
  await page.getByRole('button', { name: `Account and settings: ${name}` }).waitFor()
}

/** Logs in where the page asks for it. */
export async function logInInBrowser(page: Page, name = 'Ada'): Promise<void> {
  await fillInAccount(page, name)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await page.getByRole('button', { name: `Account and settings: ${name}` }).waitFor()
}

async function fillInAccount(page: Page, name: string): Promise<void> {
  await page.getByLabel('E-mail').fill(emailOf(name))
  await page.getByLabel('Password', { exact: true }).fill(password)
}

/** Goes where the menu of the account leads. */
export async function chooseInMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: /^Account and settings/ }).click()
  await page.getByRole('navigation', { name: 'Account and settings' }).getByText(item, { exact: true }).click()
}
