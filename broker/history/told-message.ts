import type { Answer } from '#contract/delivery.ts'
import type { MessageDetail, MessageSummary } from '#contract/history-operations.ts'
import type { TrackedMessage } from '../deliveries/delivery.ts'
import { trackedMessage } from '../deliveries/kept-messages.ts'
import type { KeptDelivery } from '../deliveries/messages-repository.ts'
import { reportOf } from '../deliveries/report.ts'
import { limits } from '../limits.ts'
import type { FinishedMessage, Position } from './history-repository.ts'

type TimedAnswer = Answer & { readonly display: string; readonly ms: number }

/** A message as it is told, with its place; `displays` may be empty where nobody asked for them. */
export interface ToldMessage {
  readonly place: Position
  readonly report: MessageDetail
  readonly answers: readonly TimedAnswer[]
}

/** One that something is open of. */
export function toldOpen(message: TrackedMessage): ToldMessage {
  const answers = [...message.deliveries.values()].flatMap(({ display, ms, answer }) =>
    answer === undefined ? [] : [{ display, ms, ...answer }],
  )
  return {
    place: { at: message.acceptedAt, id: message.id },
    report: { ...reportOf(message), message: message.body },
    answers: answers.sort((a, b) => a.ms - b.ms).slice(0, limits.maxAnswersPerMessage),
  }
}

/** One that is finished; without its deliveries only its counts are told. */
export function toldFinished(message: FinishedMessage, deliveries: readonly KeptDelivery[] | undefined): ToldMessage {
  const { seq, counts, answers, ...kept } = message
  // What is said of an older message with the same id is none of its business.
  const own = (deliveries ?? []).filter(({ acceptedAt }) => acceptedAt === message.acceptedAt)
  const tracked = trackedMessage({
    ...kept,
    recipients: own.map(({ display }) => display),
    deliveries: own,
    completedAt: undefined,
    idempotencyKey: undefined,
  })
  return {
    place: { at: message.acceptedAt, id: message.id, seq },
    report: { ...reportOf(tracked), counts: { ...counts }, message: message.body },
    answers,
  }
}

/** Without the states of single displays. */
export function summaryOf({ report, answers }: ToldMessage): MessageSummary {
  const { displays: _, omitted: _omitted, ...summary } = report
  return { ...summary, answers: [...answers] }
}
