import type { Clock } from './clock.ts'
import { limits } from './limits.ts'

/** Calls once the clock has come to a time, also when the clock was set or the machine slept meanwhile. */
export interface Alarm {
  /** Replaces the time that was set before; `undefined` is never. */
  set(at: number | undefined): void
  close(): void
}

export function createAlarm({ clock, ring }: { clock: Clock; ring: () => void }): Alarm {
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  function wait(at: number): void {
    const ms = Math.min(Math.max(0, at - clock.now()), limits.alarmCheckMs)
    timer = setTimeout(() => (clock.now() >= at ? ring() : wait(at)), ms).unref()
  }

  return {
    set(at) {
      clearTimeout(timer)
      if (at !== undefined && !isClosed) wait(at)
    },
    close() {
      isClosed = true
      clearTimeout(timer)
    },
  }
}
