import { randomInt } from 'node:crypto'
import type { Hello, PairingCode } from '#contract/boards.ts'
import type { ErrorBody } from '#contract/errors.ts'
import { isLoopbackAddress, type Peer } from '../access/peer.ts'
import type { Clock } from '../clock.ts'
import { limits } from '../limits.ts'

/** A board that is connected to be paired. */
export interface Waiting {
  /** Its MAC as 12 hex digits. */
  readonly board: string
  readonly address: string
  /** ms since 1970. */
  readonly since: number
  /** `undefined` until it has said what it is. */
  hello: Hello | undefined
  code: { readonly text: string; readonly expiresAt: number } | undefined
  /** Somebody has typed its code; it gets its credentials. */
  isTaken: boolean
}

/** The boards that wait to be paired, and the codes that they show. */
export interface WaitingBoards {
  /** Takes a seat for a board that connects; the reason if there is none. */
  refuse(board: string, peer: Peer): ErrorBody | undefined
  /** A board says what it is, and is told its code. Nothing happens if it has no seat. */
  greet(board: string, hello: Hello): void
  /** Those that have said what they are. */
  list(): Waiting[]
  get(board: string): Waiting | undefined
  /** Takes the board that shows this code now; the code is used up. */
  take(code: string): Waiting | undefined
  /** A new code for one board, or what there is instead of one. */
  renew(waiting: Waiting): void
  /** The board is gone, or has what it waited for. */
  leave(board: string): void
  close(): void
}

interface Options {
  readonly clock: Clock
  readonly pausedUntil: () => number | undefined
  readonly tell: (board: string, code: PairingCode) => void
  /** Closes the connection of a board that has not said what it is in time. */
  readonly expel: (board: string) => void
}

const codes = 1_000_000

export function createWaitingBoards({ clock, pausedUntil, tell, expel }: Options): WaitingBoards {
  const seats = new Map<string, Waiting>()
  let timer: NodeJS.Timeout | undefined

  function hasRoomFor(address: string): boolean {
    if (seats.size >= limits.maxWaitingBoards) return false
    // A proxy on this machine passes on many boards.
    if (isLoopbackAddress(address)) return true
    return [...seats.values()].filter((seat) => seat.address === address).length < limits.maxWaitingPerAddress
  }

  function find(text: string): Waiting | undefined {
    for (const waiting of seats.values()) {
      if (waiting.code?.text === text && waiting.code.expiresAt > clock.now()) return waiting
    }
    return undefined
  }

  function newCode(): string {
    for (;;) {
      const code = String(randomInt(codes)).padStart(6, '0')
      if (find(code) === undefined) return code
    }
  }

  function renew(waiting: Waiting): void {
    waiting.isTaken = false
    waiting.code =
      pausedUntil() === undefined ? { text: newCode(), expiresAt: clock.now() + limits.pairingCodeMs } : undefined
    tellCode(waiting)
    wakeUp()
  }

  function tellCode({ board, code }: Waiting): void {
    if (code !== undefined) tell(board, { code: code.text, expiresMs: code.expiresAt - clock.now() })
    else tell(board, { code: null, retryMs: Math.max(0, (pausedUntil() ?? 0) - clock.now()) })
  }

  /** When something of a board is due: its hello, its next code, the end of a pause. */
  function dueAt({ hello, code, since, isTaken }: Waiting): number {
    if (isTaken) return Number.POSITIVE_INFINITY
    if (hello === undefined) return since + limits.pairingHelloMs
    return code?.expiresAt ?? pausedUntil() ?? 0
  }

  function runDue(): void {
    for (const waiting of [...seats.values()]) {
      if (dueAt(waiting) > clock.now()) continue
      if (waiting.hello !== undefined) renew(waiting)
      else if (seats.delete(waiting.board)) expel(waiting.board)
    }
    wakeUp()
  }

  /** A hub where nobody waits has no timer. */
  function wakeUp(): void {
    clearTimeout(timer)
    const next = Math.min(...[...seats.values()].map(dueAt))
    if (next < Number.POSITIVE_INFINITY) timer = setTimeout(runDue, Math.max(1, next - clock.now())).unref()
  }

  return {
    refuse(board, { address }) {
      // One that lost its connection comes back to a code of its own.
      seats.delete(board)
      if (!hasRoomFor(address)) {
        const message = 'as many boards as may wait for it wait to be paired; pair or refuse those first'
        return { code: 'limit_reached', message }
      }
      const since = clock.now()
      seats.set(board, { board, address, since, hello: undefined, code: undefined, isTaken: false })
      wakeUp()
      return undefined
    },
    greet(board, hello) {
      const waiting = seats.get(board)
      if (waiting === undefined || waiting.isTaken) return
      waiting.hello = hello
      if (waiting.code === undefined || waiting.code.expiresAt <= clock.now()) renew(waiting)
      else tellCode(waiting)
    },
    list: () => [...seats.values()].filter(({ hello }) => hello !== undefined),
    get: (board) => seats.get(board),
    take(code) {
      const waiting = find(code)
      if (waiting === undefined) return undefined
      waiting.code = undefined
      waiting.isTaken = true
      return waiting
    },
    renew,
    leave(board) {
      seats.delete(board)
      wakeUp()
    },
    close: () => clearTimeout(timer),
  }
}
