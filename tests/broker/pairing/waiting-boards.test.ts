import { expect, onTestFinished, test, vi } from 'vitest'
import type { Hello, PairingCode } from '#contract/boards.ts'
import { limits } from '../../../broker/limits.ts'
import { createWaitingBoards } from '../../../broker/pairing/waiting-boards.ts'

const start = 1_800_000_000_000
const hello: Hello = { board: 'esp32', firmware: '1', columns: 16, rows: 2, mac: 'aa:bb:cc:dd:ee:ff' }
const peer = (address: string) => ({ address, isLocal: false, isBrowser: false })
const mac = (number: number) => number.toString(16).padStart(12, '0')

function open() {
  vi.useFakeTimers({ now: start })
  const told: (PairingCode & { board: string })[] = []
  const expelled: string[] = []
  const pause = { until: undefined as number | undefined }
  const boards = createWaitingBoards({
    clock: { now: () => Date.now() },
    pausedUntil: () => (pause.until !== undefined && pause.until > Date.now() ? pause.until : undefined),
    tell: (board, code) => told.push({ board, ...code }),
    expel: (board) => expelled.push(board),
  })
  onTestFinished(() => {
    boards.close()
    vi.useRealTimers()
  })
  const wait = (board: string, address = '192.0.2.1') => {
    const refused = boards.refuse(board, peer(address))
    if (refused === undefined) boards.greet(board, hello)
    return refused
  }
  const codeOf = (board: string) => told.findLast((each) => each.board === board)?.code ?? ''
  return { boards, told, expelled, pause, wait, codeOf }
}

test('a code is good for ten minutes, then the board gets another and the old one is worth nothing', () => {
  const { boards, told, wait, codeOf } = open()
  wait(mac(1))
  const first = codeOf(mac(1))
  expect(told).toEqual([{ board: mac(1), code: first, expiresMs: limits.pairingCodeMs }])
  vi.advanceTimersByTime(limits.pairingCodeMs + 1)
  expect(codeOf(mac(1))).not.toBe(first)
  expect(boards.take(first)).toBeUndefined()
  expect(boards.take(codeOf(mac(1)))?.board).toBe(mac(1))
})

test('a code is taken once', () => {
  const { boards, wait, codeOf } = open()
  wait(mac(1))
  expect(boards.take(codeOf(mac(1)))?.board).toBe(mac(1))
  expect(boards.take(codeOf(mac(1)))).toBeUndefined()
  boards.greet(mac(1), hello)
  vi.advanceTimersByTime(limits.pairingCodeMs + 1)
  expect(boards.take(codeOf(mac(1)))).toBeUndefined()
})

test('as many boards wait as may, of one address fewer, and those that leave make room', () => {
  const { boards, wait } = open()
  for (let count = 0; count < limits.maxWaitingPerAddress; count++) expect(wait(mac(count))).toBeUndefined()
  expect(wait(mac(99))).toMatchObject({ code: 'limit_reached' })
  for (let count = limits.maxWaitingPerAddress; count < limits.maxWaitingBoards; count++)
    expect(wait(mac(count), `192.0.2.${count + 2}`)).toBeUndefined()
  expect(wait(mac(99), '198.51.100.1')).toMatchObject({ code: 'limit_reached' })
  boards.leave(mac(3))
  expect(wait(mac(99), '198.51.100.1')).toBeUndefined()
  expect(new Set(boards.list().map(({ code }) => code?.text)).size).toBe(limits.maxWaitingBoards)
})

test('one board has one seat, however often it connects', () => {
  const { boards, wait } = open()
  for (let count = 0; count < 100; count++) expect(wait(mac(1))).toBeUndefined()
  expect(boards.list().length).toBe(1)
})

test('a board that never says what it is loses its seat and its connection', () => {
  const { boards, expelled } = open()
  boards.refuse(mac(1), peer('192.0.2.1'))
  expect(boards.list()).toEqual([])
  vi.advanceTimersByTime(limits.pairingHelloMs)
  expect(expelled).toEqual([mac(1)])
  expect(boards.get(mac(1))).toBeUndefined()
})

test('during a pause boards are told when it ends, and get their codes then by themselves', () => {
  const { boards, told, pause, wait, codeOf } = open()
  wait(mac(1))
  const before = codeOf(mac(1))
  pause.until = Date.now() + 60_000
  for (const waiting of boards.list()) boards.renew(waiting)
  wait(mac(2))
  expect(told.slice(-2)).toEqual([
    { board: mac(1), code: null, retryMs: 60_000 },
    { board: mac(2), code: null, retryMs: 60_000 },
  ])
  expect(boards.take(before)).toBeUndefined()
  vi.advanceTimersByTime(60_001)
  expect(boards.take(codeOf(mac(1)))?.board).toBe(mac(1))
  expect(boards.take(codeOf(mac(2)))?.board).toBe(mac(2))
})

test('a hub where nobody waits has no timer', () => {
  const { boards, wait } = open()
  wait(mac(1))
  expect(vi.getTimerCount()).toBe(1)
  boards.leave(mac(1))
  expect(vi.getTimerCount()).toBe(0)
})
