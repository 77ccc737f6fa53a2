import { writeFileSync } from 'node:fs'
import type { BrokerKind } from './brokers/broker.ts'
import { brokerKinds } from './brokers/kinds.ts'
import { writeDocument } from './document.ts'
import { buildGenerator } from './generator/generator.ts'
import { goalsTable } from './goals.ts'
import { benchHistory } from './history.ts'
import { describeMachine, maxOpenFiles } from './machine.ts'
import { type Options, readOptions } from './options.ts'
import { type Result, runRounds } from './rounds.ts'
import { manyConnections } from './scenarios/connections.ts'
import { fanOuts } from './scenarios/fan-out.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { tracking } from './scenarios/tracking.ts'
import { soak } from './soak.ts'
import { footnotes, tableOf } from './table.ts'
import { openWorkFolder, type WorkFolder } from './work-folder.ts'

const scenarios = [...fanOuts, ...manyConnections, ...tracking]
const say = (line: string) => process.stdout.write(`${line}\n`)

/** Those that were asked for. Throws when one is not known. */
function choose<T extends { readonly id: string }>(all: readonly T[], wanted: readonly string[] | undefined): T[] {
  const unknown = wanted?.find((id) => !all.some((one) => one.id === id))
  if (unknown !== undefined) throw new Error(`"${unknown}" is none of ${all.map(({ id }) => id).join(', ')}`)
  return all.filter(({ id }) => wanted === undefined || wanted.includes(id))
}

function installed(kinds: readonly BrokerKind[]): BrokerKind[] {
  return kinds.filter((kind) => {
    if (kind.version() !== undefined) return true
    say(`${kind.name} is left out: it is not installed (${kind.hint ?? 'npm ci'}).`)
    return false
  })
}

function possible(wanted: readonly Scenario[]): Scenario[] {
  const limit = maxOpenFiles()
  return wanted.filter(({ id, openFiles }) => {
    if (openFiles <= limit) return true
    say(
      `${id} is left out: it needs ${openFiles} open files and the limit is ${limit}. Raise it: ulimit -Hn ${openFiles}`,
    )
    return false
  })
}

async function bench(options: Options, workFolder: WorkFolder): Promise<void> {
  const chosen = choose(scenarios, options.only)
  const wanted = choose(brokerKinds, options.brokers)
  const facts = [`Measured on ${new Date().toISOString().slice(0, 10)}`, ...describeMachine()]
  const generate = await buildGenerator(workFolder)
  const brokers = installed(wanted)
  const runnable = possible(chosen)
  facts.push(...brokers.map((kind) => `${kind.name} ${kind.version()}`))
  facts.push(`median of ${options.rounds} rounds of ${options.measureMs / 1000} s`)
  const results = await runRounds({ scenarios: runnable, brokers, options, generate, workFolder, say })
  const report = reportOf(facts, results, runnable, brokers)
  say(`\n${report}`)
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ facts, results }, null, 2)}\n`)
  if (options.docs) writeDocument(report)
}

function reportOf(
  facts: readonly string[],
  results: readonly Result[],
  measured: readonly Scenario[],
  brokers: readonly BrokerKind[],
): string {
  return [
    facts.map((fact) => `- ${fact}`).join('\n'),
    tableOf(results, measured, brokers),
    footnotes.join('\\\n'),
    goalsTable(results, measured),
  ].join('\n\n')
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const workFolder = openWorkFolder()
  try {
    if (options.command === 'bench') await bench(options, workFolder)
    else if (options.command === 'history') await benchHistory({ messages: options.messages, workFolder, say })
    else process.exitCode = (await soak({ options, workFolder, say })) ? 0 : 1
  } finally {
    workFolder.close()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
