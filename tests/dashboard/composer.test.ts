import { expect, test } from 'vitest'
import { messageSchema } from '#contract/message.ts'
import { reachSchema } from '#contract/people.ts'
import { utf8Bytes } from '#contract/text-size.ts'
import { membersText, setsOf } from '../../dashboard/composer/display-sets.ts'
import { emptyDraft, messageOf } from '../../dashboard/composer/draft.ts'
import { type Options, optionsFault, optionsOf, withOption } from '../../dashboard/composer/options.ts'
import { namesOf, sendLabel, sizesInUse } from '../../dashboard/composer/recipients.ts'
import { newMessageId } from '../../dashboard/messages/message-id.ts'
import { display } from './display.ts'

const noon = new Date(2026, 10, 21, 12, 0).getTime()
const three = [
  display('kitchen', { groups: ['floor1'] }),
  display('hall', { presence: 'offline', groups: ['floor1'] }),
  display('front-door', { columns: 20, rows: 4 }),
]
const label = (to: 'all' | readonly string[], displays = three, priority?: 'critical') =>
  sendLabel({ to, displays, priority, now: noon })

test('the button names the only recipient', () => {
  expect(label(['front-door'])).toEqual({ action: 'Send to Front door', note: '' })
})

test('the button counts several recipients and says how many are offline', () => {
  expect(label(['kitchen', 'hall'])).toEqual({ action: 'Send to 2', note: '1 offline, will be queued' })
  expect(label(['group:floor1'])).toEqual({ action: 'Send to 2', note: '1 offline, will be queued' })
  expect(label('all')).toEqual({ action: 'Send to everyone', note: '1 offline, will be queued' })
  expect(label(['all', '!hall'])).toEqual({ action: 'Send to 2', note: '' })
})

test('displays that are left in peace are told, unless the message is critical', () => {
  const quietUntil = new Date(2026, 10, 21, 14, 30).toISOString()
  const displays = [...three, display('attic', { quietUntil })]
  expect(label('all', displays).note).toBe('1 offline, will be queued · 1 is quiet until 14:30')
  expect(label(['attic'], displays).note).toBe('Quiet until 14:30')
  expect(label(['attic'], displays, 'critical').note).toBe('')
  const over = [display('attic', { quietUntil: new Date(noon - 1).toISOString() })]
  expect(label(['attic'], over).note).toBe('')
})

test('without a recipient the button says what is missing', () => {
  expect(label([]).note).toBe('Choose a display')
  expect(label(['group:nowhere']).note).toBe('No display is meant by this')
  expect(label('all', []).note).toBe('No displays yet')
})

test('long lists of names are cut', () => {
  expect(namesOf(three, 2)).toBe('Kitchen, Hall and 1 more')
  expect(namesOf(three)).toBe('Kitchen, Hall and Front door')
})

test('there is one preview per size and character ROM', () => {
  const sizes = sizesInUse([...three, display('attic', { rom: 'A02' })])
  expect(sizes.map((size) => [size.key, size.displays.length])).toEqual([
    ['16×2 A00', 2],
    ['20×4 A00', 1],
    ['16×2 A02', 1],
  ])
})

test('everyone, each group and each size can be chosen together, by somebody who is limited only their groups', () => {
  expect(setsOf(three, undefined).map(({ name, members }) => [name, members.length])).toEqual([
    ['Everyone', 3],
    ['Group floor1', 2],
    ['All 16×2', 2],
    ['All 20×4', 1],
  ])
  const reach = reachSchema.parse({ displays: ['attic'], groups: ['floor1'] })
  const displays = [...three, display('attic', { groups: ['floor9'] })]
  expect(setsOf(displays, reach).map(({ selector }) => selector)).toEqual(['group:floor1'])
  expect(membersText(three)).toBe('3 displays, 1 offline')
})

test('a message holds only what differs from the defaults', () => {
  let options: Options = withOption({}, 'priority', 'high')
  options = withOption(options, 'showMs', 8000)
  options = withOption(options, 'repeat', 1)
  expect(messageOf({ ...emptyDraft, text: 'Hi', to: 'all', options })).toEqual({ text: 'Hi', priority: 'high' })
  expect(withOption(options, 'priority', undefined)).toEqual({})
})

const every: Options = {
  title: 'Note',
  priority: 'critical',
  ttlMs: 604_800_000,
  hold: true,
  minShowMs: 0,
  repeat: 3,
  key: 'note',
  overflow: 'scroll',
  align: 'center',
  backlight: 'blink',
  sound: 'hi:d=8,o=5,b=120:c,e,g',
  actions: [{ input: 'ok', label: 'Yes', reply: 'yes' }],
}

test('every option of the composer is valid for the contract', () => {
  const message = messageOf({ text: 'Grüße', to: ['kitchen'], options: every })
  expect(messageSchema.safeParse({ ...message, id: newMessageId() }).success).toBe(true)
  expect(optionsFault(every)).toBeUndefined()
})

test('a message that is sent again keeps its options, but neither its id nor until when it could wait', () => {
  const { ttlMs: _, ...options } = every
  const sent = messageSchema.parse({ ...options, text: 'Hi', id: 'm1', expiresAt: '2026-11-21T12:00:00Z' })
  expect(optionsOf(sent)).toEqual(options)
})

test.each<[string, Options, RegExp]>([
  ['a key with a space', { key: 'my key' }, /^The key takes/],
  ['a tune that is none', { sound: 'la la la' }, /RTTTL/],
  ['an answer without a label', { actions: [{ input: 'ok', label: '', reply: 'x' }] }, /needs a label/],
  ['a label that is too long', { actions: [{ input: 'ok', label: 'ä'.repeat(9), reply: 'x' }] }, /too long/],
  ['a button with a space', { actions: [{ input: 'my ok', label: 'a', reply: 'x' }] }, /^A button is named/],
  ['a heading that is too long', { title: 'x'.repeat(65) }, /^The heading/],
])('%s cannot be sent, and the reason is told', (_, options, reason) => {
  expect(optionsFault(options)).toMatch(reason)
})

test('message ids differ and are of the alphabet of the contract', () => {
  const ids = Array.from({ length: 100 }, newMessageId)
  expect(new Set(ids).size).toBe(100)
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{1,36}$/)
})

test('bytes are counted as UTF-8', () => {
  expect(utf8Bytes('Grüße 🙂')).toBe(12)
})
