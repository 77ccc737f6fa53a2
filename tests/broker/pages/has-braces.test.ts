import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasBraces } from '../../../broker/pages/live/has-braces.ts'

test('two braces are found wherever they stand, and one or none never', () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom('{', '}', 'a', 'é', ' '), { maxLength: 300 }), (parts) => {
      const text = parts.join('')
      expect(hasBraces(Buffer.from(text))).toBe(text.includes('{{'))
    }),
  ))
