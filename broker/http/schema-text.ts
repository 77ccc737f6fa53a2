/** The part of JSON Schema that the contract uses. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly description?: string
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly additionalProperties?: JsonSchema | boolean
}

export interface FieldRow {
  readonly name: string
  readonly isRequired: boolean
  readonly type: string
  readonly description: string
}

/** The fields of an object, each with what it may be; nothing for what is no object. */
export function fieldsOf({ properties = {}, required = [] }: JsonSchema): FieldRow[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    isRequired: required.includes(name),
    type: typeText(schema),
    description: schema.description ?? '',
  }))
}

/** What a value may be, in words: `whole number, 1 to 64`. */
export function typeText(schema: JsonSchema): string {
  const { type, anyOf, items, properties, additionalProperties } = schema
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (anyOf !== undefined) return [...new Set(anyOf.map(typeText))].join(' or ')
  if (type === 'array') return `list${bounds(schema.minItems, schema.maxItems)} of ${typeText(items ?? {})}`
  if (type === 'object') {
    if (properties !== undefined) return `object {${Object.keys(properties).join(', ')}}`
    return typeof additionalProperties === 'object' ? `object of ${typeText(additionalProperties)}` : 'object'
  }
  if (type === 'string') return stringText(schema)
  if (type === 'integer') return `whole number${bounds(schema.minimum, schema.maximum)}`
  return typeof type === 'string' ? `${type}${bounds(schema.minimum, schema.maximum)}` : 'anything'
}

function stringText({ format, pattern, minLength, maxLength }: JsonSchema): string {
  if (format === 'date-time') return 'time, ISO 8601'
  if (format !== undefined) return format
  const matching = pattern === undefined ? '' : `, matching ${pattern}`
  const length =
    minLength === 1 && maxLength === undefined ? ', not empty' : bounds(minLength, maxLength, ' characters')
  return `text${length}${matching}`
}

function bounds(from: number | undefined, to: number | undefined, unit = ''): string {
  const highest = to === undefined || to >= Number.MAX_SAFE_INTEGER ? undefined : to
  const lowest = from === undefined || from <= Number.MIN_SAFE_INTEGER ? undefined : from
  if (lowest === undefined && highest === undefined) return ''
  if (highest === undefined) return `, at least ${lowest}${unit}`
  return lowest === undefined ? `, at most ${highest}${unit}` : `, ${lowest} to ${highest}${unit}`
}
