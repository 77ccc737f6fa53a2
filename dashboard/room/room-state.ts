import { signal } from '@preact/signals'
import type { ErrorBody } from '#contract/errors.ts'
import type { Room, RoomMessage, RoomPeople } from '#contract/room.ts'
import type { Answer, HubEvent } from '../hub/worker-messages.ts'
import { caughtUp, withEarlier, withMessage } from './room-messages.ts'

/** How the room asks the hub. */
export interface RoomHub {
  read(query: Readonly<Record<string, string>>): Promise<Answer<Room>>
}

/** How far back is read to close the hole after the hub was away. */
const mostCatchUpReads = 5
const largestPage = '200'
/** A page that is open for days begins anew here. */
const mostKept = 2000

/** The room: what was said, who is here, which displays take part. */
export class RoomState {
  readonly #hub: RoomHub
  /** Oldest first; `undefined` until something is known. */
  readonly messages = signal<readonly RoomMessage[] | undefined>(undefined)
  readonly people = signal<RoomPeople['people']>([])
  readonly displays = signal<readonly string[]>([])
  readonly earlierCursor = signal<string | undefined>(undefined)
  readonly isLoadingEarlier = signal(false)
  readonly fault = signal<ErrorBody | undefined>(undefined)
  #reading: Promise<void> | undefined
  #isLoaded = false
  /** What came over MQTT while the hub was asked. */
  #liveSince: readonly RoomMessage[] = []
  /** MQTT knows better who is here than an answer that was under way. */
  #peopleToldAt = 0

  constructor(hub: RoomHub) {
    this.#hub = hub
  }

  /** Reads what was said since; one reading at a time. */
  catchUp(): Promise<void> {
    this.#reading ??= this.#catchUp().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  async loadEarlier(): Promise<void> {
    const cursor = this.earlierCursor.peek()
    if (cursor === undefined || this.isLoadingEarlier.peek()) return
    this.isLoadingEarlier.value = true
    const answer = await this.#hub.read({ cursor })
    this.isLoadingEarlier.value = false
    this.fault.value = answer.ok ? undefined : answer.error
    // Whatever was read for another stretch of time meanwhile has a cursor of its own.
    if (!answer.ok || cursor !== this.earlierCursor.peek()) return
    this.messages.value = withEarlier(this.messages.peek() ?? [], answer.value.messages)
    this.earlierCursor.value = answer.value.nextCursor
  }

  /** Takes over an event of the hub. */
  happened(event: HubEvent): void {
    if (event.type === 'roomMessage') {
      if (this.#reading !== undefined) this.#liveSince = [...this.#liveSince, event.message]
      const messages = withMessage(this.messages.peek() ?? [], event.message)
      this.messages.value = messages
      if (messages.length > mostKept) this.#beginAnew()
    } else if (event.type === 'roomPeople') {
      this.#peopleToldAt = Date.now()
      this.people.value = event.people
    } else if (event.type === 'connection' && event.connection.phase === 'live') void this.catchUp()
  }

  #beginAnew(): void {
    if (this.#reading !== undefined) return
    this.#isLoaded = false
    void this.catchUp()
  }

  async #catchUp(): Promise<void> {
    const askedAt = Date.now()
    this.#liveSince = []
    let read: readonly RoomMessage[] = []
    let cursor: string | undefined
    for (let reads = 0; reads < mostCatchUpReads; reads++) {
      const answer = await this.#hub.read(cursor === undefined ? {} : { cursor, limit: largestPage })
      this.fault.value = answer.ok ? undefined : answer.error
      if (!answer.ok) return
      const { messages, nextCursor, people, displays } = answer.value
      read = [...read, ...messages]
      cursor = nextCursor
      this.displays.value = displays
      if (this.#peopleToldAt < askedAt) this.people.value = people
      if (!this.#isLoaded) break
      const merged = caughtUp(this.messages.peek() ?? [], read)
      if (merged !== undefined) {
        this.messages.value = merged
        return
      }
      if (cursor === undefined) break
    }
    // The first reading, or one after so much was said that the page begins anew: what came over MQTT meanwhile is kept.
    this.messages.value = this.#liveSince.reduce(withMessage, [...read].reverse())
    this.earlierCursor.value = cursor
    this.#isLoaded = true
  }
}
