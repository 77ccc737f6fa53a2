import { describe } from 'vitest'
import type { Store, StoreOptions } from '../../../broker/mqtt/store/store.ts'
import { boundsConformance } from './conformance-bounds.ts'
import { queueConformance } from './conformance-queues.ts'
import { retainedConformance } from './conformance-retained.ts'
import { sessionConformance } from './conformance-sessions.ts'
import { storeOptions } from './open-store.ts'
import { upstreamConformance } from './upstream.ts'

/** Opens a store that is not set up yet; whoever opens it sets it up and destroys it. */
export type OpenStore = (options: StoreOptions) => Store

/** What every adapter of the store has to pass: all cases of aedes-persistence, none left out, and our own. */
export function storeConformance(name: string, open: OpenStore): void {
  describe(`${name}: abstract suite of aedes-persistence`, () => upstreamConformance(() => open(storeOptions())))
  describe(`${name}: retained messages`, () => retainedConformance(open))
  describe(`${name}: queues`, () => queueConformance(open))
  describe(`${name}: sessions and wills`, () => sessionConformance(open))
  describe(`${name}: bounds`, () => boundsConformance(open))
}
