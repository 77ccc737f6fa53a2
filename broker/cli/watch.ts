import { type Command, Option } from 'commander'
import { type Report, reportSchema } from '#contract/delivery.ts'
import { type DisplayView, displayViewSchema } from '#contract/http.ts'
import { parseJson } from '#contract/payload.ts'
import { type RoomMessage, roomMessageSchema } from '#contract/room.ts'
import { addGlobalOptions, httpUrl, readGlobalOptions } from './global-options.ts'
import { createHubClient } from './hub-client.ts'
import type { Io } from './io.ts'
import { readServerEvents, type ServerEvent } from './server-events.ts'
import { duration, friendlyName, oneLine } from './wording.ts'

const maxEventBytes = 4_194_304

/** `marquee watch`: what happens, as it happens. */
export function addWatchCommand(program: Command, io: Io): void {
  const command = addGlobalOptions(
    program
      .command('watch')
      .description('Print what becomes of messages as it happens, until it is stopped; with --json an object per line.')
      .addOption(new Option('--types <types>', 'delivery, display, room; with commas between').default('delivery'))
      .option('--message <id>', 'only this message'),
  )
  command.action(async ({ types, message }: { types: string; message?: string }) => {
    const { url, token, json } = readGlobalOptions(command, io)
    const hub = createHubClient({ url: httpUrl(url), token })
    const stop = new AbortController()
    void io.untilStopped().then(() => stop.abort())
    const query = { types, ...(message === undefined ? {} : { message }) }
    const body = await hub.open('streamEvents', { query, signal: stop.signal })
    const known = new Map<string, string>()
    for await (const event of readServerEvents(body, stop.signal)) {
      if (json) io.out(JSON.stringify({ event: event.type, data: JSON.parse(event.data) }))
      else for (const line of describeEvent(event, known)) io.out(line)
    }
  })
}

/** Only what is new: reports are told again and again. */
function describeEvent({ type, data }: ServerEvent, known: Map<string, string>): string[] {
  const bytes = Buffer.from(data)
  if (type === 'delivery') {
    const parsed = parseJson(reportSchema, bytes, maxEventBytes)
    return parsed.ok ? describeChanges(parsed.value, known) : []
  }
  if (type === 'display') {
    const parsed = parseJson(displayViewSchema, bytes, maxEventBytes)
    return parsed.ok ? describeDisplay(parsed.value, known) : []
  }
  const parsed = parseJson(roomMessageSchema, bytes, maxEventBytes)
  return parsed.ok ? [describeRoom(parsed.value)] : []
}

function describeChanges(report: Report, known: Map<string, string>): string[] {
  return Object.entries(report.displays).flatMap(([display, { state, ms, reason, answer }]) => {
    const why = answer === undefined ? (reason ?? '') : `answered ${answer.label ?? answer.reply}`
    const line = `${state}${ms === undefined ? '' : ` after ${duration(ms)}`}${why === '' ? '' : ` (${why})`}`
    if (!remember(known, `${report.id} ${display}`, line)) return []
    return [`${report.id} "${report.text}" on ${friendlyName(display)}: ${line}`]
  })
}

function describeDisplay({ id, presence, groups }: DisplayView, known: Map<string, string>): string[] {
  const line = `${presence}${groups.length === 0 ? '' : `, in ${groups.join(', ')}`}`
  return remember(known, id, line) ? [`${friendlyName(id)} is ${line}`] : []
}

function describeRoom({ from, text }: RoomMessage): string {
  return `${from}: ${oneLine(text)}`
}

const maxKnown = 10_000

/** Whether that is news; the oldest is forgotten when there is too much to remember. */
function remember(known: Map<string, string>, key: string, value: string): boolean {
  if (known.get(key) === value) return false
  known.delete(key)
  known.set(key, value)
  const oldest = known.keys().next()
  if (known.size > maxKnown && !oldest.done) known.delete(oldest.value)
  return true
}
