import type { ErrorInit } from '#contract/errors.ts'
import { limits } from './limits.ts'

const defaultsMs: Partial<Record<ErrorInit['code'], number>> = limits.retryAfterMs

/** The header `Retry-After` of an answer that trying again later may turn into another one: whole seconds, at least 1. */
export function retryAfterOf({ code, retryAfterMs }: Pick<ErrorInit, 'code' | 'retryAfterMs'>): string | undefined {
  const fallbackMs = defaultsMs[code]
  if (fallbackMs === undefined) return undefined
  return String(Math.max(1, Math.ceil((retryAfterMs ?? fallbackMs) / 1000)))
}
