import { expect, test } from 'vitest'
import { type Display, displaysAfter } from '../../dashboard/displays/display.ts'
import { matchesFilter } from '../../dashboard/displays/display-filter.ts'
import { displayName } from '../../dashboard/displays/display-name.ts'
import { presenceText } from '../../dashboard/displays/presence-line.tsx'
import type { HubEvent, ListedDisplay } from '../../dashboard/hub/worker-messages.ts'

const listed = (id: string, presence: 'online' | 'offline' = 'online', since = 1000): ListedDisplay => ({
  id,
  presence,
  since,
  virtual: false,
  groups: [],
  waiting: 0,
})
const after = (...events: HubEvent[]) => events.reduce(displaysAfter, new Map<string, Display>())
const about = {
  protocol: 1,
  firmware: '1',
  board: 'test',
  columns: 20,
  rows: 4,
  rom: 'A02' as const,
  maxPayloadBytes: 4096,
  capabilities: [],
}

test.each([
  ['kitchen', 'Kitchen'],
  ['front-door', 'Front door'],
  ['virtual_12', 'Virtual 12'],
])('the display %s is called "%s"', (id, name) => {
  expect(displayName(id)).toBe(name)
})

test('a display is of unknown presence until the hub has said it', () => {
  expect(after({ type: 'about', id: 'kitchen', about }).get('kitchen')?.presence).toBe('unknown')
})

test('a display that goes away is offline since then', () => {
  const display = after(
    { type: 'list', askedAt: 1, displays: [listed('kitchen')] },
    { type: 'status', id: 'kitchen', presence: 'offline', at: 5000 },
  ).get('kitchen')
  expect(display).toMatchObject({ presence: 'offline', since: 5000 })
})

test('a repeated status keeps the time of the change', () => {
  const display = after(
    { type: 'list', askedAt: 1, displays: [listed('kitchen', 'offline', 1000)] },
    { type: 'status', id: 'kitchen', presence: 'offline', at: 9000 },
  ).get('kitchen')
  expect(display?.since).toBe(1000)
})

test('a display that is gone from the list vanishes', () => {
  const displays = after(
    { type: 'list', askedAt: 1, displays: [listed('kitchen'), listed('hall')] },
    { type: 'list', askedAt: 2, displays: [listed('hall')] },
  )
  expect([...displays.keys()]).toEqual(['hall'])
})

test('a display that came after the list was asked for stays', () => {
  const displays = after(
    { type: 'status', id: 'attic', presence: 'online', at: 20 },
    { type: 'list', askedAt: 10, displays: [listed('hall')] },
  )
  expect([...displays.keys()].sort()).toEqual(['attic', 'hall'])
})

test('a list that is older than the news does not bring a display back online', () => {
  const displays = after(
    { type: 'status', id: 'hall', presence: 'offline', at: 20 },
    { type: 'list', askedAt: 10, displays: [listed('hall', 'online', 5)] },
  )
  expect(displays.get('hall')).toMatchObject({ presence: 'offline', since: 20 })
})

test('a forgotten display vanishes', () => {
  const displays = after(
    { type: 'list', askedAt: 1, displays: [listed('kitchen')] },
    { type: 'gone', id: 'kitchen', at: 2 },
  )
  expect(displays.size).toBe(0)
})

test('an event about something else leaves the displays as they are', () => {
  const displays = after({ type: 'list', askedAt: 1, displays: [listed('kitchen')] })
  expect(displaysAfter(displays, { type: 'connection', connection: { phase: 'connecting' } })).toBe(displays)
})

test('the filter looks for every word in name, id and groups', () => {
  const display: Display = {
    id: 'front-door',
    presence: 'online',
    toldAt: 0,
    virtual: false,
    groups: ['downstairs'],
    waiting: 0,
  }
  expect(matchesFilter(display, { text: 'front down', presence: 'all' })).toBe(true)
  expect(matchesFilter(display, { text: 'kitchen', presence: 'all' })).toBe(false)
  expect(matchesFilter(display, { text: '', presence: 'offline' })).toBe(false)
})

test('presence is told with its time, and in the past tense while the hub is away', () => {
  const now = new Date(2026, 10, 21, 14, 30).getTime()
  const since = new Date(2026, 10, 21, 14, 2).getTime()
  expect(presenceText({ presence: 'offline', since }, true, now)).toBe('Offline since 14:02')
  expect(presenceText({ presence: 'online', since }, true, now)).toBe('Online')
  expect(presenceText({ presence: 'online', since }, false, now)).toBe('Was online')
  expect(presenceText({ presence: 'unknown' }, true, now)).toBe('Not heard of yet')
})
