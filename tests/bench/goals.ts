import { hubKind, referenceId } from './brokers/kinds.ts'
import type { Figure } from './figures.ts'
import type { Result } from './rounds.ts'
import type { Goal, Scenario } from './scenarios/scenario.ts'
import { isDisturbed, rowFor } from './table.ts'

const names: Readonly<Record<Figure, string>> = {
  cpuPerMillion: 'broker CPU',
  perSecond: 'rate',
  p50Ms: 'p50',
  p99Ms: 'p99',
  memory: 'memory per connection',
}

/** One row per goal of the hub: what it is, what was measured, and whether it is reached. */
export function goalsTable(results: readonly Result[], scenarios: readonly Scenario[]): string {
  const isDisturbedAt = (scenario: string, broker: string) => {
    const row = rowFor(results, scenario, broker)
    return row !== undefined && isDisturbed(row)
  }
  const lines = scenarios.flatMap((scenario) =>
    scenario.goals.map((goal) => {
      const measured = measuredFor(results, scenario.id, goal)
      const unit = goal.against !== undefined ? `× ${goal.against}` : goal.isRatio ? '× Mosquitto' : ' kB'
      const verdict = measured === undefined ? 'not measured' : measured <= goal.atMost ? 'reached' : 'not reached'
      // Latency says little about a broker that had to wait for a core; CPU time is hardly touched.
      const isDoubtful =
        goal.figure === 'p99Ms' && [hubKind.id, referenceId].some((id) => isDisturbedAt(scenario.id, id))
      const value = measured === undefined ? '' : `${measured.toFixed(2)}${goal.isRatio ? '×' : ' kB'}`
      return `| ${scenario.title} | ${names[goal.figure]} | ≤ ${goal.atMost}${unit} | ${value} | ${verdict}${isDoubtful ? ' ²' : ''} |`
    }),
  )
  return ['| load | figure | goal | measured | |', '| --- | --- | --: | --: | --- |', ...lines].join('\n')
}

function measuredFor(results: readonly Result[], scenario: string, goal: Goal): number | undefined {
  const { figure, isRatio, against } = goal
  const own = rowFor(results, scenario, hubKind.id)?.[figure]
  if (own === undefined || !isRatio) return own
  const reference =
    against === undefined
      ? rowFor(results, scenario, referenceId)?.[figure]
      : rowFor(results, against, hubKind.id)?.[figure]
  return reference === undefined ? undefined : own / reference
}
