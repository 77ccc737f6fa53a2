import type { Format } from './format.ts'

const pattern = /^%([-+ 0]{0,4})(\d{0,2})(?:\.(\d{1,2}))?([dfs])(.*)$/su
const maxWidth = 40
const maxDecimals = 10

/** A number as people and programs write it; `undefined` for anything else. */
export function parseNumber(text: string): number | undefined {
  const trimmed = text.trim()
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(trimmed)) return undefined
  const value = Number(trimmed)
  return Number.isFinite(value) ? value : undefined
}

/** `%` as in `printf`: flags `-`, `+`, space and `0`, a width, decimals, `d`, `f` or `s`, then a unit; `%%` is a percent sign. */
export function parseNumberFormat(word: string): Format | string {
  const found = pattern.exec(word)
  const [, flags = '', digits = '', decimals = '', kind = '', rest = ''] = found ?? []
  const width = Number(digits)
  if (found === null || width > maxWidth || Number(decimals) > maxDecimals)
    return `"${word}" is not a number format such as %.1f, %5d or %.1f °C`
  const unit = rest.replaceAll('%%', '%')
  const pad = (text: string) => {
    if (flags.includes('-')) return text.padEnd(width)
    if (!flags.includes('0') || kind === 's') return text.padStart(width)
    const sign = /^[-+ ]?/.exec(text)?.[0] ?? ''
    return sign + text.slice(sign.length).padStart(width - sign.length, '0')
  }
  return {
    apply(value) {
      if (value.fault !== undefined) return value
      if (kind === 's') return { text: pad(decimals === '' ? value.text : cut(value.text, Number(decimals))) + unit }
      const number = parseNumber(value.text)
      if (number === undefined) return { fault: `"${cut(value.text, 40)}" is not a number` }
      const text = kind === 'd' ? whole(number) : fixed(number, decimals === '' ? 6 : Number(decimals))
      const sign = text.startsWith('-') ? '' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''
      return { text: pad(sign + text) + unit }
    },
  }
}

function whole(number: number): string {
  return fixed(Math.sign(number) * Math.round(Math.abs(number)), 0)
}

/** Without an exponent for large numbers, and without a sign for what is rounded to nothing. */
function fixed(number: number, decimals: number): string {
  const text = Math.abs(number) < 1e21 ? number.toFixed(decimals) : BigInt(Math.round(number)).toString()
  return /^-[0.]*$/.test(text) ? text.slice(1) : text
}

function cut(text: string, length: number): string {
  return [...text].slice(0, length).join('')
}
