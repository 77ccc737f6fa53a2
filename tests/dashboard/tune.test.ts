import { expect, test } from 'vitest'
import { messageSchema } from '#contract/message.ts'
import { readyTunes } from '../../dashboard/composer/ready-tunes.ts'
import { parseTune } from '../../dashboard/composer/tune.ts'

test('a tune is taken apart into frequencies and times', () => {
  const tones = parseTune('scale:d=4,o=4,b=120:a,8a5,a#.,2p')
  expect(tones.map(({ hertz, ms }) => [Math.round(hertz), ms])).toEqual([
    [440, 500],
    [880, 250],
    [466, 750],
    [0, 1000],
  ])
})

test('the settings may be left out', () => {
  expect(parseTune('x::c')).toEqual(parseTune('x:d=4,o=6,b=63:c'))
})

test.each(['', 'la la la', 'd=8:c,e', 'x:d=4:c,z', 'x:y:c', 'x:d=3:c', 'x:d=4:c:e', 'x:d=4:'])(
  '%j is no tune',
  (text) => {
    expect(parseTune(text)).toEqual([])
  },
)

test.each(readyTunes)('the tune %s can be played, and is valid for the contract', (sound) => {
  expect(parseTune(sound).length).toBeGreaterThan(1)
  expect(messageSchema.safeParse({ text: 'x', sound }).success).toBe(true)
})
