import type { Hello, Credentials as IssuedCredentials, PairBoard, WaitingBoards as View } from '#contract/boards.ts'
import { type ErrorBody, MarqueeError } from '#contract/errors.ts'
import type { Peer } from '../access/peer.ts'
import { type Clock, isoTime } from '../clock.ts'
import type { Credentials } from '../credentials/credentials.ts'
import { createGuesses, type Guesser } from './guesses.ts'
import { createWaitingBoards, type Waiting } from './waiting-boards.ts'

/** Turns a board without credentials into a display: it shows a code, somebody types it. */
export interface Pairing {
  /** Takes a board in that connects to be paired; the reason if not. */
  refuse(board: string, peer: Peer): ErrorBody | undefined
  /** A board says what it is, and is told its code. */
  greet(board: string, hello: Hello): void
  left(board: string): void
  list(): View
  /**
   * Gives the board that shows a code its credentials. Rejects with `not_found` for a code that nobody shows,
   * `limit_reached` after too many of those, `conflict` for an id that is taken, or `unavailable`.
   */
  approve(request: PairBoard, by: Guesser): Promise<Paired>
  /** Turns a board away; throws `not_found`. It may come again. */
  turnAway(board: string): void
  close(): void
}

export interface Paired {
  readonly board: string
  readonly address: string
}

interface Options {
  readonly clock: Clock
  readonly credentials: Pick<Credentials, 'issue' | 'forget'>
  readonly rename: (display: IssuedCredentials['id'], name: string) => void
  /** Sends a board what only it can read. */
  readonly send: (board: string, kind: 'code' | 'credentials', payload: object) => void
  /** Closes the connection of a board. */
  readonly expel: (board: string) => void
}

export function createPairing({ clock, credentials, rename, send, expel }: Options): Pairing {
  const guesses = createGuesses({ clock })
  const waiting = createWaitingBoards({
    clock,
    pausedUntil: () => guesses.pausedUntil,
    tell: (board, code) => send(board, 'code', code),
    expel,
  })

  /** Takes the code before anything is waited for: of two who type it at once, one gets the board. */
  function take(code: string, by: Guesser): Waiting {
    const wait = guesses.waitOf(by)
    if (wait > 0) throw tooManyGuesses(wait)
    const found = waiting.take(code.replace(' ', ''))
    if (found !== undefined) return found
    guesses.wrong(by)
    // Codes that were guessed at so often are not worth anything any more.
    if (guesses.pausedUntil !== undefined) for (const board of waiting.list()) waiting.renew(board)
    throw new MarqueeError({
      code: 'not_found',
      field: 'code',
      message: 'no board shows this code; look at its LCD again, for codes change after ten minutes',
    })
  }

  async function issue({ id, replace = false }: PairBoard, to: Waiting): Promise<IssuedCredentials> {
    try {
      const issued = await credentials.issue(id, { replace })
      if (waiting.get(to.board) === to) return issued
    } catch (error) {
      if (waiting.get(to.board) === to) waiting.renew(to)
      throw error
    }
    // Nobody has what was issued. Whoever replaced a board has ended the old one all the same.
    if (!replace) credentials.forget(id)
    const again = replace ? ', again with `replace`' : ''
    const message = `the board has lost its connection; pair it when it shows a code again${again}`
    throw new MarqueeError({ code: 'conflict', field: 'code', message })
  }

  return {
    refuse: waiting.refuse,
    greet: waiting.greet,
    left: waiting.leave,
    list() {
      const until = guesses.pausedUntil
      return {
        boards: waiting.list().flatMap(viewOf),
        ...(until === undefined ? {} : { pausedUntil: isoTime(until) }),
      }
    },
    async approve(request, by) {
      const board = take(request.code, by)
      const { id, secret } = await issue(request, board)
      const { name } = request
      if (name !== undefined) rename(id, name)
      send(board.board, 'credentials', { id, secret, ...(name === undefined ? {} : { name }) })
      waiting.leave(board.board)
      return { board: board.board, address: board.address }
    },
    turnAway(board) {
      if (waiting.get(board) === undefined)
        throw new MarqueeError({ code: 'not_found', message: `no board ${board} waits to be paired` })
      waiting.leave(board)
      expel(board)
    },
    close: waiting.close,
  }
}

function viewOf({ board, address, since, hello }: Waiting): View['boards'] {
  if (hello === undefined) return []
  const { board: kind, firmware, columns, rows } = hello
  return [{ board, kind, firmware, columns, rows, address, since: isoTime(since) }]
}

function tooManyGuesses(waitMs: number): MarqueeError {
  const minutes = Math.ceil(waitMs / 60_000)
  return new MarqueeError({
    code: 'limit_reached',
    field: 'code',
    retryAfterMs: waitMs,
    message: `too many wrong codes; try again in ${minutes} minute${minutes === 1 ? '' : 's'}`,
  })
}
