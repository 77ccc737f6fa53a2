import type { Clock } from '../clock.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { LiveSettings } from '../settings/settings.ts'
import type { HistoryRepository } from './history-repository.ts'

const dayMs = 86_400_000

interface Options {
  readonly repository: Pick<HistoryRepository, 'prune'>
  readonly settings: Pick<LiveSettings, 'current' | 'onChanged'>
  readonly clock: Clock
  readonly log: Log
  readonly intervalMs?: number
}

/** Lets messages go that are older, or more, than the settings say: a few at a time, with a pause, until it is enough. */
export function shortenHistory({
  repository,
  settings,
  clock,
  log,
  intervalMs = limits.shortenHistoryIntervalMs,
}: Options): {
  close(): void
} {
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  function wait(ms: number): void {
    clearTimeout(timer)
    if (!isClosed) timer = setTimeout(() => void shorten(), ms).unref()
  }

  async function shorten(): Promise<void> {
    const { historyDays, historyMessages } = settings.current
    try {
      const gone = await repository.prune({
        olderThan: clock.now() - historyDays * dayMs,
        keep: historyMessages,
        limit: limits.messagesPrunedAtOnce,
      })
      wait(gone > 0 ? limits.shortenHistoryPauseMs : intervalMs)
    } catch (error) {
      log.warn({ reason: (error as Error).message }, 'the history could not be shortened')
      wait(intervalMs)
    }
  }

  wait(limits.shortenHistoryPauseMs)
  settings.onChanged(() => wait(0))
  return {
    close() {
      isClosed = true
      clearTimeout(timer)
    },
  }
}
