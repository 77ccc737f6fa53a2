import { signal } from '@preact/signals'

export type ThemeChoice = 'system' | 'light' | 'dark'

const storageKey = 'marquee-theme'
const order: readonly ThemeChoice[] = ['system', 'light', 'dark']

/** What the user chose; `system` follows the operating system. */
export const themeChoice = signal<ThemeChoice>(rememberedTheme())

/** Goes on to the next theme and remembers it. */
export function switchTheme(): void {
  const next = order[(order.indexOf(themeChoice.value) + 1) % order.length] as ThemeChoice
  themeChoice.value = next
  if (next === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = `marquee-${next}`
  try {
    if (next === 'system') localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, next)
  } catch {
    // Storage is blocked: the choice lasts until the page is closed.
  }
}

function rememberedTheme(): ThemeChoice {
  const theme = document.documentElement.dataset['theme']
  return theme === 'marquee-light' ? 'light' : theme === 'marquee-dark' ? 'dark' : 'system'
}
