import { performance } from 'node:perf_hooks'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { DeliveryStats } from '../deliveries/deliveries.ts'
import type { Traffic } from '../mqtt/traffic.ts'

interface Sources {
  readonly traffic: Traffic
  readonly deliveries: () => DeliveryStats
  readonly displays: () => { online: number; offline: number }
  /** What the broker keeps for clients that are not there. */
  readonly kept: () => Readonly<Record<string, number>>
  readonly database: () => Readonly<Record<string, number>>
  readonly dropped: () => Readonly<Record<string, number>>
}

export interface Metrics {
  /** The Prometheus text format with its content type. */
  read(): Promise<{ contentType: string; text: string }>
  close(): void
}

/** Metrics are read from plain counters when somebody asks, so that the hot path does nothing but `++`. */
export function createMetrics({ traffic, deliveries, displays, kept, database, dropped }: Sources): Metrics {
  const registry = new Registry()
  registerProcess(registry)

  const gauge = (name: string, help: string, label: string, values: () => Readonly<Record<string, number>>) =>
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      collect() {
        for (const [key, value] of Object.entries(values())) this.set({ [label]: key }, value)
      },
    })
  const counter = (name: string, help: string, label: string, values: () => Readonly<Record<string, number>>) =>
    new Counter({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      collect() {
        this.reset()
        for (const [key, value] of Object.entries(values())) this.inc({ [label]: key }, value)
      },
    })

  gauge('marquee_connections', 'MQTT connections that are open', 'transport', () => ({ ...traffic.connections }))
  gauge('marquee_displays', 'Displays the hub knows', 'presence', displays)
  counter('marquee_messages_received_total', 'PUBLISH packets received', 'qos', () => byQos(traffic.received))
  counter('marquee_messages_sent_total', 'PUBLISH packets sent, one per subscriber', 'qos', () => byQos(traffic.sent))
  counter('marquee_deliveries_total', 'Deliveries that reached a state', 'state', () => deliveries().reached)
  gauge('marquee_deliveries_kept', 'Messages and deliveries in memory', 'kind', () => {
    const { messages, deliveries: kept } = deliveries()
    return { messages, deliveries: kept }
  })
  gauge('marquee_mqtt_state', 'Retained messages, sessions and queued messages, and their bytes', 'kind', kept)
  gauge('marquee_database', 'Whether the database is available, and changes that wait for it', 'kind', database)
  counter('marquee_dropped_total', 'What was refused or let go, by reason', 'reason', dropped)

  return {
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
    close: () => registry.clear(),
  }
}

const neverMs = 2 ** 31 - 1
const lagStatistics = ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99']

/** CPU, memory, open handles, garbage collection, and how busy the event loop is. */
function registerProcess(registry: Registry): void {
  // The histogram of the event loop's lag would wake an idle process 100 times a second, which costs it 1 % of a core.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: neverMs })
  for (const statistic of lagStatistics) registry.removeSingleMetric(`nodejs_eventloop_lag_${statistic}_seconds`)
  let last = performance.eventLoopUtilization()
  new Gauge({
    name: 'nodejs_eventloop_utilization',
    help: 'Share of time since the last scrape in which the event loop was busy, 0 to 1',
    registers: [registry],
    collect() {
      const now = performance.eventLoopUtilization()
      this.set(performance.eventLoopUtilization(now, last).utilization)
      last = now
    },
  })
}

function byQos([zero, one, two]: readonly [number, number, number]): Record<string, number> {
  return { 0: zero, 1: one, 2: two }
}
