import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectBoard } from '../support/board.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { openPage, startBrowser } from './browser.ts'
import { call } from './hub-api.ts'
import { lookAt, looks } from './look.ts'
import { scrollsSideways } from './wall.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

async function hubWithPlans(): Promise<TestHub> {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen', { about: { columns: 16, rows: 2 } })
  await connectBoard(hub, 'a-display-with-the-longest-name1')
  await call(hub, 'PUT', '/api/groups/ground-floor', { displays: ['kitchen', 'a-display-with-the-longest-name1'] })
  await call(hub, 'PUT', '/api/groups/a-group-with-quite-a-long-name', { displays: [] })
  await call(hub, 'PUT', '/api/displays/all/pages/clock', {
    text: 'It is {{home/time|date:HH:mm|default:late}} in a long text',
    when: 'idle',
  })
  await call(hub, 'PUT', '/api/displays/kitchen/pages/weather', { text: 'Sunny\n21 °C', lifetimeMs: 60_000 })
  await call(hub, 'PUT', '/api/displays/kitchen/pages/oven', { text: 'Oven off', showMs: 15_000 })
  const pages = [
    { name: 'welcome', text: 'Welcome' },
    { name: 'bus', text: 'Bus in 5 min' },
  ]
  await call(hub, 'PUT', '/api/playlists/lobby', { name: 'Lobby', to: ['a-display-with-the-longest-name1'], pages })
  await call(hub, 'POST', '/api/schedules', {
    name: 'Bins',
    to: ['group:ground-floor', '!kitchen'],
    message: { text: 'Bins out' },
    cron: '45 6 * * mon-fri',
    timeZone: 'Australia/Sydney',
  })
  await call(hub, 'POST', '/api/quiet-hours', {
    to: ['kitchen'],
    from: '00:00',
    until: '00:00',
    backlight: 'off',
    timeZone: 'Australia/Sydney',
  })
  return hub
}

const views = [
  ['groups', '2 online', 'Members of ground-floor', 'Members of ground-floor'],
  ['pages', 'Oven off', 'Edit weather', 'Page weather'],
  ['playlists', 'welcome → bus', 'Edit playlist Lobby', 'Playlist Lobby'],
  ['schedules', 'Every weekday at 06:45', 'Change schedule Bins', 'Change Bins'],
  ['quiet-hours', 'quiet now', 'Change quiet hours Kitchen', 'Change quiet hours'],
] as const

const shown = looks.flatMap(([name, options]) => views.map((view) => [view[0], name, view, options] as const))

test.each(shown)(
  '%s fits and has no accessibility violations, nor has its dialog (%s)',
  async (_, name, view, options) => {
    const [path, text, button, dialog] = view
    const hub = await hubWithPlans()
    const { page } = await openPage(browser, `${hub.httpUrl}/${path}`, options)
    const look = lookAt(page, name, options)
    await page.getByText(text).first().waitFor()
    await look(`plans-${path}`)
    await page.getByRole('button', { name: button, exact: true }).click()
    await page.getByRole('dialog', { name: dialog }).waitFor()
    await look(`plans-${path}-dialog`)
  },
)

test.each(looks)('the pages of a display fit and have no accessibility violations (%s)', async (name, options) => {
  const hub = await hubWithPlans()
  const { page } = await openPage(browser, `${hub.httpUrl}/displays/kitchen`, options)
  await page.getByRole('list', { name: 'Pages in turn' }).getByText('Oven off').waitFor()
  await lookAt(page, name, options)('plans-display')
})

test.each([390, 800, 1024, 1200, 1280])('every view is reached at a width of %i pixels', async (width) => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  const { page } = await openPage(browser, hub.httpUrl, { viewport: { width, height: 800 } })
  await page.getByRole('link', { name: 'Kitchen' }).waitFor()
  expect(await scrollsSideways(page)).toEqual([])
  const link = page.getByRole('link', { name: 'Schedules' }).locator('visible=true')
  if ((await link.count()) === 0) await page.getByRole('button', { name: 'More' }).locator('visible=true').click()
  await link.click()
  await page.getByText('Nothing is planned.').waitFor()
  expect(await page.getByRole('link', { name: 'Pages', exact: true }).locator('visible=true').count()).toBe(
    width >= 1280 ? 1 : 0,
  )
})
