/** The name of a display as people say it: `front-door` is "Front door". */
export function friendlyName(id: string): string {
  const words = id.replaceAll(/[-_]+/g, ' ').trim()
  return words === '' ? id : `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** `84 ms`, `1.3 s`, `2 min`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${ms} ms`
  if (ms < 60_000) return `${Number((ms / 1000).toFixed(1))} s`
  return `${Math.round(ms / 60_000)} min`
}

/** The time of an instant here, with its date unless it is today. */
export function moment(iso: string, now = new Date()): string {
  const then = new Date(iso)
  const time = `${two(then.getHours())}:${two(then.getMinutes())}`
  const date = `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`
  return then.toDateString() === now.toDateString() ? time : `${date} ${time}`
}

/** A text of several rows on one line. */
export function oneLine(text: string): string {
  return text.replaceAll('\n', ' / ')
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
