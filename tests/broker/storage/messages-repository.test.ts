import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { DisplayId } from '#contract/ids.ts'
import { noCounts } from '../../../broker/deliveries/delivery.ts'
import type { KeptDelivery, KeptMessage, KeptProgress } from '../../../broker/deliveries/messages-repository.ts'
import { createMessagesInSql } from '../../../broker/storage/repositories/messages-in-sql.ts'
import { Writer } from '../../../broker/storage/writer/writer.ts'
import { databaseKinds } from './databases.ts'
import { repositoryPlaces } from './repository-places.ts'

const displays = (...ids: string[]) => ids as DisplayId[]

const message = (id: string, fields: Partial<KeptMessage> = {}): KeptMessage => ({
  id,
  acceptedAt: 1_800_000_000_000,
  topic: 'displays/all/message',
  to: ['all', '!lobby'],
  sender: `"quoted" 'so' 😀`,
  isPlainText: false,
  ackId: id,
  payloadBytes: 20,
  body: { text: 'Dinner\nis "ready" \u0000 \ud800', title: 'Küche', priority: 'high', hold: true },
  expiresAt: 1_800_000_060_000,
  recipients: displays('kitchen', 'attic'),
  idempotencyKey: undefined,
  ...fields,
})

const outcome = (messageId: string, display: string, fields: Partial<KeptDelivery> = {}): KeptDelivery => ({
  messageId,
  display: display as DisplayId,
  acceptedAt: 1_800_000_000_000,
  state: 'shown',
  ms: 42,
  reason: undefined,
  answer: undefined,
  ...fields,
})

const complete = (id: string, fields: Partial<KeptProgress> = {}): KeptProgress => ({
  id,
  recipients: displays('kitchen', 'attic'),
  completedAt: 1_800_000_000_500,
  counts: { ...noCounts(), shown: 2 },
  answers: [],
  ...fields,
})

