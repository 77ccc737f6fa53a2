/** Which messages are wanted, as it stands in the address of the page. Empty is any. */
export interface HistoryFilter {
  readonly text: string
  readonly display: string
  readonly group: string
  readonly sender: string
  readonly state: string
  readonly priority: string
  /** Days as `2026-11-21`, both included. */
  readonly from: string
  readonly to: string
}

export const everything: HistoryFilter = {
  text: '',
  display: '',
  group: '',
  sender: '',
  state: '',
  priority: '',
  from: '',
  to: '',
}

const names = Object.keys(everything) as (keyof HistoryFilter)[]

/** The filter in the query of an address; what is not known there is left out. */
export function filterOf(query: Readonly<Record<string, string>>): HistoryFilter {
  return { ...everything, ...Object.fromEntries(names.flatMap((name) => (query[name] ? [[name, query[name]]] : []))) }
}

/** The address of the page with a filter, and with a message that is looked at. */
export function addressOf(filter: HistoryFilter, message?: string): string {
  const words = new URLSearchParams(given(filter))
  if (message !== undefined) words.set('message', message)
  const query = words.toString()
  return query === '' ? '/messages' : `/messages?${query}`
}

/** How many parts of the filter narrow the list down, but for the words. */
export function narrowings(filter: HistoryFilter): number {
  return Object.keys(given({ ...filter, text: '' })).length
}

/** The filter as the hub takes it. Days become times of this browser's zone. */
export function queryOf(filter: HistoryFilter): Record<string, string> {
  const { from, to, ...rest } = filter
  const since = dayBegins(from, 0)
  const until = dayBegins(to, 1)
  return {
    ...given(rest),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  }
}

/** Where the messages of a filter can be had as a file. */
export function exportAddress(filter: HistoryFilter, format: 'csv' | 'json'): string {
  return `/api/exports/messages?${new URLSearchParams({ ...queryOf(filter), format }).toString()}`
}

function given(filter: Partial<HistoryFilter>): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''))
}

function dayBegins(day: string, later: number): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []
  if (year === undefined) return undefined
  return new Date(Number(year), Number(month) - 1, Number(date) + later).toISOString()
}
