import type { BrokerKind } from './brokers/broker.ts'
import { referenceId } from './brokers/kinds.ts'
import { medianRow, type Row } from './figures.ts'
import type { Result } from './rounds.ts'
import type { Scenario } from './scenarios/scenario.ts'

/** From here on the generator may have held the broker up. */
const busyGenerator = 0.9
const disturbed = 0.25

export const isDisturbed = ({ waitedShare }: Row): boolean => waitedShare > disturbed

const header = [
  'broker',
  'CPU s per million',
  'per second',
  'p50 ms',
  'p99 ms',
  'memory',
  'lost',
  'longest silence ms',
  'generator CPU',
]

/** The median of all rounds, `undefined` when every one failed. */
export function rowFor(results: readonly Result[], scenario: string, broker: string): Row | undefined {
  return medianRow(
    results.flatMap((result) =>
      result.scenario === scenario && result.broker === broker && result.row !== undefined ? [result.row] : [],
    ),
  )
}

/** One Markdown table; in brackets stands how many times the figure of Mosquitto it is. */
export function tableOf(
  results: readonly Result[],
  scenarios: readonly Scenario[],
  brokers: readonly BrokerKind[],
): string {
  const lines = [header, header.map((_, i) => (i === 0 ? '---' : '--:'))]
  for (const scenario of scenarios) {
    lines.push([`**${scenario.title}**`, ...header.slice(1).map(() => '')])
    const reference = rowFor(results, scenario.id, referenceId)
    for (const broker of brokers) {
      const row = rowFor(results, scenario.id, broker.id)
      lines.push([
        broker.name,
        ...(row === undefined ? ['failed', ...header.slice(2).map(() => '')] : cells(scenario, row, reference)),
      ])
    }
  }
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n')
}

function cells({ unit, load }: Scenario, row: Row, reference: Row | undefined): string[] {
  const compared = (name: 'cpuPerMillion' | 'perSecond' | 'p50Ms' | 'p99Ms' | 'memory', suffix = '') => {
    const value = `${number(row[name])}${suffix}`
    return reference === undefined ? value : `${value} (${(row[name] / reference[name]).toFixed(2)}×)`
  }
  const marks = `${row.generatorShare > busyGenerator ? ' ¹' : ''}${isDisturbed(row) ? ' ²' : ''}`
  const duplicates = row.duplicates > 0 ? `, ${row.duplicates} twice` : ''
  const isFanOut = unit === 'delivery' && (load.topics ?? 1) === 1
  return [
    compared('cpuPerMillion'),
    compared('perSecond'),
    compared('p50Ms'),
    compared('p99Ms'),
    compared('memory', unit === 'connection' ? ' kB each' : ' MB'),
    `${row.lost}${duplicates}`,
    isFanOut ? number(row.gapMs) : '',
    `${Math.round(row.generatorShare * 100)} %${marks}`,
  ]
}

/** Three digits are more than such measurements repeat. */
function number(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en')
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

export const footnotes = [
  '¹ The generator used more than 90 % of its core: the broker might do more.',
  '² Threads that were ready got no core for more than a quarter of the time: the cores were short, by this load or by other programs.',
]
