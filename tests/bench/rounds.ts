import { type BrokerKind, startBroker } from './brokers/broker.ts'
import { type Row, rowOf } from './figures.ts'
import type { Generate, Measurement } from './generator/generator.ts'
import type { Options } from './options.ts'
import type { Scenario } from './scenarios/scenario.ts'
import type { WorkFolder } from './work-folder.ts'

/** One scenario on one broker in one round; `row` is missing when it failed. */
export interface Result {
  readonly round: number
  readonly scenario: string
  readonly broker: string
  readonly measured?: Measurement
  readonly row?: Row
  readonly failure?: string
}

interface Plan {
  readonly scenarios: readonly Scenario[]
  readonly brokers: readonly BrokerKind[]
  readonly options: Options
  readonly generate: Generate
  readonly workFolder: WorkFolder
  readonly say: (line: string) => void
}

/** Measures everything in alternation, each time with a fresh broker, so that a disturbance meets all of them alike. */
export async function runRounds({ scenarios, brokers, options, generate, workFolder, say }: Plan): Promise<Result[]> {
  const results: Result[] = []

  async function measure(scenario: Scenario, broker: BrokerKind): Promise<{ measured: Measurement; row: Row }> {
    const running = await startBroker(broker, workFolder)
    try {
      const target = { port: running.port, brokerPid: running.pid }
      if (scenario.warmUp !== undefined) await generate(target, scenario.warmUp)
      const { warmupMs, measureMs } = options
      const measured = await generate(target, { warmupMs, measureMs, ...scenario.load })
      if (measured.deliveries === 0) throw new Error('nothing was delivered')
      return { measured, row: rowOf(scenario, measured) }
    } finally {
      await running.stop()
    }
  }

  for (let round = 1; round <= options.rounds; round++) {
    for (const scenario of scenarios) {
      for (const broker of brokers) {
        const head = `[${round}/${options.rounds}] ${scenario.id}, ${broker.name}: `
        try {
          const { measured, row } = await measure(scenario, broker)
          results.push({ round, scenario: scenario.id, broker: broker.id, measured, row })
          say(`${head}${row.cpuPerMillion.toFixed(2)} CPU s/million, ${Math.round(row.perSecond)}/s, ${row.lost} lost`)
        } catch (error) {
          const failure = error instanceof Error ? error.message : String(error)
          results.push({ round, scenario: scenario.id, broker: broker.id, failure })
          say(`${head}failed: ${failure}`)
        }
      }
    }
  }
  return results
}
