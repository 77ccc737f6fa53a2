import { createDueHeap } from './due-heap.ts'

/** Something that has to run from time to time. */
export interface Task {
  /** Runs, and answers when it has to run again, in ms of the scheduler's clock. */
  run(nowMs: number): number
}

/** One timer for all tasks of a process. */
export interface Scheduler {
  /** The scheduler's clock: whole ms that only go forward. */
  now(): number
  /** Runs the task at `dueMs`, whatever was planned for it before. */
  plan(task: Task, dueMs: number): void
  cancel(task: Task): void
}

const longestTimerMs = 60_000

/** A task that throws ends the process as any other uncaught error: a display core that fails is a fault of ours. */
export function createScheduler(now: () => number = () => Math.floor(performance.now())): Scheduler {
  const heap = createDueHeap<Task>()
  let timer: NodeJS.Timeout | undefined
  let timerDueMs = Number.POSITIVE_INFINITY

  function arm() {
    const dueMs = heap.first()?.dueMs
    if (dueMs === undefined) {
      clearTimeout(timer)
      timer = undefined
      timerDueMs = Number.POSITIVE_INFINITY
      return
    }
    // A timer that fires too early finds nothing due and is armed anew: cheaper than moving it with each change.
    if (timer !== undefined && timerDueMs <= dueMs) return
    clearTimeout(timer)
    timerDueMs = dueMs
    timer = setTimeout(fire, Math.min(Math.max(dueMs - now(), 1), longestTimerMs))
  }

  function fire() {
    timer = undefined
    timerDueMs = Number.POSITIVE_INFINITY
    const nowMs = now()
    for (let next = heap.first(); next !== undefined && next.dueMs <= nowMs; next = heap.first()) {
      const { item } = next
      heap.remove(item)
      const dueMs = item.run(nowMs)
      // Never again within this turn, so that a task that is always due cannot keep the others waiting.
      if (!heap.has(item) && dueMs !== Number.POSITIVE_INFINITY) heap.put(item, Math.max(dueMs, nowMs + 1))
    }
    arm()
  }

  return {
    now,
    plan(task, dueMs) {
      heap.put(task, dueMs)
      arm()
    },
    cancel(task) {
      heap.remove(task)
      arm()
    },
  }
}
