import { signal } from '@preact/signals'
import type { DeliveryState, Report } from '#contract/delivery.ts'
import type { ErrorBody } from '#contract/errors.ts'
import type { MessageDetail } from '#contract/history-operations.ts'
import type { Answer } from '../hub/worker-messages.ts'

/** One message with the state of every display, kept up to date by reports. */
export class MessageState {
  readonly #ask: () => Promise<Answer<MessageDetail>>
  readonly detail = signal<MessageDetail | undefined>(undefined)
  readonly fault = signal<ErrorBody | undefined>(undefined)
  /** Reports that came while the hub was asked. */
  #early: readonly Report[] | undefined

  constructor(ask: () => Promise<Answer<MessageDetail>>) {
    this.#ask = ask
  }

  async load(): Promise<void> {
    this.#early = []
    const answer = await this.#ask()
    const early = this.#early
    this.#early = undefined
    this.fault.value = answer.ok ? undefined : answer.error
    if (answer.ok) this.detail.value = early.reduce(detailAfter, answer.value)
  }

  reported(report: Report): void {
    if (this.#early !== undefined) this.#early = [...this.#early, report]
    const known = this.detail.peek()
    if (known !== undefined) this.detail.value = detailAfter(known, report)
  }
}

/** A report over MQTT may hold only the displays that changed, so it is merged into what is known. */
export function detailAfter(detail: MessageDetail, report: Report): MessageDetail {
  if (report.id !== detail.id) return detail
  const { counts, complete, expiresAt } = report
  return { ...detail, counts, complete, expiresAt, displays: { ...detail.displays, ...report.displays } }
}

/** What needs attention comes first. */
const order: readonly DeliveryState[] = ['rejected', 'expired', 'queued', 'sent', 'replaced', 'dismissed', 'shown']

/** The displays of a message in one state or in all, those that need attention first, then by name. */
export function displaysIn(
  displays: MessageDetail['displays'],
  state: DeliveryState | undefined,
  nameOf: (id: string) => string,
): readonly string[] {
  return Object.entries(displays)
    .filter(([, delivery]) => state === undefined || delivery.state === state)
    .map(([id, delivery]) => ({ id, rank: order.indexOf(delivery.state), name: nameOf(id) }))
    .sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name, undefined, { numeric: true }))
    .map(({ id }) => id)
}
