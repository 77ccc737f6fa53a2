/** One event of the hub's stream; `data` is what its type promises. */
export interface StreamedEvent {
  readonly type: string
  readonly id: string | undefined
  readonly data: unknown
}

/** Takes the events out of a `text/event-stream`, until it ends. */
export async function* eventsIn(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamedEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const parts = (text + decoder.decode(value, { stream: true })).split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) {
        const event = eventIn(part)
        if (event !== undefined) yield event
      }
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** `undefined` for a comment. */
function eventIn(part: string): StreamedEvent | undefined {
  const fields = new Map<string, string>()
  for (const line of part.split('\n')) {
    const at = line.indexOf(': ')
    if (at > 0) fields.set(line.slice(0, at), line.slice(at + 2))
  }
  const data = fields.get('data')
  const type = fields.get('event')
  return data === undefined || type === undefined ? undefined : { type, id: fields.get('id'), data: JSON.parse(data) }
}
