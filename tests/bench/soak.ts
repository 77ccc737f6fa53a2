import { type RunningBroker, startBroker } from './brokers/broker.ts'
import { hubKind } from './brokers/kinds.ts'
import { buildGenerator, type Generate, type Load } from './generator/generator.ts'
import type { Options } from './options.ts'
import { lowest, relativeGrowth, type Sample } from './trend.ts'
import type { WorkFolder } from './work-folder.ts'

/** Growth of the fitted line over the counted time that still is noise of the garbage collector. */
const maxGrowth = 0.1
const sampleMs = 1000
const printMs = 30_000
/** Memory goes up and down with each collection; a leak lifts the lowest value of each of so many stretches. */
const stretches = 8

/** More messages than the hub remembers: what it keeps on purpose is full before the memory is watched. */
const fill: Load = { subscribers: 100, topic: 'displays/all/message', displays: 1, window: 16, count: 6000 }

const times = { warmupMs: 0, measureMs: 5000, drainMs: 10_000 }
/** Paced, so that the hub has time for the connections that come and go beside. */
const traffic: readonly Load[] = [
  { ...times, subscribers: 100, topic: 'bench/soak/0', rate: 100, window: 0 },
  { ...times, subscribers: 50, topic: 'bench/soak/1', rate: 100, window: 0, qos: 1 },
  { ...times, subscribers: 100, topic: 'displays/all/message', displays: 1, rate: 20, window: 0 },
  { ...times, subscribers: 20, topic: 'bench/soak/2', rate: 20, window: 0, payloadBytes: 8192 },
  { ...times, subscribers: 20, topic: 'bench/soak/3', rate: 50, window: 0, payloadBytes: 4096, frozen: 1 },
]
const connections: readonly Load[] = [
  { mode: 'idle', subscribers: 300, publishers: 0, topics: 300, topic: 'bench/soak/idle/%d', measureMs: 1000 },
  { mode: 'retained', subscribers: 100, topics: 20, topic: 'bench/soak/retained/%d', drainMs: 10_000 },
]

interface Reading {
  readonly rss: Sample
  readonly heap: Sample
}

/** Mixed traffic for some minutes. Resolves with whether nothing was lost and the memory of the hub stayed flat. */
export async function soak({
  options,
  workFolder,
  say,
}: {
  options: Options
  workFolder: WorkFolder
  say: (line: string) => void
}): Promise<boolean> {
  const generate = await buildGenerator(workFolder)
  const hub = await startBroker(hubKind, workFolder)
  try {
    say('Filling what the hub remembers …')
    const target = { port: hub.port, brokerPid: hub.pid }
    await generate(target, fill)
    const end = Date.now() + options.minutes * 60_000
    const chains = [traffic, connections].map((loads) => repeat({ generate, hub, loads, end }))
    const [readings, ...sums] = await Promise.all([watch({ hub, end, say }), ...chains])
    const deliveries = sums.reduce((sum, one) => sum + one.received, 0)
    const lost = sums.reduce((sum, one) => sum + one.lost, 0)
    say(`${deliveries} deliveries, ${lost} lost`)
    return verdict(readings, say) && lost === 0
  } finally {
    await hub.stop()
  }
}

/** Runs loads one after the other, again and again. */
async function repeat({
  generate,
  hub,
  loads,
  end,
}: {
  generate: Generate
  hub: RunningBroker
  loads: readonly Load[]
  end: number
}): Promise<{ received: number; lost: number }> {
  const sum = { received: 0, lost: 0 }
  while (Date.now() < end) {
    for (const load of loads) {
      if (Date.now() >= end) break
      const { expected, received } = await generate({ port: hub.port }, load)
      sum.received += received
      sum.lost += expected - received
    }
  }
  return sum
}

async function watch({
  hub,
  end,
  say,
}: {
  hub: RunningBroker
  end: number
  say: (line: string) => void
}): Promise<Reading[]> {
  const startedAt = Date.now()
  let printAt = startedAt
  const readings: Reading[] = []
  while (Date.now() < end) {
    const metrics = await (await fetch(`http://127.0.0.1:${hub.port}/metrics`)).text()
    const seconds = Math.round((Date.now() - startedAt) / 1000)
    const rss = { seconds, value: metric(metrics, 'process_resident_memory_bytes') }
    const heap = { seconds, value: metric(metrics, 'nodejs_heap_size_used_bytes') }
    readings.push({ rss, heap })
    if (Date.now() >= printAt) {
      printAt += printMs
      say(`${String(seconds).padStart(4)} s  RSS ${megabytes(rss)} MB  heap ${megabytes(heap)} MB`)
    }
    await new Promise((resolve) => setTimeout(resolve, sampleMs))
  }
  return readings
}

/** The first fifth does not count: code is still being compiled and the heap finds its size. */
function verdict(readings: readonly Reading[], say: (line: string) => void): boolean {
  const counted = readings.slice(Math.floor(readings.length / 5))
  const growthOf = (name: keyof Reading) =>
    relativeGrowth(
      lowest(
        counted.map((reading) => reading[name]),
        stretches,
      ),
    )
  const growth = { RSS: growthOf('rss'), heap: growthOf('heap') }
  for (const [name, value] of Object.entries(growth)) {
    const percent = `${value > 0 ? '+' : ''}${(value * 100).toFixed(1)} %`
    say(`${name}: ${percent} over the counted time, ${value <= maxGrowth ? 'flat' : 'not flat'}`)
  }
  return Math.max(...Object.values(growth)) <= maxGrowth
}

function metric(text: string, name: string): number {
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN)
}

function megabytes({ value }: Sample): string {
  return (value / 2 ** 20).toFixed(0).padStart(4)
}
