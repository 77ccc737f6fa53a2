import * as z from 'zod/mini'
import { code, table, yesOrNo } from './markdown.ts'

/** The parts of JSON Schema that the contract makes use of. */
interface Schema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly const?: string
  readonly format?: string
  readonly pattern?: string
  readonly description?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly required?: readonly string[]
}

/** The fields of a payload, those of objects inside it by their path. */
export function fieldTable(schema: z.ZodMiniType): string {
  // `io: 'input'` leaves out what parsing adds; the cast narrows to what `Schema` lists.
  const root = z.toJSONSchema(schema, { io: 'input' }) as Schema
  return table(['Field', 'Type', 'Bounds', 'Required', 'Meaning'], rowsOf(root, ''))
}

function rowsOf(schema: Schema, path: string): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const place = path + name
    const isRequired = schema.required?.includes(name) ?? false
    const row = [code(place), typeOf(field), boundsOf(field), yesOrNo(isRequired), field.description ?? '']
    return [row, ...nestedRows(field, place)]
  })
}

function nestedRows(field: Schema, place: string): string[][] {
  if (field.items !== undefined) return rowsOf(field.items, `${place}[].`)
  if (typeof field.additionalProperties === 'object') return rowsOf(field.additionalProperties, `${place}.<key>.`)
  return rowsOf(field, `${place}.`)
}

function typeOf(schema: Schema): string {
  if (schema.enum !== undefined) return schema.enum.map(code).join(', ')
  if (schema.format === 'date-time') return 'date and time (RFC 3339)'
  switch (schema.type) {
    case 'integer':
      return 'whole number'
    case 'string':
      return 'text'
    case 'array':
      return `list of ${schema.items === undefined ? 'anything' : typeOf(schema.items)}`
    default:
      return schema.type ?? 'anything'
  }
}

function boundsOf(schema: Schema): string {
  const parts = [
    range(schema.minimum, schema.maximum, ''),
    range(schema.minItems, schema.maxItems, ' entries'),
    // Texts that must not be empty are bounded in bytes, which their description says.
    range(undefined, schema.maxLength, ' characters'),
    schema.pattern === undefined || schema.format === 'date-time' ? '' : code(schema.pattern),
    schema.items === undefined ? '' : boundsOf(schema.items).replace(/^(?=.)/, 'each: '),
  ]
  return parts.filter((part) => part !== '').join('; ')
}

function range(low: number | undefined, high: number | undefined, unit: string): string {
  // Every whole number has the bounds of safe integers; they say nothing.
  const bottom = low === undefined || low <= Number.MIN_SAFE_INTEGER ? undefined : low
  const top = high === undefined || high >= Number.MAX_SAFE_INTEGER ? undefined : high
  if (bottom === undefined) return top === undefined ? '' : `at most ${top}${unit}`
  return top === undefined ? `at least ${bottom}${unit}` : `${bottom} to ${top}${unit}`
}
