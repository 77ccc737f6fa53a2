export const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

/** How often something is sent, in the words of the form. */
export interface Recurrence {
  readonly every: 'hour' | 'day' | 'weekday' | 'week' | 'month' | 'cron'
  /** `07:30`; of `hour` only the minute counts. */
  readonly time: string
  /** 0 is Sunday. */
  readonly weekday: number
  /** 1 to 31. */
  readonly monthDay: number
  /** Of `cron` alone. */
  readonly cron: string
}

export const usualRecurrence: Recurrence = {
  every: 'weekday',
  time: '07:30',
  weekday: 1,
  monthDay: 1,
  cron: '30 7 * * mon-fri',
}

/** The five fields of cron that mean the same. */
export function cronOf({ every, time, weekday, monthDay, cron }: Recurrence): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  switch (every) {
    case 'hour':
      return `${minute} * * * *`
    case 'day':
      return `${minute} ${hour} * * *`
    case 'weekday':
      return `${minute} ${hour} * * mon-fri`
    case 'week':
      return `${minute} ${hour} * * ${weekdayNames[weekday]?.slice(0, 3).toLowerCase()}`
    case 'month':
      return `${minute} ${hour} ${monthDay} * *`
    case 'cron':
      return cron.trim()
  }
}

/** The words for five fields of cron, where there are words for them. */
export function recurrenceOf(cron: string): Recurrence {
  const raw: Recurrence = { ...usualRecurrence, every: 'cron', cron }
  const [minute, hour, monthDay, month, weekday, ...more] = cron.trim().toLowerCase().split(/\s+/)
  if (!isNumber(minute, 59) || month !== '*' || more.length > 0 || weekday === undefined) return raw
  if (hour === '*') {
    const time = `00:${minute.padStart(2, '0')}`
    return monthDay === '*' && weekday === '*' ? { ...raw, every: 'hour', time } : raw
  }
  if (!isNumber(hour, 23)) return raw
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  if (weekday === '*' && isNumber(monthDay, 31)) return { ...raw, every: 'month', time, monthDay: Number(monthDay) }
  if (monthDay !== '*') return raw
  if (weekday === '*') return { ...raw, every: 'day', time }
  if (weekday === 'mon-fri' || weekday === '1-5') return { ...raw, every: 'weekday', time }
  const day = isNumber(weekday, 7)
    ? Number(weekday) % 7
    : weekdayNames.findIndex((name) => name.slice(0, 3).toLowerCase() === weekday)
  return day < 0 ? raw : { ...raw, every: 'week', time, weekday: day }
}

function isNumber(text: string | undefined, most: number): text is string {
  return text !== undefined && /^\d{1,2}$/.test(text) && Number(text) <= most
}

/** "Every weekday at 07:30" */
export function recurrenceText(cron: string): string {
  const { every, time, weekday, monthDay } = recurrenceOf(cron)
  switch (every) {
    case 'hour':
      return `Every hour at ${time.slice(2)}`
    case 'day':
      return `Every day at ${time}`
    case 'weekday':
      return `Every weekday at ${time}`
    case 'week':
      return `Every ${weekdayNames[weekday]} at ${time}`
    case 'month':
      return `On day ${monthDay} of every month at ${time}`
    case 'cron':
      return `At ${cron}`
  }
}
