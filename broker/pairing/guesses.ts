import type { Clock } from '../clock.ts'
import { limits } from '../limits.ts'

/** Who types a code. */
export interface Guesser {
  /** Kind and id of the principal. */
  readonly person: string
  readonly address: string
}

/** Counts wrong pairing codes, so that a million of them cannot be tried. */
export interface Guesses {
  /** How long this guesser has to wait, in ms; 0 for not at all. */
  waitOf(guesser: Guesser): number
  /** Notes a wrong code down; it may begin a pause for everybody. */
  wrong(guesser: Guesser): void
  /** Until when nobody's code is taken, ms since 1970; `undefined` if codes are taken. */
  readonly pausedUntil: number | undefined
}

const hourMs = 3_600_000

export function createGuesses({ clock }: { clock: Clock }): Guesses {
  const persons = new Window(limits.guessWindowMs)
  const addresses = new Window(limits.guessWindowMs)
  const everybody = new Window(hourMs)
  let pausedUntil = 0
  const pauseLeft = () => Math.max(0, pausedUntil - clock.now())

  return {
    waitOf({ person, address }) {
      const now = clock.now()
      return Math.max(
        pauseLeft(),
        persons.wait(person, limits.maxGuessesPerPerson, now),
        addresses.wait(address, limits.maxGuessesPerAddress, now),
      )
    },
    wrong({ person, address }) {
      const now = clock.now()
      persons.add(person, now)
      addresses.add(address, now)
      everybody.add('', now)
      if (everybody.wait('', limits.maxGuessesPerHour, now) > 0) pausedUntil = now + limits.pairingPauseMs
    },
    get pausedUntil() {
      return pauseLeft() === 0 ? undefined : pausedUntil
    },
  }
}

/** When something happened within the last `lengthMs`, per key. Keys never outnumber the guesses of an hour. */
class Window {
  readonly #times = new Map<string, readonly number[]>()
  readonly #lengthMs: number

  constructor(lengthMs: number) {
    this.#lengthMs = lengthMs
  }

  add(key: string, now: number): void {
    for (const other of this.#times.keys()) if (this.#of(other, now).length === 0) this.#times.delete(other)
    this.#times.set(key, [...this.#of(key, now), now])
  }

  /** How long until there are fewer than `most`. */
  wait(key: string, most: number, now: number): number {
    const times = this.#of(key, now)
    const blocking = times[times.length - most]
    return blocking === undefined ? 0 : blocking + this.#lengthMs - now
  }

  #of(key: string, now: number): readonly number[] {
    return (this.#times.get(key) ?? []).filter((time) => time > now - this.#lengthMs)
  }
}
