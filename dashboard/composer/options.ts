import { messageDefaults } from '#contract/bounds.ts'
import type { Message } from '#contract/message.ts'
import { utf8Bytes } from '#contract/text-size.ts'
import { parseTune } from './tune.ts'

/** Everything about a message but what it says and whom it is for. What is as usual is left out. */
export type Options = Omit<Message, 'text' | 'id' | 'expiresAt'>

const usual: { readonly [Name in keyof Options]?: Options[Name] | undefined } = {
  ...messageDefaults,
  repeat: 1,
  hold: false,
  align: 'left',
  overflow: 'page',
  title: '',
  from: '',
  key: '',
  sound: '',
}

/** The options with one of them changed; `undefined` and what is usual anyway take it out. */
export function withOption<Name extends keyof Options>(
  options: Options,
  name: Name,
  value: Options[Name] | undefined,
): Options {
  const { [name]: _, ...others } = options
  return value === undefined || value === usual[name] ? (others as Options) : ({ ...others, [name]: value } as Options)
}

/** The options of a message that was sent before. Until when it could wait is over, so it is as usual again. */
export function optionsOf({ text: _, id: __, expiresAt: ___, ...options }: Message): Options {
  return options
}

const keyPattern = /^[A-Za-z0-9_.:-]{1,36}$/
const inputPattern = /^[a-z0-9][a-z0-9_-]{0,31}$/
const maxHeadingBytes = 64
const maxLabelBytes = 16
const maxReplyBytes = 64

/** What is wrong with the options, in a sentence that says how it would be right; `undefined` if nothing is. */
export function optionsFault({ title = '', from = '', key = 'ok', sound, actions = [] }: Options): string | undefined {
  if (utf8Bytes(title) > maxHeadingBytes) return `The heading may have ${maxHeadingBytes} bytes.`
  if (utf8Bytes(from) > maxHeadingBytes) return `The sender may have ${maxHeadingBytes} bytes.`
  if (!keyPattern.test(key)) return 'The key takes letters, digits and _ . : -, up to 36.'
  if (sound !== undefined && parseTune(sound).length === 0) return 'The tune is not RTTTL, like hi:d=8,o=5,b=120:c,e,g.'
  for (const { input, label, reply } of actions) {
    if (!inputPattern.test(input)) return 'A button is named by lower-case letters, digits, _ and -.'
    if (label === '' || reply === '') return 'Every answer needs a label and a reply.'
    if (utf8Bytes(label) > maxLabelBytes) return `“${label}” is too long for a label of ${maxLabelBytes} bytes.`
    if (utf8Bytes(reply) > maxReplyBytes) return `A reply may have ${maxReplyBytes} bytes.`
  }
  return undefined
}
