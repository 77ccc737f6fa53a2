/** A value on its way through the formats of a placeholder: a text, or why there is none. */
export type Value =
  | { readonly text: string; readonly fault?: never }
  | { readonly fault: string; readonly text?: never }

/** What formats need to know besides the value. */
export interface FormatContext {
  /** ms since 1970. */
  readonly now: number
  /** IANA name. */
  readonly zone: string
  /** The last numbers of this value, oldest first. */
  readonly history: readonly number[]
}

/** One format of a placeholder. */
export interface Format {
  apply(value: Value, context: FormatContext): Value
  /** How many last values it looks at. */
  readonly history?: number
  /** What it makes changes by itself as time goes by. */
  readonly isTimed?: true
}
