import type { Page } from 'playwright-core'

/** Waits until the picture of a display shows a text, as people who cannot see it are told. */
export async function untilShown(page: Page, name: string, text: string, timeout = 10_000): Promise<void> {
  await page.locator(`canvas[aria-label="${name} shows: ${text}"]`).waitFor({ timeout })
}

/** How many pixels of the picture of a display are as dark as a set dot. */
export function darkPixels(page: Page, name: string): Promise<number> {
  return page.locator(`canvas[aria-label^="${name} shows"]`).evaluate((element) => {
    const canvas = element as HTMLCanvasElement
    const pixels =
      canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray()
    let dark = 0
    for (let index = 0; index < pixels.length; index += 4)
      if ((pixels[index] ?? 255) < 0x40 && (pixels[index + 3] ?? 0) > 0) dark++
    return dark
  })
}

/** What can be scrolled sideways, but for the strip of previews, which is meant to. */
export function scrollsSideways(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .filter(
        (element) => element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX),
      )
      .map((element) => element.ariaLabel ?? `${element.tagName} ${element.className}`)
      .filter((name) => name !== 'Preview'),
  )
}
