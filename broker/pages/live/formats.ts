import { bar, bigDigits, sparkline } from '#contract/blocks.ts'
import { formatDate, formatRelative, parseInstant } from './dates.ts'
import type { Format, FormatContext, Value } from './format.ts'
import { parseNumber, parseNumberFormat } from './numbers.ts'

const maxWidth = 40
const maxSpark = 40
const hasLargeForm = /^[-\d:. ]{1,20}$/

/** Parses one format, such as `%.1f °C`, `date:HH:mm` or `default:—`; a sentence if it is none. */
export function parseFormat(word: string): Format | string {
  if (word.startsWith('%')) return parseNumberFormat(word)
  const colon = word.indexOf(':')
  const name = colon < 0 ? word : word.slice(0, colon)
  const argument = colon < 0 ? undefined : word.slice(colon + 1)
  const parse = Object.hasOwn(parsers, name) ? parsers[name as keyof typeof parsers] : undefined
  return parse === undefined ? `there is no format "${word}"; there are ${names}` : parse(argument)
}

const parsers = {
  date(pattern = '') {
    if (pattern === '') return 'date needs a pattern, such as date:HH:mm'
    return onText((text, { zone }) => {
      const at = parseInstant(text, zone)
      return at === undefined ? { fault: `"${shorten(text)}" is not a time` } : { text: formatDate(at, zone, pattern) }
    })
  },
  relative: plain(
    (): Format => ({
      isTimed: true,
      ...onText((text, { now, zone }) => {
        const at = parseInstant(text, zone)
        return at === undefined ? { fault: `"${shorten(text)}" is not a time` } : { text: formatRelative(at, now) }
      }),
    }),
    'relative',
  ),
  bar(argument = '10') {
    const [width, low = 0, high = 100, ...more] = argument.split(':').map(Number)
    if (!isWidth(width, maxWidth) || !(high > low) || more.length > 0)
      return `bar takes 1 to ${maxWidth} cells and what is empty and full, such as bar:10 or bar:10:0:50`
    return onNumber((value) => ({ text: bar((value - low) / (high - low), width) }))
  },
  spark(argument = '10') {
    const count = Number(argument)
    if (!isWidth(count, maxSpark)) return `spark takes 1 to ${maxSpark} values, such as spark:12`
    return {
      history: count,
      ...onText((_text, { history }) =>
        history.length === 0 ? { fault: 'no numbers came yet' } : { text: sparkline(history.slice(-count)) },
      ),
    }
  },
  big: plain(
    () =>
      onText((text) =>
        hasLargeForm.test(text)
          ? { text: bigDigits(text) }
          : { fault: `"${shorten(text)}" has more than digits, colon, point and minus, which alone have a large form` },
      ),
    'big',
  ),
  upper: plain(() => onText((text) => ({ text: text.toUpperCase() })), 'upper'),
  lower: plain(() => onText((text) => ({ text: text.toLowerCase() })), 'lower'),
  map(argument = '') {
    const pairs = new Map<string, string>()
    for (const pair of argument.split(',')) {
      const equals = pair.indexOf('=')
      if (equals < 0) return 'map takes what stands for what, such as map:on=An,off=Aus; * stands for all others'
      pairs.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim())
    }
    return onText((text) => ({ text: pairs.get(text.trim()) ?? pairs.get('*') ?? text }))
  },
  default: (text = ''): Format => ({ apply: (value) => (value.fault === undefined ? value : { text }) }),
} satisfies Record<string, (argument: string | undefined) => Format | string>

const names = `%.1f, ${Object.keys(parsers).join(', ')}`

/** A format without argument. */
function plain(make: () => Format, name: string) {
  return (argument: string | undefined): Format | string =>
    argument === undefined ? make() : `${name} takes nothing after a colon`
}

/** A fault goes through, until `default` takes its place. */
function onText(apply: (text: string, context: FormatContext) => Value): Pick<Format, 'apply'> {
  return { apply: (value, context) => (value.fault === undefined ? apply(value.text, context) : value) }
}

function onNumber(apply: (value: number) => Value): Format {
  return onText((text) => {
    const value = parseNumber(text)
    return value === undefined ? { fault: `"${shorten(text)}" is not a number` } : apply(value)
  })
}

function isWidth(width: number | undefined, most: number): width is number {
  return width !== undefined && Number.isInteger(width) && width >= 1 && width <= most
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
