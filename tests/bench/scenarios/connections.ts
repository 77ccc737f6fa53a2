import { absolute, ratio, type Scenario } from './scenario.ts'

/** Many topics, many connections. */
export const manyConnections: readonly Scenario[] = [
  {
    id: 'unicast-1000',
    title: 'Unicast to 1,000 topics, 10 publishers, QoS 0, 64 B',
    unit: 'delivery',
    load: { subscribers: 1000, publishers: 10, topics: 1000, topic: 'bench/unicast/%d', window: 100 },
    goals: [ratio('cpuPerMillion', 1.2), ratio('p99Ms', 1.5)],
    openFiles: 1200,
  },
  {
    id: 'retained',
    title: '20 retained messages to 1,000 subscribers at once',
    unit: 'delivery',
    load: { mode: 'retained', subscribers: 1000, topics: 20, topic: 'bench/retained/%d', drainMs: 10_000 },
    goals: [],
    openFiles: 1200,
  },
  {
    id: 'idle-5000',
    title: '5,000 idle connections with one subscription each',
    unit: 'connection',
    warmUp: { mode: 'idle', subscribers: 300, publishers: 0, topics: 300, topic: 'bench/idle/%d', measureMs: 500 },
    load: { mode: 'idle', subscribers: 5000, publishers: 0, topics: 5000, topic: 'bench/idle/%d', measureMs: 2000 },
    goals: [ratio('cpuPerMillion', 5), absolute('memory', 20)],
    openFiles: 5200,
  },
]
