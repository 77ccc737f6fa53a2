import type { Command } from 'commander'
import { MarqueeError } from '#contract/errors.ts'
import { operations } from '#contract/http.ts'
import { type AddressedMessage, addressedMessageSchema } from '#contract/message.ts'
import { parseValue } from '#contract/payload.ts'
import { limits } from '../limits.ts'
import type { ExitCode } from './exit-codes.ts'
import { addGlobalOptions, httpUrl, readGlobalOptions } from './global-options.ts'
import { createHubClient, type HubClient } from './hub-client.ts'
import type { Io } from './io.ts'
import { addOptions, fieldsOf, messageOptions } from './message-options.ts'
import { wholeNumber } from './option-values.ts'
import { describeAccepted, describeReport, exitCodeOf } from './report-lines.ts'
import { parseTarget } from './target.ts'
import { readText } from './text-argument.ts'

interface SendOptions {
  readonly timeoutMs: number
  readonly wait: boolean
  readonly [field: string]: unknown
}

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
  addOptions(send, messageOptions()).option('--id <id>', 'known by this id, so that a repeat is not shown again')
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

/** Checked here with the hub's own schema, so that a fault is named without a round trip. */
function composeMessage(target: string, text: string, options: SendOptions): AddressedMessage {
  const { id } = options
  const fields = { ...(id === undefined ? {} : { id }), ...fieldsOf(messageOptions(), options) }
  const parsed = parseValue(addressedMessageSchema, { to: parseTarget(target), text, ...fields })
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
