import type { ErrorRequestHandler } from 'express'
import { MarqueeError } from '#contract/errors.ts'
import type { Log } from '../log.ts'
import { retryAfterOf } from '../retry-after.ts'

/** What the body parsers of Express throw: an HTTP status and a type such as `entity.too.large`. */
interface BodyError extends Error {
  readonly status: number
  readonly type: string
  readonly limit?: number
}

/** The one place where errors become answers: `{code, message, field}` with the right status, and when to try again; unknown ones are logged and hidden. */
export function errorBoundary(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const known = asMarqueeError(error)
    if (known === undefined)
      log.error({ err: error, method: request.method, url: request.originalUrl }, 'request failed')
    if (response.headersSent) return next(error)
    const answer =
      known ?? new MarqueeError({ code: 'internal', message: 'the hub failed to do this; its log says why' })
    response.status(answer.status)
    const retryAfter = retryAfterOf(answer)
    if (retryAfter !== undefined) response.set('Retry-After', retryAfter)
    // Somebody who opens the dashboard where it is not served reads a page, programs read JSON.
    if (request.accepts(['json', 'html']) === 'html') response.type('html').send(pageOf(answer.message))
    else response.json(answer.toBody())
  }
}

function pageOf(message: string): string {
  const text = message.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
  return `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Marquee</title><h1>Marquee</h1><p>${text}</p></html>`
}

function asMarqueeError(error: unknown): MarqueeError | undefined {
  if (error instanceof MarqueeError) return error
  if (error instanceof URIError) return new MarqueeError({ code: 'invalid_value', message: 'the address is not valid' })
  if (!isBodyError(error)) return undefined
  if (error.type === 'entity.too.large') {
    return new MarqueeError({ code: 'payload_too_large', message: `the body may have at most ${error.limit} bytes` })
  }
  if (error.type === 'entity.parse.failed')
    return new MarqueeError({ code: 'malformed_json', message: `not valid JSON: ${error.message}` })
  return new MarqueeError({ code: 'invalid_value', message: error.message })
}

function isBodyError(error: unknown): error is BodyError {
  return (
    error instanceof Error &&
    'type' in error &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status < 500
  )
}
