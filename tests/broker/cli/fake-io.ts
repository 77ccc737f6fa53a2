import { onTestFinished } from 'vitest'
import type { Io } from '../../../broker/cli/io.ts'
import { run } from '../../../broker/cli/run.ts'

/** One run of `marquee` inside the test. */
export interface TestRun {
  readonly exitCode: Promise<number>
  readonly lines: string[]
  readonly faults: string[]
  /** Resolves with the first line that fits and was not handed out before. */
  line(pattern: RegExp): Promise<string>
  stop(): void
}

/** Runs a command against the hub of a test; it is asked to stop when the test ends. */
export function marquee(
  url: string,
  argv: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
): TestRun {
  const lines: string[] = []
  const faults: string[] = []
  let seen = 0
  let wake = () => {}
  let stop = () => {}
  const stopped = new Promise<void>((resolve) => {
    stop = resolve
  })
  const io: Io = {
    out(line) {
      lines.push(line)
      wake()
    },
    err: (line) => void faults.push(line),
    readInput: async () => input,
    untilStopped: () => stopped,
    env: { MARQUEE_URL: url, ...env },
  }
  const exitCode = run(argv, io)
  onTestFinished(async () => {
    stop()
    await exitCode
  })
  return {
    exitCode,
    lines,
    faults,
    stop,
    async line(pattern) {
      for (;;) {
        const index = lines.findIndex((line, at) => at >= seen && pattern.test(line))
        if (index >= 0) {
          seen = index + 1
          return lines[index] ?? ''
        }
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}

/** Runs a command to its end. */
export async function ran(url: string, argv: readonly string[], options: Parameters<typeof marquee>[2] = {}) {
  const { exitCode, lines, faults } = marquee(url, argv, options)
  return { exitCode: await exitCode, lines, faults }
}
