import { parseArgs } from 'node:util'

export interface Options {
  readonly command: 'bench' | 'soak' | 'history'
  readonly rounds: number
  readonly warmupMs: number
  readonly measureMs: number
  /** Ids of scenarios and brokers; `undefined` is all. */
  readonly only: readonly string[] | undefined
  readonly brokers: readonly string[] | undefined
  readonly json: string | undefined
  /** Writes the results into docs/benchmarks.md. */
  readonly docs: boolean
  readonly minutes: number
  /** How long the history is that lists and searches are measured in. */
  readonly messages: number
}

export const usage = `npm run bench -- [options]           measure the hub beside other brokers
npm run bench -- soak [--minutes N]  10 minutes of mixed traffic; is the memory flat?
npm run bench -- history [--messages N]  how long lists and searches take in a long history (1000000)

  --quick              one round with short windows
  --rounds N           rounds in alternation; the table holds the median (3)
  --only A,B           these scenarios alone
  --brokers A,B        these brokers alone
  --json FILE          every single measurement
  --docs               write the results into docs/benchmarks.md
`

/** Reads the command line. Throws a sentence for what is not understood. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      docs: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      minutes: { type: 'string', default: '10' },
      messages: { type: 'string', default: '1000000' },
      only: { type: 'string' },
      brokers: { type: 'string' },
      json: { type: 'string' },
    },
  })
  const [command = 'bench', ...more] = positionals
  if ((command !== 'bench' && command !== 'soak' && command !== 'history') || more.length > 0) {
    throw new Error(`What is "${positionals.join(' ')}"?\n\n${usage}`)
  }
  const { quick } = values
  return {
    command,
    rounds: positive('--rounds', values.rounds ?? (quick ? '1' : '3')),
    warmupMs: quick ? 500 : 1000,
    measureMs: quick ? 1500 : 3000,
    only: values.only?.split(','),
    brokers: values.brokers?.split(','),
    json: values.json,
    docs: values.docs,
    minutes: positive('--minutes', values.minutes),
    messages: positive('--messages', values.messages),
  }
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new Error(`${name} must be a number above 0, not "${text}"`)
  return value
}
