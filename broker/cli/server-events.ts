/** One event of a stream of server-sent events. */
export interface ServerEvent {
  readonly type: string
  readonly data: string
}

/** Reads server-sent events (WHATWG HTML, 9.2.6) until the stream ends or is aborted, which is no fault. */
export async function* readServerEvents(
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const chunk of body) {
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n\r?\n/)
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = parseBlock(block)
        if (event !== undefined) yield event
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

function parseBlock(block: string): ServerEvent | undefined {
  let type = 'message'
  const data: string[] = []
  for (const line of block.split(/\r?\n/)) {
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? []
    if (field === 'event') type = value
    if (field === 'data') data.push(value)
  }
  return data.length === 0 ? undefined : { type, data: data.join('\n') }
}
