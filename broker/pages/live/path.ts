/** Names and indexes on the way into a JSON value. */
export type Path = readonly (string | number)[]

const maxSteps = 16
const step = /\.([^.[\]"|{}\s]+)|\[(\d{1,6})\]|\["([^"\]]+)"\]/y

/** Parses `.sensors[0].value` or `["a b"].c`; empty is the whole value. `undefined` if it is no path. */
export function parsePath(text: string): Path | undefined {
  const steps: (string | number)[] = []
  let at = 0
  while (at < text.length) {
    step.lastIndex = at
    const found = step.exec(text)
    if (found === null || steps.length >= maxSteps) return undefined
    steps.push(found[1] ?? found[3] ?? Number(found[2]))
    at = step.lastIndex
  }
  return steps
}

/** The text form of what a path leads to in a payload; `undefined` if there is nothing. Whole payloads stay as they are. */
export function readPath(payload: string, path: Path): string | undefined {
  if (path.length === 0) return payload
  let value: unknown
  try {
    value = JSON.parse(payload)
  } catch {
    return undefined
  }
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string | number, unknown>)[name]
  }
  if (value === null || value === undefined) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}
