import type { Report } from '#contract/delivery.ts'
import type { MessageSummary } from '#contract/history-operations.ts'

const mostAnswers = 20

/** A message in the list after a report of it. Its answers are those that were known and those in the report. */
export function summaryAfter(summary: MessageSummary, report: Report): MessageSummary {
  const { counts, complete, expiresAt, displays } = report
  const told = Object.entries(displays).flatMap(([display, { answer, ms = 0 }]) =>
    answer === undefined ? [] : [{ display, ms, ...answer }],
  )
  const known = summary.answers.filter(({ display }) => !told.some((other) => other.display === display))
  const answers = told.length === 0 ? summary.answers : [...known, ...told].slice(0, mostAnswers)
  return { ...summary, counts, complete, expiresAt, answers }
}
