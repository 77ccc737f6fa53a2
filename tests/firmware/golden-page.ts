import { compileDisplayCore } from '../../firmware/core/wasm/display-core.ts'
import { checkGolden, type GoldenCase } from './check-golden.ts'

/** Runs in a browser: checks the golden table and leaves the outcome where the test reads it. */
async function run(): Promise<void> {
  const module = await compileDisplayCore(await (await fetch('/display-core.wasm')).arrayBuffer())
  const cases = (await (await fetch('/cases.json')).json()) as GoldenCase[]
  const failures = checkGolden(module, cases)
  Object.assign(globalThis, { goldenOutcome: { checked: cases.length, failures } })
}

run().catch((error: unknown) => Object.assign(globalThis, { goldenOutcome: { checked: 0, failures: [String(error)] } }))
