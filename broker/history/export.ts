import type { AnswerStream } from '../http/handler.ts'
import { csvHead, csvOf } from './csv.ts'
import type { ToldMessage } from './told-message.ts'

/** The history as a file, written as it is read. */
export function exportOf(parts: AsyncIterable<readonly ToldMessage[]>, format: 'csv' | 'json'): AnswerStream {
  return {
    contentType: format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json',
    headers: { 'Content-Disposition': `attachment; filename="marquee-messages.${format}"` },
    open: (signal) => (format === 'csv' ? asCsv(parts, signal) : asJson(parts, signal)),
  }
}

async function* asCsv(parts: AsyncIterable<readonly ToldMessage[]>, signal: AbortSignal): AsyncGenerator<string> {
  yield csvHead
  for await (const messages of parts) {
    if (signal.aborted) return
    if (messages.length > 0) yield messages.map(csvOf).join('')
  }
}

/** One array; each element on a line of its own. */
async function* asJson(parts: AsyncIterable<readonly ToldMessage[]>, signal: AbortSignal): AsyncGenerator<string> {
  let separator = '[\n'
  for await (const messages of parts) {
    if (signal.aborted) return
    for (const { report } of messages) {
      yield `${separator}${JSON.stringify(report)}`
      separator = ',\n'
    }
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n'
}
