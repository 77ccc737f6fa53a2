import { expect, test } from 'vitest'
import type { DisplayId } from '#contract/ids.ts'
import {
  anyonePrincipal,
  displayPrincipal,
  localPrincipal,
  type Principal,
  pairingPrincipal,
} from '../../broker/access/principal.ts'
import { createRights } from '../../broker/access/rights.ts'

const groups: Record<string, readonly string[]> = { kitchen: ['floor'], lobby: ['public'] }
const addresses: Readonly<Record<string, { topic: string; displays: string[] }>> = {
  one: { topic: 'displays/kitchen/message', displays: ['kitchen'] },
  // One message to two displays is reported under the topic of the first.
  two: { topic: 'displays/kitchen/message', displays: ['kitchen', 'lobby'] },
  all: { topic: 'displays/all/message', displays: ['kitchen'] },
}
const rights = createRights({
  groupsOf: (display) => groups[display] ?? [],
  peersOf: (display) => new Set(display === 'kitchen' ? ['lobby'] : []),
  hasSecret: (display) => display !== 'desk',
  addressOf: (id) => addresses[id],
})

const person = (role: Principal['role'], reach?: Principal['reach']): Principal => ({
  kind: 'user',
  id: 'u1',
  name: 'someone',
  role,
  ...(reach === undefined ? {} : { reach }),
})
const principals = {
  kitchen: displayPrincipal('kitchen' as DisplayId),
  viewer: person('viewer'),
  operator: person('operator'),
  administrator: person('administrator'),
  bridge: { ...person('bridge'), kind: 'token' },
  'operator of floor': person('operator', { displays: new Set(), groups: new Set(['floor']) }),
  'viewer of kitchen': person('viewer', { displays: new Set(['kitchen']), groups: new Set() }),
  local: localPrincipal,
  anyone: anyonePrincipal,
  'new board': pairingPrincipal('aabbccddeeff'),
} as const satisfies Record<string, Principal>

test.each<[keyof typeof principals, string, boolean]>([
  ['kitchen', 'displays/kitchen/status', true],
  ['kitchen', 'displays/kitchen/input/ok', true],
  ['kitchen', 'displays/lobby/message', true],
  ['kitchen', 'displays/lobby/page/x', false],
  ['kitchen', 'displays/kitchen/credentials', false],
  ['administrator', 'displays/kitchen/credentials', false],
  ['anyone', 'displays/desk/credentials', false],
  ['kitchen', 'displays/lobby/status', false],
  ['kitchen', 'displays/desk/message', false],
  ['kitchen', 'displays/kitchen/message', false],
  ['kitchen', 'displays/kitchen/config', false],
  ['kitchen', 'displays/all/message', false],
  ['kitchen', 'displays/group/floor/message', false],
  ['kitchen', 'displays/kitchen/nonsense', false],
  ['kitchen', 'home/temperature', false],
  ['kitchen', 'pairing/aabbccddeeff/hello', false],
  ['viewer', 'displays/kitchen/message', false],
  ['viewer', 'home/temperature', false],
  ['operator', 'displays/all/message', true],
  ['operator', 'displays/kitchen/config', false],
  ['operator', 'displays/kitchen/status', false],
  ['operator', 'home/temperature', true],
  ['administrator', 'displays/kitchen/config', true],
  ['administrator', 'displays/kitchen/ack', false],
  ['bridge', 'displays/group/floor/page/x', true],
  ['bridge', 'displays/kitchen/config', false],
  ['operator of floor', 'displays/kitchen/message', true],
  ['operator of floor', 'displays/group/floor/message', true],
  ['operator of floor', 'displays/lobby/message', false],
  ['operator of floor', 'displays/group/public/message', false],
  ['operator of floor', 'displays/all/message', false],
  ['operator of floor', 'home/temperature', false],
  ['local', 'displays/desk/status', true],
  ['local', 'displays/kitchen/status', false],
  ['local', 'displays/kitchen/message', true],
  ['local', 'displays/kitchen/config', false],
  ['anyone', 'displays/desk/ack', true],
  ['anyone', 'displays/kitchen/config', true],
  ['new board', 'pairing/aabbccddeeff/hello', true],
  ['new board', 'pairing/aabbccddeeff/credentials', false],
  ['new board', 'pairing/001122334455/hello', false],
  ['new board', 'displays/kitchen/status', false],
  ['new board', 'home/temperature', false],
])('%s publishes to %s: %s', (who, topic, may) => {
  expect(rights.mayPublish(principals[who], topic)).toBe(may)
})

