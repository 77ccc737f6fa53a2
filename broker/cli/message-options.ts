import { type Command, InvalidArgumentError, Option } from 'commander'
import { priorities } from '#contract/message.ts'
import { wholeNumber } from './option-values.ts'

/** Options of every text that is put on displays, fields under the same name. */
export function textOptions(): Option[] {
  return [
    new Option('--title <text>', 'heading row above the text'),
    new Option('--from <text>', 'who sends it'),
    new Option('--show-ms <ms>', 'how long it stays on the glass').argParser(wholeNumber(0)),
    new Option('--ttl-ms <ms>', 'how long it may wait to be shown; of a page, when it goes away').argParser(
      wholeNumber(0),
    ),
    new Option('--overflow <how>', 'what happens to text that does not fit').choices(['page', 'scroll', 'cut']),
    new Option('--page-ms <ms>', 'time per page of a longer text').argParser(wholeNumber(0)),
    new Option('--scroll-ms <ms>', 'time per scrolled cell').argParser(wholeNumber(0)),
    new Option('--align <where>', 'where a row of text stands').choices(['left', 'center', 'right']),
    new Option('--backlight <state>', 'the backlight while it is shown').choices(['on', 'off', 'blink']),
  ]
}

/** Options of a message alone. */
export function messageOptions(): Option[] {
  return [
    ...textOptions(),
    new Option('--key <key>', 'a later message with the same key replaces this one'),
    new Option('--priority <priority>', 'how urgent it is').choices(priorities),
    new Option('--min-show-ms <ms>', 'how long it stays at least while others wait').argParser(wholeNumber(0)),
    new Option('--repeat <times>', 'how often it runs through').argParser(wholeNumber(1)),
    new Option('--hold', 'stays until it is dismissed or replaced'),
    new Option('--sound <rtttl>', 'a tune in RTTTL for boards with a buzzer'),
    new Option(
      '--action <input=label:reply>',
      'an answer that a button gives, such as ok=Yes:yes; may be given up to four times',
    ).argParser(readAction),
  ]
}

export function addOptions(command: Command, options: readonly Option[]): Command {
  for (const option of options) command.addOption(option)
  return command
}

/** What was given of these options, as fields of a message or page. */
export function fieldsOf(
  options: readonly Option[],
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = {}
  for (const name of options.map((option) => option.attributeName())) {
    if (given[name] !== undefined) fields[name === 'action' ? 'actions' : name] = given[name]
  }
  return fields
}

function readAction(text: string, earlier: readonly object[] = []): readonly object[] {
  const parts = /^([^=]+)=([^:]+):(.+)$/.exec(text)
  if (parts === null) throw new InvalidArgumentError('It must be <input>=<label>:<reply>, such as ok=Yes:yes.')
  return [...earlier, { input: parts[1], label: parts[2], reply: parts[3] }]
}
