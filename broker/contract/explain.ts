import type * as z from 'zod/mini'
import type { ErrorBody, ErrorCode } from './errors.ts'

type Issue = z.core.$ZodIssue

/** Turns the first fault that a schema found into a stable code, the field at fault and a sentence. */
export function explain(error: z.core.$ZodError, raw: unknown): ErrorBody {
  const issue = firstLeaf(error.issues[0])
  if (issue === undefined) return { code: 'invalid_value', message: 'the value is not valid' }
  const field = fieldPath(issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] as string] : issue.path)
  const { code, says } = describeIssue(issue, raw)
  const name = field === '' ? 'the payload' : field
  return { code, message: `${name} ${says}`, ...(field === '' ? {} : { field }) }
}

/** The most telling fault inside a union: the one that got furthest. */
function firstLeaf(issue: Issue | undefined): Issue | undefined {
  if (issue?.code !== 'invalid_union') return issue
  const branches = issue.errors.map((branch) => branch[0]).filter((leaf) => leaf !== undefined)
  const deepest = branches.reduce<Issue | undefined>(
    (best, leaf) => (best === undefined || leaf.path.length > best.path.length ? leaf : best),
    undefined,
  )
  if (deepest === undefined) return issue
  return { ...deepest, path: [...issue.path, ...deepest.path] }
}

function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  )
}

function describeIssue(issue: Issue, raw: unknown): { code: ErrorCode; says: string } {
  switch (issue.code) {
    case 'invalid_type':
      if (isMissing(issue.path, raw)) return { code: 'missing_field', says: 'is missing' }
      // A number that is no number is an infinity: what JSON such as 1e400 becomes.
      if (issue.expected === 'number' && typeof at(raw, issue.path) === 'number') {
        return { code: 'out_of_range', says: 'is too large' }
      }
      return { code: 'wrong_type', says: `must be ${article(issue.expected)}` }
    case 'unrecognized_keys':
      return { code: 'unknown_field', says: 'is not a known field' }
    case 'too_small':
      return {
        code: 'out_of_range',
        says:
          issue.minimum === 1 && issue.origin === 'string'
            ? 'must not be empty'
            : issue.origin === 'string'
              ? `must have at least ${issue.minimum} characters`
              : `must be at least ${issue.minimum}${unit(issue.origin)}`,
      }
    case 'too_big':
      return issue.origin === 'string'
        ? { code: 'too_long', says: `must have at most ${issue.maximum} characters` }
        : { code: 'out_of_range', says: `must be at most ${issue.maximum}${unit(issue.origin)}` }
    case 'invalid_value':
      if (isMissing(issue.path, raw)) return { code: 'missing_field', says: 'is missing' }
      return typeof at(raw, issue.path) === typeof issue.values[0]
        ? { code: 'invalid_value', says: `must be one of ${issue.values.map(String).join(', ')}` }
        : { code: 'wrong_type', says: `must be one of ${issue.values.map(String).join(', ')}` }
    case 'invalid_format':
      if (issue.format === 'email') return { code: 'invalid_value', says: 'must be an e-mail address' }
      return issue.format === 'datetime'
        ? { code: 'invalid_value', says: 'must be a date and time such as 2026-12-24T18:00:00Z' }
        : { code: 'invalid_value', says: `does not match ${'pattern' in issue ? issue.pattern : issue.format}` }
    case 'custom':
      return describeCustom(issue.params)
    default:
      return { code: 'invalid_value', says: 'is not valid' }
  }
}

function describeCustom(params: Record<string, unknown> | undefined): { code: ErrorCode; says: string } {
  switch (params?.['code']) {
    case 'too_long':
      return { code: 'too_long', says: `must have at most ${String(params['maxBytes'])} bytes` }
    case 'conflicting_fields':
      return { code: 'conflicting_fields', says: `and ${String(params['other'])} say the same thing; give one of them` }
    case 'too_many_cells':
      return { code: 'out_of_range', says: `times rows is over ${String(params['maxCells'])} cells` }
    case 'out_of_range':
      return { code: 'out_of_range', says: 'does not have the length that the other fields ask for' }
    default:
      return { code: 'invalid_value', says: 'is not a valid name' }
  }
}

function at(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined,
    raw,
  )
}

function isMissing(path: readonly PropertyKey[], raw: unknown): boolean {
  return path.length > 0 && at(raw, path) === undefined
}

function unit(origin: string): string {
  return origin === 'array' ? ' entries' : ''
}

function article(expected: string): string {
  const words: Record<string, string> = {
    int: 'a whole number',
    string: 'text',
    boolean: 'true or false',
    object: 'an object',
    array: 'a list',
  }
  return words[expected] ?? `a ${expected}`
}
