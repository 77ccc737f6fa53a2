import { expect, test } from 'vitest'
import { fnv1a32Hex } from '#contract/hash.ts'
import { ackIdSchema } from '#contract/ids.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

// Published vectors of FNV-1a 32 (http://www.isthe.com/chongo/tech/comp/fnv/).
test.each([
  ['', '811c9dc5'],
  ['a', 'e40c292c'],
  ['b', 'e70c2de5'],
  ['fo', '6222e842'],
  ['foo', 'a9f37ed7'],
  ['foob', '3f5076ef'],
  ['fooba', '39aaa18a'],
  ['foobar', 'bf9cf968'],
  ['chongo was here!\n', 'd49930d5'],
])('hashes %j as the reference does', (text, expected) => {
  expect(fnv1a32Hex(bytes(text))).toBe(expected)
})

test('hashes bytes, not characters', () => {
  expect(fnv1a32Hex(bytes('ä'))).toBe(fnv1a32Hex(Uint8Array.of(0xc3, 0xa4)))
  expect(fnv1a32Hex(Uint8Array.of(0xff, 0x00))).not.toBe(fnv1a32Hex(Uint8Array.of(0xff)))
})

test('keeps leading zeros, so that every hash makes an id', () => {
  for (let index = 0; index < 5000; index++) {
    const hash = fnv1a32Hex(bytes(`message ${index}`))
    expect(hash).toHaveLength(8)
    expect(ackIdSchema.safeParse(`~${hash}`).success).toBe(true)
  }
})
