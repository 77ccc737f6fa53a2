import { expect, test } from 'vitest'
import { createAttempts } from '../../../broker/accounts/attempts.ts'
import { createTurns } from '../../../broker/accounts/turns.ts'
import { limits } from '../../../broker/limits.ts'

const { freePerAccountAndAddress, freePerAddress, freePerAccount, firstPauseMs, longestPauseMs, forgetMs } =
  limits.attempts

function start() {
  let now = 1_000_000
  const attempts = createAttempts({ now: () => now })
  return {
    ...attempts,
    wait: (ms: number) => {
      now += ms
    },
    fail(address: string, account: string, times: number) {
      for (let count = 0; count < times; count++) attempts.begin(address, account)
    },
  }
}

test('the tries of one account from one address get longer and longer pauses, up to a bound', () => {
  const { begin, wait, fail } = start()
  fail('203.0.113.7', 'ada', freePerAccountAndAddress + 1)
  expect(() => begin('203.0.113.7', 'ada')).toThrow(/try again in 15 seconds/)
  wait(firstPauseMs)
  begin('203.0.113.7', 'ada')
  wait(firstPauseMs)
  expect(() => begin('203.0.113.7', 'ada')).toThrow(/too many tries/)
  wait(longestPauseMs)
  begin('203.0.113.7', 'ada')
})

test('tries that run at the same moment all count', () => {
  const { begin } = start()
  const tries = Array.from({ length: 50 }, () => {
    try {
      return begin('203.0.113.7', 'ada')
    } catch {
      return undefined
    }
  })
  expect(tries.filter((each) => each !== undefined)).toHaveLength(freePerAccountAndAddress + 1)
})

test('one address that tries many accounts is slowed down, and others are not', () => {
  const { begin } = start()
  for (let count = 0; count <= freePerAddress; count++) begin('203.0.113.7', `user-${count}`)
  expect(() => begin('203.0.113.7', 'ada')).toThrow(/too many tries/)
  begin('203.0.113.8', 'ada')
})

test('one account that is tried from many addresses is slowed down, but not where its owner got in before', () => {
  const { begin } = start()
  const succeeded = begin('198.51.100.1', 'ada')
  succeeded()
  for (let count = 0; count <= freePerAccount; count++) begin(`203.0.113.${count}`, 'ada')
  expect(() => begin('203.0.113.200', 'ada')).toThrow(/too many tries/)
  begin('198.51.100.1', 'ada')
})

test('what succeeds does not count', () => {
  const { begin } = start()
  for (let count = 0; count < 200; count++) begin('203.0.113.7', 'ada')()
  begin('203.0.113.7', 'ada')
})

test('all addresses of one IPv6 network are one, and IPv4 is itself in either form', () => {
  const { begin } = start()
  for (let count = 0; count <= freePerAddress; count++) begin(`2001:db8:1:2::${count.toString(16)}`)
  expect(() => begin('2001:db8:1:2:ffff::1')).toThrow(/too many tries/)
  begin('2001:db8:1:3::1')
  for (let count = 0; count <= freePerAddress; count++) begin('::ffff:203.0.113.7')
  expect(() => begin('203.0.113.7')).toThrow(/too many tries/)
  begin('::ffff:203.0.113.8')
})

test('failures are forgotten after a while', () => {
  const { begin, wait, fail } = start()
  fail('203.0.113.7', 'ada', freePerAccountAndAddress)
  wait(forgetMs)
  fail('203.0.113.7', 'ada', freePerAccountAndAddress)
  begin('203.0.113.7', 'ada')
})

test('only a few passwords are hashed at a time, and too many are turned away', async () => {
  const inTurn = createTurns({ atOnce: 2, waiting: 3 })
  let running = 0
  let most = 0
  const releases: (() => void)[] = []
  const work = async () => {
    most = Math.max(most, ++running)
    await new Promise<void>((resolve) => releases.push(resolve))
    running--
  }
  const all = Array.from({ length: 7 }, () =>
    inTurn(work).then(
      () => 'done',
      () => 'refused',
    ),
  )
  while (running > 0 || releases.length > 0) {
    releases.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(await Promise.all(all)).toEqual(['done', 'done', 'done', 'done', 'done', 'refused', 'refused'])
  expect(most).toBe(2)
})
