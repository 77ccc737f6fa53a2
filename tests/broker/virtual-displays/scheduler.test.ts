import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDueHeap } from '../../../broker/virtual-displays/due-heap.ts'
import { createScheduler, type Task } from '../../../broker/virtual-displays/scheduler.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

function recorder(times: number[], everyMs = Number.POSITIVE_INFINITY): Task {
  return {
    run(nowMs) {
      times.push(nowMs)
      return nowMs + everyMs
    },
  }
}

test('runs a task when it is due and again when it asks for it', () => {
  const scheduler = createScheduler(() => Date.now())
  const times: number[] = []
  scheduler.plan(recorder(times, 30), 10)
  vi.advanceTimersByTime(100)
  expect(times).toEqual([10, 40, 70, 100])
})

test('keeps one timer for a thousand tasks', () => {
  const scheduler = createScheduler(() => Date.now())
  for (let index = 0; index < 1000; index++) scheduler.plan(recorder([], 1000), 1 + (index % 50))
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(5000)
  expect(vi.getTimerCount()).toBe(1)
})

test('a later plan of the same task takes the place of the earlier one', () => {
  const scheduler = createScheduler(() => Date.now())
  const times: number[] = []
  const task = recorder(times)
  scheduler.plan(task, 10)
  scheduler.plan(task, 50)
  scheduler.plan(task, 30)
  vi.advanceTimersByTime(100)
  expect(times).toEqual([30])
})

test('a task that is always due lets the others run', () => {
  const scheduler = createScheduler(() => Date.now())
  const times: number[] = []
  scheduler.plan(recorder([], 0), 1)
  scheduler.plan(recorder(times, 5), 1)
  vi.advanceTimersByTime(11)
  expect(times).toEqual([1, 6, 11])
})

test('leaves no timer behind when the last task is cancelled', () => {
  const scheduler = createScheduler(() => Date.now())
  const times: number[] = []
  const task = recorder(times)
  scheduler.plan(task, 10)
  scheduler.cancel(task)
  expect(vi.getTimerCount()).toBe(0)
  vi.advanceTimersByTime(100)
  expect(times).toEqual([])
})

test('items leave the heap in the order in which they are due, also after moves and removals', () => {
  const heap = createDueHeap<{ name: number }>()
  const items = Array.from({ length: 200 }, (_, name) => ({ name }))
  const dues = new Map(items.map((item) => [item, (item.name * 7919) % 211]))
  for (const [item, due] of dues) heap.put(item, 1000 - due)
  for (const [item, due] of dues) heap.put(item, due)
  for (const item of items.filter(({ name }) => name % 3 === 0)) {
    heap.remove(item)
    dues.delete(item)
  }
  const order: number[] = []
  for (let first = heap.first(); first !== undefined; first = heap.first()) {
    order.push(first.dueMs)
    heap.remove(first.item)
  }
  expect(order).toEqual([...dues.values()].sort((a, b) => a - b))
})
