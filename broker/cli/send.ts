import { type Command, Option } from 'commander'
import { MarqueeError } from '#contract/errors.ts'
import { operations } from '#contract/http.ts'
import { type AddressedMessage, addressedMessageSchema, priorities } from '#contract/message.ts'
import { parseValue } from '#contract/payload.ts'
import { limits } from '../limits.ts'
import type { ExitCode } from './exit-codes.ts'
import { addGlobalOptions, httpUrl, readGlobalOptions } from './global-options.ts'
import { createHubClient, type HubClient } from './hub-client.ts'
import type { Io } from './io.ts'
import { wholeNumber } from './option-values.ts'
import { describeAccepted, describeReport, exitCodeOf } from './report-lines.ts'
import { parseTarget } from './target.ts'

interface SendOptions {
  readonly timeoutMs: number
  readonly wait: boolean
  readonly [field: string]: unknown
}

/** Options that are fields of the message under the same name. */
const messageOptions = [
  new Option('--title <text>', 'heading row above the text'),
  new Option('--from <text>', 'who sends it'),
  new Option('--key <key>', 'a later message with the same key replaces this one'),
  new Option('--priority <priority>', 'how urgent it is').choices(priorities),
  new Option('--show-ms <ms>', 'how long it stays on the glass').argParser(wholeNumber(0)),
  new Option('--ttl-ms <ms>', 'how long it may wait to be shown').argParser(wholeNumber(0)),
  new Option('--overflow <how>', 'what happens to text that does not fit').choices(['page', 'scroll', 'cut']),
  new Option('--align <where>', 'where a row of text stands').choices(['left', 'center', 'right']),
  new Option('--backlight <state>', 'the backlight while it is shown').choices(['on', 'off', 'blink']),
  new Option('--hold', 'stays until it is dismissed or replaced'),
]

export function addSendCommand(program: Command, io: Io, finish: (code: ExitCode) => void): void {
  const send = program
    .command('send')
    .description(
      'Show a text and tell who saw it. Exits with 0 if every display that is online has shown it, with 2 if not.',
    )
    .argument(
      '<target>',
      "display id, group:<name>, size:<columns>x<rows> or all; several with commas between, ! before one leaves it out: 'all,!lobby'",
    )
    .argument('<text...>', 'what to show; - reads it from standard input')
  for (const option of messageOptions) send.addOption(option)
  addGlobalOptions(send)
    .option(
      '--timeout-ms <ms>',
      'how long to wait until it is shown',
      wholeNumber(1, limits.maxWaitMs),
      limits.defaultWaitMs,
    )
    .option('--no-wait', 'do not wait until it is shown')
    .action(async (target: string, words: string[], options: SendOptions, command: Command) => {
      const { url, token, json } = readGlobalOptions(command, io)
      const message = composeMessage(target, await readText(words, io), options)
      finish(await sendMessage({ hub: createHubClient({ url: httpUrl(url), token }), json, message, options, io }))
    })
}

async function readText(words: readonly string[], io: Io): Promise<string> {
  return words.length === 1 && words[0] === '-' ? (await io.readInput()).replace(/\r?\n$/, '') : words.join(' ')
}

/** Checked here with the hub's own schema, so that a fault is named without a round trip. */
function composeMessage(target: string, text: string, options: SendOptions): AddressedMessage {
  const fields = messageOptions
    .map((option) => option.attributeName())
    .filter((name) => options[name] !== undefined)
    .map((name) => [name, options[name]])
  const parsed = parseValue(addressedMessageSchema, { to: parseTarget(target), text, ...Object.fromEntries(fields) })
  if (!parsed.ok) throw new MarqueeError(parsed.error)
  return parsed.value
}

interface Sending {
  readonly hub: HubClient
  readonly json: boolean
  readonly message: AddressedMessage
  readonly options: SendOptions
  readonly io: Io
}

async function sendMessage({ hub, json, message, options: { wait, timeoutMs }, io }: Sending): Promise<ExitCode> {
  const report = await hub.call('sendMessage', operations.sendMessage.responses[200], {
    body: message,
    ...(wait ? { query: { wait: 'shown', timeoutMs: String(timeoutMs) }, waitMs: timeoutMs } : {}),
  })
  if (json) io.out(JSON.stringify(report))
  else if (!wait) io.out(describeAccepted(report))
  else {
    // Since when a display is away is not part of a report.
    const known =
      report.counts.queued > 0 ? (await hub.call('listDisplays', operations.listDisplays.responses[200])).displays : []
    for (const line of describeReport(report, { displays: known, timeoutMs })) io.out(line)
  }
  return exitCodeOf(report, { wait })
}
