import { onTestFinished } from 'vitest'
import type { TestHub } from './hub.ts'

export interface StreamedEvent {
  readonly type: string
  readonly id: string | undefined
  // biome-ignore lint/suspicious/noExplicitAny: tests look at what came as they expect it.
  readonly data: any
}

/** A client of `GET /api/events`, as a browser's EventSource is one. */
export interface EventReader {
  readonly status: number
  readonly headers: Headers
  readonly comments: string[]
  /** The next event that fits; rejects when the stream ends before. */
  next(fits?: (event: StreamedEvent) => boolean): Promise<StreamedEvent>
  /** Resolves when the hub has ended the stream. */
  readonly ended: Promise<void>
  leave(): void
}

export async function readEvents(
  hub: Pick<TestHub, 'httpUrl'>,
  query = '',
  headers: Record<string, string> = {},
): Promise<EventReader> {
  const leaving = new AbortController()
  onTestFinished(() => leaving.abort())
  const response = await fetch(`${hub.httpUrl}/api/events${query}`, { headers, signal: leaving.signal })
  const events: StreamedEvent[] = []
  const comments: string[] = []
  let wake = () => {}
  let isOver = false
  const ended = read().catch(() => undefined)
  void ended.then(() => {
    isOver = true
    wake()
  })

  async function read() {
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      const parts = (text + decoder.decode(chunk, { stream: true })).split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) take(part)
      wake()
    }
  }

  function take(part: string) {
    if (part.startsWith(':')) comments.push(part.slice(1).trim())
    const fields = new Map(part.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]))
    const data = fields.get('data')
    const type = fields.get('event')
    if (data !== undefined && type !== undefined) events.push({ type, id: fields.get('id'), data: JSON.parse(data) })
  }

  return {
    status: response.status,
    headers: response.headers,
    comments,
    ended,
    leave: () => leaving.abort(),
    async next(fits = () => true) {
      for (;;) {
        const index = events.findIndex(fits)
        if (index >= 0) return events.splice(index, 1)[0] as StreamedEvent
        if (isOver) throw new Error('the stream ended')
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}
