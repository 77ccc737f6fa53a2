import { expect, test } from 'vitest'
import { limits } from '../../../broker/limits.ts'
import { createGuesses } from '../../../broker/pairing/guesses.ts'

function start() {
  const clock = { time: 1_800_000_000_000, now: () => clock.time }
  const guesses = createGuesses({ clock })
  const wrong = (times: number, who: { person: string; address: string }) => {
    for (let count = 0; count < times; count++) guesses.wrong(who)
  }
  return { clock, guesses, wrong }
}

const anna = { person: 'user anna', address: '192.0.2.1' }
const ben = { person: 'user ben', address: '192.0.2.1' }

test('after five wrong codes a person waits, and others from the same address do not', () => {
  const { clock, guesses, wrong } = start()
  wrong(4, anna)
  expect(guesses.waitOf(anna)).toBe(0)
  clock.time += 1000
  wrong(1, anna)
  expect(guesses.waitOf(anna)).toBe(limits.guessWindowMs - 1000)
  expect(guesses.waitOf(ben)).toBe(0)
  clock.time += limits.guessWindowMs - 1000
  expect(guesses.waitOf(anna)).toBe(0)
})

test('another address does not help a person who waits, nor another name an address that does', () => {
  const { guesses, wrong } = start()
  wrong(5, anna)
  expect(guesses.waitOf({ ...anna, address: '192.0.2.99' })).toBeGreaterThan(0)
  for (let count = 0; count < 15; count++) wrong(1, { ...ben, person: `user ${count}` })
  expect(guesses.waitOf({ ...ben, person: 'user new' })).toBeGreaterThan(0)
})

test('a hundred wrong codes in an hour begin a pause for everybody, and it ends', () => {
  const { clock, guesses, wrong } = start()
  const somebody = (number: number) => ({ person: `user ${number}`, address: `192.0.2.${number}` })
  for (let count = 0; count < limits.maxGuessesPerHour; count++) {
    expect(guesses.pausedUntil).toBeUndefined()
    wrong(1, somebody(count))
  }
  expect(guesses.pausedUntil).toBe(clock.time + limits.pairingPauseMs)
  expect(guesses.waitOf({ person: 'user fresh', address: '198.51.100.1' })).toBe(limits.pairingPauseMs)
  clock.time += limits.pairingPauseMs
  expect(guesses.pausedUntil).toBeUndefined()
  // The hour is not over: the next wrong one begins another pause.
  wrong(1, somebody(1))
  expect(guesses.pausedUntil).toBeDefined()
})
