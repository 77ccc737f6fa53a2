const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const timeWithSeconds = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `14:02` today, `Sat 21 Nov, 14:02` on other days. */
export function clockTime(at: number, now: number): string {
  return new Date(at).toDateString() === new Date(now).toDateString() ? time.format(at) : dayAndTime.format(at)
}

/** `14:02:31` */
export function exactTime(at: number): string {
  return timeWithSeconds.format(at)
}
