import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { violations } from './axe.ts'
import { desktop, keepPicture, phone } from './browser.ts'
import { scrollsSideways } from './wall.ts'

export const looks: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light', { ...desktop, colorScheme: 'light' }],
  ['dark', { ...desktop, colorScheme: 'dark' }],
  ['phone', { ...phone, colorScheme: 'light' }],
]

/** Elements to press that are less than 44 pixels high on a phone; links within a sentence may be. */
function small(page: Page): Promise<string[]> {
  return page
    .locator('button:visible, a:visible, summary:visible')
    .evaluateAll((elements) =>
      elements
        .filter((element) => element.getBoundingClientRect().height < 44 && element.closest('p') === null)
        .map((element) => element.outerHTML.slice(0, 160)),
    )
}

export type Look = (picture: string) => Promise<void>

/** Looks at a page as it is now: nothing is wrong with it, and on a phone it fits. Keeps a picture. */
export function lookAt(page: Page, name: string, options: BrowserContextOptions): Look {
  return async (picture) => {
    expect(await violations(page), picture).toEqual([])
    expect(await scrollsSideways(page), picture).toEqual([])
    if (options.isMobile === true) expect(await small(page), picture).toEqual([])
    await keepPicture(page, `${picture}-${name}`)
  }
}
