/** One tone of a tune, or a pause where the frequency is 0. */
export interface Tone {
  readonly hertz: number
  readonly ms: number
}

const semitones: Readonly<Record<string, number>> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11, h: 11 }
const notePattern = /^(1|2|4|8|16|32|64)?([a-hp])(#?)(\.?)([1-8])?(\.?)$/
const settingPattern = /^(?:d=(?:1|2|4|8|16|32|64)|o=[1-8]|b=[1-9]\d{0,2})$/

/** Takes a tune in RTTTL apart, as boards do: `name:d=8,o=5,b=120:c,e,g`. Empty for what is none. */
export function parseTune(rtttl: string): readonly Tone[] {
  const [, settings, notes, ...more] = rtttl.toLowerCase().replaceAll(' ', '').split(':')
  if (settings === undefined || notes === undefined || more.length > 0) return []
  const given = settings.split(',').filter((setting) => setting !== '')
  if (!given.every((setting) => settingPattern.test(setting))) return []
  const { d = 4, o = 6, b = 63 } = Object.fromEntries(given.map((setting) => [setting[0], Number(setting.slice(2))]))
  const tones = notes
    .replace(/,$/, '')
    .split(',')
    .map((note) => toneOf(note, d, o, 240_000 / b))
  return tones.every((tone) => tone !== undefined) ? tones : []
}

function toneOf(note: string, usualDuration: number, usualOctave: number, wholeMs: number): Tone | undefined {
  const [, duration, name, sharp, dot, octave, lateDot] = notePattern.exec(note) ?? []
  if (name === undefined) return undefined
  const ms = (wholeMs / Number(duration ?? usualDuration)) * (dot === '.' || lateDot === '.' ? 1.5 : 1)
  if (name === 'p') return { hertz: 0, ms }
  const semitone = (semitones[name] ?? 0) + (sharp === '#' ? 1 : 0) + 12 * Number(octave ?? usualOctave)
  // The A of octave 4 is 440 Hz.
  return { hertz: 440 * 2 ** ((semitone - 57) / 12), ms }
}
