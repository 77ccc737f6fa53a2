import { expect, test } from 'vitest'
import { browserName } from '../../dashboard/accounts/browser-name.ts'
import { displayIdFor, spacedDigits } from '../../dashboard/pairing/pairing-code.ts'

test.each([
  ['12', '12'],
  ['123', '123'],
  ['1234', '123 4'],
  [' 123-456\n', '123 456'],
  ['1234567', '123 456'],
  ['code', ''],
])('the code %j is shown as %j', (typed, shown) => {
  expect(spacedDigits(typed)).toBe(shown)
})

test.each([
  ['Front door', 'front-door'],
  ['  Küche (oben) ', 'kuche-oben'],
  ['日本', ''],
  [`${'a'.repeat(31)} b`, 'a'.repeat(31)],
])('a display called %j gets the id %j', (name, id) => {
  expect(displayIdFor(name)).toBe(id)
})

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge on Windows',
  ],
  ['curl/8.0', 'curl/8.0'],
  ['', 'Unknown'],
])('the browser %j is told as %j', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name)
})
