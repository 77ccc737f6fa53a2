import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMessagePayload, parsePagePayload } from '#contract/payload.ts'
import { compileDisplayCore, DisplayCore } from '../../firmware/core/wasm/display-core.ts'

interface Fixture {
  readonly title: string
  readonly payload?: string
  readonly payloadHex?: string
}

const module = await compileDisplayCore(await readFile('firmware/core/wasm/display-core.wasm'))
const parsers = { message: parseMessagePayload, page: parsePagePayload }
type Kind = keyof typeof parsers
const topics = { message: 'displays/x/message', page: 'displays/x/page/p' }
const readFixtures = async (kind: Kind) =>
  JSON.parse(await readFile(`tests/contract/fixtures/${kind}s.json`, 'utf8')) as Fixture[]

/** The same inputs in each run; FUZZ_SEED tries others. */
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_121)

const size = { columns: 20, rows: 4, rom: 'A00' } as const
/** One for all payloads, because a busy machine takes its time to make thousands; it forgets each before the next. */
const core = new DisplayCore(module, { id: 'x', firmware: '0', board: 'test', capabilities: [], ...size })
core.connected(0)
core.publications()

/** What a display says of a payload: `accepted`, or the code and field of its refusal. */
function verdictOfDisplay(kind: Kind, payload: Uint8Array): string {
  core.receive(topics[kind], payload, 1)
  core.tick(1)
  const ack = core.publications().find(({ topic }) => topic === 'displays/x/ack')
  for (const topic of Object.values(topics)) core.receive(topic, new Uint8Array(), 1)
  core.publications()
  if (ack === undefined) return 'accepted'
  const { state, reason } = JSON.parse(Buffer.from(ack.payload).toString()) as { state: string; reason?: string }
  return state === 'rejected' ? (reason ?? '') : 'accepted'
}

function verdictOfHub(kind: Kind, payload: Uint8Array): string {
  const parsed = parsers[kind](payload)
  if (parsed.ok) return 'accepted'
  const { code, field } = parsed.error
  return field === undefined ? code : `${code}:${field}`
}

/** Which of several faults is named first is nobody's promise; whether it is refused is. */
const isAccepted = (verdict: string) => verdict === 'accepted'

function expectAgreement(kind: Kind, payload: Uint8Array): void {
  expect(isAccepted(verdictOfDisplay(kind, payload))).toBe(isAccepted(verdictOfHub(kind, payload)))
}

test.each(['message', 'page'] as const)(
  'hub and display give the same verdict on every fixture of a %s',
  async (kind) => {
    const different = (await readFixtures(kind)).flatMap(({ title, payload, payloadHex }) => {
      const bytes = payloadHex === undefined ? Buffer.from(payload ?? '') : Buffer.from(payloadHex, 'hex')
      const [hub, display] = [verdictOfHub(kind, bytes), verdictOfDisplay(kind, bytes)]
      return hub === display ? [] : [{ title, hub, display }]
    })
    expect(different).toEqual([])
  },
)

const key = fc.constantFrom(
  'text',
  'id',
  'title',
  'key',
  'priority',
  'showMs',
  'ttlMs',
  'expiresAt',
  'repeat',
  'hold',
  'align',
  'overflow',
  'actions',
  'backlight',
  'sound',
  'order',
  'when',
  'lifetimeMs',
  'staleAt',
  'x',
  '',
)
const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(
    null,
    'high',
    'offline',
    'left',
    'page',
    'on',
    '2026-12-24T18:00:00Z',
    '2026-02-30T18:00:00Z',
    100,
    8000,
    'idle',
  ),
  fc.array(
    fc.record({ input: fc.constantFrom('ok', 'No'), label: fc.string({ maxLength: 20 }), reply: fc.constant('yes') }),
    { maxLength: 5 },
  ),
)
const kind = fc.constantFrom<Kind>('message', 'page')
const message = fc.dictionary(key, value, { maxKeys: 5 }).map((fields) => ({ text: 'x', ...fields }))

test('hub and display accept and refuse the same messages and pages, whatever their fields hold', () => {
  fc.assert(
    fc.property(kind, message, (what, fields) => expectAgreement(what, Buffer.from(JSON.stringify(fields)))),
    { numRuns: 3000, seed },
  )
})

test('hub and display agree on what is JSON when bytes of a message are changed', () => {
  const change = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }), removes: fc.nat({ max: 2 }) })
  fc.assert(
    fc.property(kind, message, fc.array(change, { minLength: 1, maxLength: 3 }), (what, fields, changes) => {
      const bytes = [...Buffer.from(JSON.stringify(fields))]
      for (const { at, byte, removes } of changes) bytes.splice(1 + (at % bytes.length), removes, byte)
      expectAgreement(what, Buffer.from(bytes))
    }),
    { numRuns: 5000, seed },
  )
})
