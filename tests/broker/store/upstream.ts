import assert from 'node:assert'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import type { Store } from '../../../broker/mqtt/store/store.ts'

interface AbstractTestContext {
  plan(count: number): void
  diagnostic(message: string): void
  readonly assert: Record<'equal' | 'notEqual' | 'deepEqual' | 'ok', (...values: unknown[]) => void>
}

interface AbstractOptions {
  readonly test: (title: string, run: (context: AbstractTestContext) => Promise<void>) => void
  readonly persistence: () => Store
  readonly testAsync: true
}

// The file has no types.
const require = createRequire(import.meta.url)
const abstractPersistence = require('aedes-persistence/abstract.js') as (options: AbstractOptions) => void

/** Runs every case of the abstract suite of aedes-persistence, which is written for `node:test`. */
export function upstreamConformance(open: () => Store): void {
  abstractPersistence({
    persistence: open,
    testAsync: true,
    test(title, run) {
      test(title, async () => {
        let planned: number | undefined
        let asserted = 0
        const counted =
          (assertion: (...values: never[]) => void) =>
          (...values: unknown[]) => {
            asserted++
            assertion(...(values as never[]))
          }
        const context: AbstractTestContext = {
          plan: (count) => {
            planned = count
          },
          diagnostic: () => {},
          assert: {
            equal: counted(assert.equal),
            notEqual: counted(assert.notEqual),
            deepEqual: counted(assert.deepEqual),
            ok: counted(assert.ok),
          },
        }
        await run(context)
        expect(asserted).toBe(planned ?? asserted)
      })
    },
  })
}
