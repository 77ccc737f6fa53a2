import type { Load } from '../generator/generator.ts'
import { ratio, type Scenario } from './scenario.ts'

/** One publisher, one topic; as many messages under way as `window` says. */
function fanOut(id: string, title: string, load: Partial<Load> & { subscribers: number }): Omit<Scenario, 'goals'> {
  return {
    id,
    title,
    unit: 'delivery',
    load: { topic: 'bench/fan-out', ...load },
    openFiles: load.subscribers + 100,
  }
}

/** One message to many subscribers. */
export const fanOuts: readonly Scenario[] = [
  {
    ...fanOut('fan-out-100', 'Fan-out, 100 subscribers, QoS 0, 64 B', { subscribers: 100, window: 64 }),
    goals: [ratio('cpuPerMillion', 0.2)],
  },
  {
    ...fanOut('fan-out-1000', 'Fan-out, 1,000 subscribers, QoS 0, 64 B', { subscribers: 1000, window: 16 }),
    goals: [ratio('cpuPerMillion', 0.15), ratio('p99Ms', 0.5)],
  },
  {
    // Below the 20 that Mosquitto lets be unacknowledged at a time.
    ...fanOut('fan-out-100-qos-1', 'Fan-out, 100 subscribers, QoS 1, 64 B', { subscribers: 100, qos: 1, window: 16 }),
    goals: [ratio('cpuPerMillion', 0.7)],
  },
  {
    ...fanOut('fan-out-1000-qos-1', 'Fan-out, 1,000 subscribers, QoS 1, 64 B', {
      subscribers: 1000,
      qos: 1,
      window: 8,
    }),
    goals: [],
  },
  {
    ...fanOut('paced', 'Paced, 20 messages/s to 100 subscribers, QoS 0, 64 B', {
      subscribers: 100,
      rate: 20,
      window: 0,
      // 100 messages, or p99 would be the slowest of a few.
      measureMs: 5000,
    }),
    goals: [ratio('cpuPerMillion', 1), ratio('p99Ms', 1)],
  },
  {
    ...fanOut('payload-8k', 'Fan-out, 100 subscribers, QoS 0, 8 KB', {
      subscribers: 100,
      payloadBytes: 8192,
      window: 8,
    }),
    goals: [],
  },
  {
    // Below 4 KB, where libwebsockets has a slowness of its own that would hide what is measured here.
    ...fanOut('frozen', 'One of 100 subscribers never reads, QoS 0, 2 KB', {
      subscribers: 100,
      payloadBytes: 2048,
      window: 8,
      frozen: 1,
    }),
    goals: [],
  },
  {
    ...fanOut('displays', '100 displays that acknowledge, `displays/all/message`, QoS 0', {
      subscribers: 100,
      topic: 'displays/all/message',
      displays: 1,
      window: 16,
    }),
    goals: [],
  },
]
