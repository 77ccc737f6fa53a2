import { onTestFinished } from 'vitest'
import { systemClock } from '../../../broker/clock.ts'
import { limits } from '../../../broker/limits.ts'
import { createLog } from '../../../broker/log.ts'
import { createMemoryStore } from '../../../broker/mqtt/store/memory-store.ts'
import { createMemoryStores, createStores, type Stores } from '../../../broker/storage/stores.ts'
import { databaseKinds, type Place } from './databases.ts'

/** Opens what is kept in one place; again and again, for each finds what the one before has left. */
export type OpenRepositories = () => Promise<Stores>

async function onDatabase(newPlace: () => Promise<Place>): Promise<OpenRepositories> {
  const place = await newPlace()
  return async () => {
    const mqtt = createMemoryStore({ limits, clock: systemClock })
    const stores = createStores({ database: await place.open(), mqtt, clock: systemClock, log: createLog('silent') })
    let closed: Promise<void> | undefined
    const close = () => (closed ??= stores.close())
    onTestFinished(close)
    return { ...stores, close }
  }
}

async function inMemory(): Promise<OpenRepositories> {
  const stores = createMemoryStores(systemClock)
  return async () => stores
}

/** Memory and both databases, each with what makes an empty place of its own for a test. */
export function repositoryPlaces(): readonly (readonly [string, () => Promise<OpenRepositories>])[] {
  return [
    ['memory', inMemory],
    ...databaseKinds().map(([kind, newPlace]) => [kind, () => onDatabase(newPlace)] as const),
  ]
}