test.each<[keyof typeof principals, string, boolean]>([
  ['kitchen', 'displays/kitchen/message', true],
  ['kitchen', 'displays/kitchen/#', true],
  ['kitchen', 'displays/all/page/+', true],
  ['kitchen', 'displays/group/floor/message', true],
  ['kitchen', 'displays/group/public/message', false],
  ['kitchen', 'displays/group/+/message', false],
  ['kitchen', 'displays/+/message', false],
  ['kitchen', 'displays/lobby/message', false],
  ['kitchen', 'displays/#', false],
  ['kitchen', '#', false],
  ['kitchen', '+/kitchen/message', false],
  ['kitchen', 'marquee/status', true],
  ['kitchen', 'marquee/#', false],
  ['kitchen', '$SYS/#', false],
  ['kitchen', 'pairing/+/credentials', false],
  ['viewer', 'displays/+/screen', true],
  ['viewer', '#', true],
  ['viewer', '$SYS/#', false],
  ['operator', 'pairing/#', false],
  ['administrator', '$SYS/#', true],
  ['operator of floor', '$own/#', false],
  ['new board', 'pairing/aabbccddeeff/+', true],
  ['new board', 'pairing/+/code', false],
  ['new board', 'pairing/001122334455/code', false],
  ['new board', 'displays/all/message', false],
  ['new board', '#', false],
])('%s subscribes to %s: %s', (who, filter, may) => {
  expect(rights.maySubscribe(principals[who], filter)).toBe(may)
})

test.each<[keyof typeof principals, string, boolean]>([
  ['kitchen', 'displays/kitchen/message', true],
  ['kitchen', 'displays/group/floor/message', true],
  ['kitchen', 'displays/group/public/message', false],
  ['kitchen', 'displays/all/message', true],
  ['kitchen', 'displays/lobby/screen', false],
  ['kitchen', 'marquee/deliveries/one', false],
  ['kitchen', 'home/temperature', false],
  ['viewer', 'displays/lobby/screen', true],
  ['viewer', 'marquee/rejections', true],
  ['viewer', 'home/temperature', true],
  ['viewer', 'pairing/aabbccddeeff/credentials', false],
  ['kitchen', 'displays/kitchen/credentials', true],
  ['kitchen', 'displays/lobby/credentials', false],
  ['administrator', 'displays/kitchen/credentials', false],
  ['bridge', 'displays/kitchen/credentials', false],
  ['local', 'displays/kitchen/credentials', false],
  ['anyone', 'displays/kitchen/credentials', false],
  ['operator of floor', 'displays/kitchen/credentials', false],
  ['administrator', 'pairing/aabbccddeeff/code', false],
  ['operator', '$SYS/x/new/clients', false],
  ['viewer of kitchen', 'displays/kitchen/screen', true],
  ['viewer of kitchen', 'displays/lobby/screen', false],
  ['viewer of kitchen', 'displays/all/message', true],
  ['viewer of kitchen', 'marquee/status', true],
  ['viewer of kitchen', 'marquee/rejections', false],
  ['viewer of kitchen', 'marquee/deliveries/one', true],
  ['viewer of kitchen', 'marquee/deliveries/two', false],
  ['viewer of kitchen', 'marquee/deliveries/all', false],
  ['viewer', 'marquee/deliveries/all', true],
  ['viewer of kitchen', 'marquee/deliveries/unknown', false],
  ['operator of floor', 'displays/kitchen/screen', true],
  ['operator of floor', 'home/temperature', false],
  ['new board', 'pairing/aabbccddeeff/code', true],
  ['new board', 'pairing/aabbccddeeff/hello', false],
  ['new board', 'pairing/001122334455/code', false],
  ['new board', 'displays/all/message', false],
])('%s receives %s: %s', (who, topic, may) => {
  expect(rights.mayReceive(principals[who], topic)).toBe(may)
})
