import { type TOTP, URI } from 'otpauth'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../support/hub.ts'
import { claim, emailOf, newPerson, password } from '../support/person.ts'
import { runHub, temporaryFolder } from '../support/process.ts'
import { chooseInMenu, logInInBrowser } from './accounts.ts'
import { desktop, keepPicture, openPage, startBrowser } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

test('a password is changed, and the log-in elsewhere ends', async () => {
  const hub = await startHub()
  await claim(hub)
  const elsewhere = newPerson(hub)
  await elsewhere.call('POST', '/api/session', { email: emailOf('Ada'), password })
  const { page } = await openPage(browser, hub.httpUrl)
  await logInInBrowser(page)
  await chooseInMenu(page, 'Your account')
  await page.getByText('this one').waitFor()
  await page.getByLabel('Current password').fill('not the password')
  await page.getByLabel('New password').fill('a wholly new password')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByText('The password is wrong.').waitFor()
  await page.getByLabel('Current password').fill(password)
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByText('Every other log-in of yours has ended.').waitFor()
  expect((await elsewhere.call('GET', '/api/account/logins')).status).toBe(401)
})

test('with an authenticator app the password alone lets nobody in', async () => {
  const hub = await startHub()
  await claim(hub)
  const { page } = await openPage(browser, hub.httpUrl)
  await logInInBrowser(page)
  await chooseInMenu(page, 'Your account')
  await page.getByLabel('Your password, to make sure that it is you').fill(password)
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/account/second-factor'))
  await page.getByRole('button', { name: 'Set it up' }).click()
  const { uri } = (await (await answered).json()) as { uri: string }
  const app = URI.parse(uri) as TOTP
  await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor()
  await page.getByText(app.secret.base32).waitFor()
  await keepPicture(page, 'account-second-factor')
  const backup = (await page.getByLabel('Backup codes', { exact: true }).inputValue()).split(' ')[0] ?? ''
  await page.getByLabel('3. The code that the app shows now').fill(app.generate())
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await page.getByRole('button', { name: 'Turn it off' }).waitFor()

  await chooseInMenu(page, 'Log out')
  await page.getByLabel('E-mail').fill(emailOf('Ada'))
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await page.getByLabel('Code').fill('nothing')
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await page.getByText('The code is wrong').waitFor()
  await page.getByLabel('Code').fill(backup)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await page.getByRole('button', { name: 'Account and settings: Ada' }).waitFor()
})

test('whoever logs out everywhere is logged out here too', async () => {
  const hub = await startHub()
  await claim(hub)
  const { page } = await openPage(browser, hub.httpUrl)
  await logInInBrowser(page)
  await chooseInMenu(page, 'Your account')
  await page.getByRole('button', { name: 'Log out everywhere' }).click()
  await page.getByRole('button', { name: /press again to confirm/ }).click()
  await page.getByRole('heading', { name: 'Log in' }).waitFor()
})

test('a hub that nobody has claimed asks a browser from elsewhere for the code of its log', async () => {
  const hub = runHub({
    MARQUEE_DATA_DIR: await temporaryFolder(),
    MARQUEE_HTTP_PORT: '0',
    MARQUEE_MQTT_PORT: '0',
    MARQUEE_HOST: '127.0.0.1',
  })
  const [, code = ''] = await hub.prints(/give the code ([A-Z-]{14})/)
  const [, url = ''] = await hub.prints(/is ready: (http:\/\/[^\s:]+:\d+)/)
  const { page } = await openPage(browser, 'about:blank', desktop)
  // A proxy in front of the hub says where a request comes from.
  await page
    .context()
    .route('**/api/**', (route) =>
      route.continue({ headers: { ...route.request().headers(), 'x-forwarded-for': '203.0.113.7' } }),
    )
  await page.goto(url)
  await page.getByRole('heading', { name: 'Claim this hub' }).waitFor()
  await page.getByLabel('Code').fill('BBBB-BBBB-BBBB')
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('E-mail').fill(emailOf('Ada'))
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Become the administrator' }).click()
  await page.getByText('The code is wrong; the hub writes it to its log when it starts.').waitFor()
  await keepPicture(page, 'claim-with-code')
  await page.getByLabel('Code').fill(code.toLowerCase())
  await page.getByRole('button', { name: 'Become the administrator' }).click()
  await page.getByRole('button', { name: 'Account and settings: Ada' }).waitFor()
  await page.goto(`${url}/claim`)
  await page.getByRole('heading', { name: 'This hub has been claimed' }).waitFor()
})