describe.each(repositoryPlaces())('%s', (_, prepare) => {
  test('a message is found again as it was accepted, open until it is complete', async () => {
    const open = await prepare()
    const first = await open()
    first.messages.add(message('m1', { idempotencyKey: 'once' }))
    await first.messages.saved()
    const second = await open()
    const found = { ...message('m1', { idempotencyKey: 'once' }), completedAt: undefined, deliveries: [] }
    expect(await second.messages.load(0)).toEqual([found])
    expect(await second.messages.find('m1')).toEqual(found)
    expect(await second.messages.find('never')).toBeUndefined()
  })

  test('outcomes are found with their message, of a later one the last', async () => {
    const open = await prepare()
    const first = await open()
    first.messages.add(message('m1'))
    first.messages.outcome(outcome('m1', 'kitchen'))
    await first.messages.saved()
    const answered = { state: 'dismissed', reason: 'action:yes', answer: { label: 'Yes', reply: 'yes' } } as const
    first.messages.outcome(outcome('m1', 'kitchen', { ...answered, ms: 12_000 }))
    first.messages.outcome(outcome('m1', 'attic', { state: 'expired', reason: 'not_shown_in_time' }))
    await first.messages.saved()
    expect((await (await open()).messages.find('m1'))?.deliveries).toEqual([
      outcome('m1', 'attic', { state: 'expired', reason: 'not_shown_in_time' }),
      outcome('m1', 'kitchen', { ...answered, ms: 12_000 }),
    ])
  })

  test('what is open is loaded in the order of acceptance, of what is complete only the newest', async () => {
    const open = await prepare()
    const first = await open()
    const ids = ['e', 'c', 'a', 'd', 'b']
    for (const [index, id] of ids.entries()) first.messages.add(message(id, { acceptedAt: index < 2 ? 1 : 2 }))
    for (const id of ['e', 'c', 'd']) first.messages.progress(complete(id))
    await first.messages.saved()
    const loaded = async (finished: number) =>
      (await (await open()).messages.load(finished)).map(({ id, completedAt }) => `${id}${completedAt ?? ''}`)
    expect(await loaded(0)).toEqual(['a', 'b'])
    expect(await loaded(1)).toEqual(['a', 'd1800000000500', 'b'])
    expect(await loaded(9)).toHaveLength(5)
  })

  test('recipients that are added later are kept, and an answer with them', async () => {
    const open = await prepare()
    const first = await open()
    first.messages.add(message('m1', { recipients: displays('kitchen') }))
    await first.messages.saved()
    const answer = { display: 'kitchen' as DisplayId, ms: 3, reply: 'yes' }
    first.messages.progress(complete('m1', { completedAt: undefined, answers: [answer] }))
    await first.messages.saved()
    expect(await (await open()).messages.find('m1')).toMatchObject({
      recipients: ['kitchen', 'attic'],
      completedAt: undefined,
    })
  })

  test('a message takes the place of an older one with its id, and what is said late of that does not count', async () => {
    const open = await prepare()
    const first = await open()
    first.messages.add(message('m1'))
    first.messages.progress(complete('m1'))
    await first.messages.saved()
    first.messages.add(message('m1', { acceptedAt: 1_800_000_099_000, body: { text: 'again' } }))
    first.messages.outcome(outcome('m1', 'attic', { acceptedAt: 1_800_000_099_000, state: 'replaced' }))
    await first.messages.saved()
    first.messages.outcome(outcome('m1', 'attic', { state: 'expired' }))
    await first.messages.saved()
    expect(await (await open()).messages.find('m1')).toMatchObject({
      body: { text: 'again' },
      completedAt: undefined,
      deliveries: [{ display: 'attic', state: 'replaced' }],
    })
  })

  test('what an acknowledgement says is kept, also where a database has no such character', async () => {
    const open = await prepare()
    const first = await open()
    first.messages.add(message('m1'))
    first.messages.outcome(outcome('m1', 'kitchen', { state: 'rejected', reason: `a\\"'; -- ü` }))
    first.messages.outcome(outcome('m1', 'attic', { state: 'rejected', reason: 'a \u0000 b \ud800' }))
    await first.messages.saved()
    const found = await (await open()).messages.find('m1')
    expect(found?.deliveries.map(({ reason }) => reason)).toEqual([expect.stringMatching(/^a . b .$/s), `a\\"'; -- ü`])
  })

  test('a broadcast to thousands is kept whole', async () => {
    const open = await prepare()
    const first = await open()
    const ids = Array.from({ length: 5000 }, (_, index) => `d${String(index).padStart(4, '0')}`)
    first.messages.add(message('m1', { recipients: displays(...ids) }))
    for (const id of ids) first.messages.outcome(outcome('m1', id))
    await first.messages.saved()
    const found = await (await open()).messages.find('m1')
    expect(found?.recipients).toEqual(ids)
    expect(found?.deliveries.map(({ display }) => display)).toEqual(ids)
  })
})

/** The ids of messages with a word in them, as the database itself finds them. */
const search = {
  sqlite: (word: string) =>
    sql<{
      id: string
    }>`select id from messages where seq in (select rowid from messages_words where messages_words match ${word})`,
  postgres: (word: string) => sql<{ id: string }>`select id from messages where words @@ to_tsquery('simple', ${word})`,
}

test.each(databaseKinds())('%s finds the words of a text, of its title and of who sent it', async (kind, newPlace) => {
  const { kysely, transaction, close } = await (await newPlace()).open()
  const fail = (reason: string) => expect.unreachable(reason)
  const writer = new Writer({ transaction, onUnavailable: fail, onAvailable: () => {}, onRefused: fail })
  const messages = createMessagesInSql({ kysely, kind, writer })
  messages.add(message('m1', { sender: 'backup-script' }))
  messages.add(message('m2', { body: { text: 'Lunch is late' } }))
  await messages.saved()
  messages.add(message('m2', { body: { text: 'Supper' } }))
  messages.progress(complete('m1'))
  await messages.saved()
  const found = async (word: string) => (await search[kind](word).execute(kysely)).rows.map(({ id }) => id)
  expect(await found('dinner')).toEqual(['m1'])
  expect(await found('küche')).toEqual(['m1'])
  expect(await found('script')).toEqual(['m1'])
  expect(await found('lunch')).toEqual([])
  expect(await found('supper')).toEqual(['m2'])
  await close()
})
