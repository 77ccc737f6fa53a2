import { test } from 'vitest'
import type { Store, StoreBroker } from '../../../broker/mqtt/store/store.ts'
import type { OpenStore } from './conformance.ts'
import { fakeBroker, storeOptions, type TestOptions } from './open-store.ts'

export interface StoreCase {
  readonly store: Store
  readonly broker: StoreBroker & NodeJS.EventEmitter
}

/** Answers a `test` whose cases get a store that is set up, and destroyed afterwards. */
export function storeTest(open: OpenStore) {
  return (title: string, run: (context: StoreCase) => Promise<void>, options: TestOptions = {}) =>
    test(title, async () => {
      const store = open(storeOptions(options))
      const broker = fakeBroker()
      await store.setup(broker)
      try {
        await run({ store, broker })
        await store.flushed()
      } finally {
        await store.destroy()
      }
    })
}
