/** Every error code that leaves the hub, with the HTTP status it is answered with. Codes are stable; texts are not. */
export const errorCodes = {
  malformed_json: 400,
  missing_field: 400,
  unknown_field: 400,
  wrong_type: 400,
  invalid_value: 400,
  out_of_range: 400,
  too_long: 400,
  conflicting_fields: 400,
  unknown_topic: 400,
  not_authenticated: 401,
  not_authorised: 403,
  unknown_display: 404,
  unknown_group: 404,
  unknown_message: 404,
  not_found: 404,
  conflict: 409,
  payload_too_large: 413,
  limit_reached: 429,
  internal: 500,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof errorCodes

/** What a sender is told: a stable code, a sentence that names the thing and the fix, and the field at fault. */
export interface ErrorBody {
  readonly code: ErrorCode
  readonly message: string
  readonly field?: string
}

export interface ErrorInit extends ErrorBody {
  /** When trying again may help, if that is known, in ms from now. */
  readonly retryAfterMs?: number | undefined
}

/** The one error of the hub: expected, explained, safe to show to whoever caused it. */
export class MarqueeError extends Error {
  readonly code: ErrorCode
  readonly field: string | undefined
  readonly retryAfterMs: number | undefined

  constructor({ code, message, field, retryAfterMs }: ErrorInit, options?: ErrorOptions) {
    super(message, options)
    this.name = 'MarqueeError'
    this.code = code
    this.field = field
    this.retryAfterMs = retryAfterMs
  }

  get status(): number {
    return errorCodes[this.code]
  }

  toBody(): ErrorBody {
    return { code: this.code, message: this.message, ...(this.field === undefined ? {} : { field: this.field }) }
  }
}
