import type { Load } from '../generator/generator.ts'
import { ownRatio, type Scenario } from './scenario.ts'

/** One message a second to everybody, so that all that comes of one is over before the next. */
const toEverybody: Load = {
  subscribers: 5000,
  topic: 'displays/all/message',
  rate: 1,
  window: 0,
  warmupMs: 2000,
  measureMs: 5000,
  drainMs: 15_000,
  stallMs: 10_000,
}

/** What it costs to know what becomes of a message: the same messages and acknowledgements, followed and not followed. */
export const tracking: readonly Scenario[] = [
  {
    id: 'answers-5000',
    title: 'A message to 5,000 clients that answer, followed by nobody',
    unit: 'delivery',
    load: { ...toEverybody, topic: 'answers/all/message', answers: 1 },
    goals: [],
    openFiles: 5200,
  },
  {
    id: 'displays-5000',
    title: 'A message to 5,000 displays, reported and kept',
    unit: 'delivery',
    load: { ...toEverybody, displays: 1 },
    goals: [ownRatio('cpuPerMillion', 3, 'answers-5000')],
    openFiles: 5200,
  },
]
