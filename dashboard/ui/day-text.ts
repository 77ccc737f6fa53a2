const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** `Today`, or `Saturday 21 November` */
export function dayText(at: string, now: number): string {
  const date = new Date(at)
  return date.toDateString() === new Date(now).toDateString() ? 'Today' : day.format(date)
}

/** `14:02` */
export function timeText(at: string): string {
  return time.format(new Date(at))
}
