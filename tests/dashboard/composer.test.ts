import { expect, test } from 'vitest'
import { messageSchema } from '#contract/message.ts'
import { utf8Bytes } from '#contract/text-size.ts'
import { emptyDraft, messageOf } from '../../dashboard/composer/draft.ts'
import { namesOf, sendLabel, sizesInUse } from '../../dashboard/composer/recipients.ts'
import type { Display } from '../../dashboard/displays/display.ts'
import { newMessageId } from '../../dashboard/messages/message-id.ts'

function display(
  id: string,
  presence: Display['presence'] = 'online',
  columns = 16,
  rows = 2,
  rom: 'A00' | 'A02' = 'A00',
): Display {
  const about = {
    protocol: 1,
    firmware: '1',
    board: 'test',
    columns,
    rows,
    rom,
    maxPayloadBytes: 4096,
    capabilities: [],
  }
  return { id, presence, toldAt: 0, virtual: false, groups: [], waiting: 0, about }
}

const three = [display('kitchen'), display('hall', 'offline'), display('front-door', 'online', 20, 4)]

test('the button names the only recipient', () => {
  expect(sendLabel(['front-door'], three)).toEqual({ action: 'Send to Front door', note: '' })
})

test('the button counts several recipients and says how many are offline', () => {
  expect(sendLabel(['kitchen', 'hall'], three)).toEqual({ action: 'Send to 2', note: '1 offline, will be queued' })
  expect(sendLabel('all', three)).toEqual({ action: 'Send to everyone', note: '1 offline, will be queued' })
})

test('without a recipient the button says what is missing', () => {
  expect(sendLabel([], three).note).toBe('Choose a display')
})

test('long lists of names are cut', () => {
  expect(namesOf(three, 2)).toBe('Kitchen, Hall and 1 more')
  expect(namesOf(three)).toBe('Kitchen, Hall and Front door')
})

test('there is one preview per size and character ROM', () => {
  const sizes = sizesInUse([...three, display('attic', 'online', 16, 2, 'A02')])
  expect(sizes.map((size) => [size.key, size.displays.length])).toEqual([
    ['16×2 A00', 2],
    ['20×4 A00', 1],
    ['16×2 A02', 1],
  ])
})

test('a message holds only what differs from the defaults', () => {
  expect(messageOf({ ...emptyDraft, text: 'Hi', to: 'all' })).toEqual({ text: 'Hi' })
})

test('every option of the composer is valid for the contract', () => {
  const message = messageOf({
    text: 'Grüße',
    to: ['kitchen'],
    priority: 'critical',
    ttlMs: 604_800_000,
    show: 'hold',
    overflow: 'scroll',
    align: 'center',
    backlight: 'blink',
  })
  expect(messageSchema.safeParse({ ...message, id: newMessageId() }).success).toBe(true)
  expect(message).toMatchObject({ hold: true, priority: 'critical', backlight: 'blink' })
})

test('message ids differ and are of the alphabet of the contract', () => {
  const ids = Array.from({ length: 100 }, newMessageId)
  expect(new Set(ids).size).toBe(100)
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{1,36}$/)
})

test('bytes are counted as UTF-8', () => {
  expect(utf8Bytes('Grüße 🙂')).toBe(12)
})
