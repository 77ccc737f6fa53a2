import { text } from 'node:stream/consumers'
import type { Io } from './io.ts'

/** The real thing: standard streams, environment and signals. */
export function processIo(): Io {
  // Whoever reads our output may stop early (`marquee displays | head -1`); that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    readInput: () => text(process.stdin),
    untilStopped: () =>
      new Promise((resolve) => {
        process.once('SIGINT', () => resolve())
        process.once('SIGTERM', () => resolve())
      }),
    env: process.env,
  }
}
