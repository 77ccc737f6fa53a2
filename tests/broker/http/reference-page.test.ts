import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from '#contract/http.ts'
import { referencePage } from '../../../broker/http/reference-page.ts'
import { violations } from '../../dashboard/axe.ts'
import { desktop, keepPicture, openPage, phone, startBrowser } from '../../dashboard/browser.ts'
import { startHub } from '../../support/hub.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

test.each([
  ['a desk, light', desktop, 'light'],
  ['a phone, dark', phone, 'dark'],
] as const)('the reference reads well on %s', async (name, device, colorScheme) => {
  const hub = await startHub()
  const { page, complaints } = await openPage(browser, `${hub.httpUrl}/api`, { ...device, colorScheme })
  await page.getByRole('heading', { level: 1, name: /The HTTP API of Marquee/ }).waitFor()
  expect(await violations(page)).toEqual([])
  await keepPicture(page, `reference-${name.replaceAll(/\W+/g, '-')}`)
  await page.goto(`${hub.httpUrl}/api#sendMessage`)
  await keepPicture(page, `reference-operation-${name.replaceAll(/\W+/g, '-')}`)
  const { scroll, width } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    width: document.documentElement.clientWidth,
  }))
  expect(scroll).toBeLessThanOrEqual(width)
  expect(complaints).toEqual([])
})

test('it names every operation with its method, path, role and a command line', async () => {
  const hub = await startHub()
  const response = await fetch(`${hub.httpUrl}/api`)
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  const html = await response.text()
  for (const [name, { path }] of Object.entries(operations)) {
    expect(html).toContain(`<article id="${name}"`)
    expect(html).toContain(`<code>${path}</code>`)
  }
  expect(html).toContain('curl -H')
  expect(html).not.toMatch(/<script|style=|https?:\/\/(?!localhost)/)
  expect((await fetch(`${hub.httpUrl}/api/reference.css`)).headers.get('content-type')).toContain('text/css')
})

test('what the contract says is text, whatever it says', () => {
  const attack = '<img src=x onerror=alert(1)>"\'&'
  const html = referencePage(
    {
      odd: {
        method: 'get',
        path: '/api/messages/odd',
        summary: attack,
        access: 'viewer',
        query: { [attack]: attack },
        responses: { 200: attack },
      },
    },
    attack,
  )
  expect(html).not.toContain('<img')
})
