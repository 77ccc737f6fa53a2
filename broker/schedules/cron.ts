import { Cron } from 'croner'
import type { TimeZone } from '../time-zone.ts'

/** When a cron expression is due. */
export interface CronTimes {
  /** The first instant after another one; `undefined` if there is none. */
  after(instant: number): number | undefined
}

/**
 * Reads an expression of five fields. Throws an `Error` that says what is wrong with it. An expression for certain hours
 * goes by the clocks on the wall: what they leap over is due at the end of the gap, what they show twice is due the first
 * time. One for every hour (`*`) goes by hours as they pass.
 */
export function readCron(expression: string, zone: TimeZone): CronTimes {
  const isHourly = expression.trim().split(/\s+/)[1] === '*'
  const cron = new Cron(expression, { mode: '5-part', paused: true, timezone: isHourly ? zone.name : 'UTC' })
  if (isHourly) return { after: (instant) => cron.nextRun(new Date(instant))?.getTime() }
  return {
    after(instant) {
      // On walls the same time can come again, so that candidates may lie behind.
      for (let wall = cron.nextRun(new Date(zone.wallAt(instant))); wall !== null; wall = cron.nextRun(wall)) {
        const found = zone.instantOf(wall.getTime())
        if (found > instant) return found
      }
      return undefined
    },
  }
}
