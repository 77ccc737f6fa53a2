import { destination, type Logger, pino } from 'pino'
import { PinoPretty } from 'pino-pretty'

export type Log = Logger

/** JSON lines on standard output; readable lines when a person watches. */
export function createLog(level: string, stdout: { isTTY?: boolean } = process.stdout): Log {
  const options = { level, base: null }
  return stdout.isTTY
    ? pino(options, PinoPretty({ translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname' }))
    : pino(options, destination({ fd: 1, sync: true }))
}
