import { describe, expect, test } from 'vitest'
import type { About } from '#contract/display.ts'
import type { DisplayId } from '#contract/ids.ts'
import type { KeptCredentials } from '../../../broker/credentials/credentials-repository.ts'
import type { KeptDisplay } from '../../../broker/displays/displays-repository.ts'
import type { KeptToken } from '../../../broker/tokens/tokens-repository.ts'
import { repositoryPlaces } from './repository-places.ts'

const about: About = {
  protocol: 1,
  firmware: '1.0.0',
  board: `esp32 "quoted" 'so' 😀`,
  columns: 20,
  rows: 4,
  rom: 'A00',
  maxPayloadBytes: 2048,
  capabilities: ['a \u0000 b', '\ud800'],
}
const display = (id: string, fields: Partial<KeptDisplay> = {}): KeptDisplay => ({
  id: id as DisplayId,
  offlineSince: undefined,
  about: undefined,
  ...fields,
})

const credentials = (id: string, fields: Partial<KeptCredentials> = {}): KeptCredentials => ({
  display: id as DisplayId,
  secretHash: `hash of ${id}`,
  nextSecretHash: undefined,
  issuedAt: 1_800_000_000_000,
  lastUsedAt: undefined,
  disabledAt: undefined,
  ...fields,
})
const token = (id: string, fields: Partial<KeptToken> = {}): KeptToken => ({
  id,
  name: `script "${id}"; --`,
  role: 'operator',
  scope: undefined,
  secretHash: `hash of ${id}`,
  createdAt: 1_800_000_000_000,
  createdBy: undefined,
  expiresAt: undefined,
  lastUsedAt: undefined,
  ...fields,
})

describe.each(repositoryPlaces())('%s', (_kind, prepare) => {
  test('nothing is there at first', async () => {
    const open = await prepare()
    const { displays, groups, credentials, tokens } = await open()
    expect(await displays.load()).toEqual([])
    expect(await groups.load()).toEqual(new Map())
    expect(await credentials.load()).toEqual([])
    expect(await tokens.load()).toEqual([])
  })

  test('a display is found again as it was last put', async () => {
    const open = await prepare()
    const first = await open()
    first.displays.put(display('kitchen'))
    first.displays.put(display('attic', { offlineSince: 1_800_000_000_123 }))
    await first.displays.saved()
    first.displays.put(display('kitchen', { offlineSince: 5, about }))
    await first.displays.saved()
    const second = await open()
    expect(await second.displays.load()).toEqual([
      display('attic', { offlineSince: 1_800_000_000_123 }),
      display('kitchen', { offlineSince: 5, about }),
    ])
  })

  test('a display that says less than before, or was removed, is kept so', async () => {
    const open = await prepare()
    const first = await open()
    for (const id of ['kitchen', 'attic']) first.displays.put(display(id, { offlineSince: 1, about }))
    await first.displays.saved()
    first.displays.put(display('kitchen'))
    first.displays.remove('attic' as DisplayId)
    first.displays.remove('never-there' as DisplayId)
    await first.displays.saved()
    expect(await (await open()).displays.load()).toEqual([display('kitchen')])
  })

  test('a group is found again with its members, also without any', async () => {
    const open = await prepare()
    const first = await open()
    first.groups.put('floor', ['kitchen', 'attic', 'never-connected'])
    first.groups.put('empty', [])
    await first.groups.saved()
    expect(await (await open()).groups.load()).toEqual(
      new Map([
        ['empty', []],
        ['floor', ['attic', 'kitchen', 'never-connected']],
      ]),
    )
  })

  test('members are replaced, and go with their group', async () => {
    const open = await prepare()
    const first = await open()
    first.groups.put('floor', ['a', 'b'])
    first.groups.put('gone', ['a', 'b'])
    await first.groups.saved()
    first.groups.put('floor', ['b', 'c'])
    first.groups.remove('gone')
    await first.groups.saved()
    const second = await open()
    expect(await second.groups.load()).toEqual(new Map([['floor', ['b', 'c']]]))
    second.groups.put('gone', [])
    await second.groups.saved()
    expect((await (await open()).groups.load()).get('gone')).toEqual([])
  })

  test('many changes at once are kept as the last of each', async () => {
    const open = await prepare()
    const first = await open()
    for (let index = 0; index < 2500; index++) first.displays.put(display(`d${index}`, { about }))
    for (let index = 0; index < 2500; index += 2) first.displays.remove(`d${index}` as DisplayId)
    const members = Array.from({ length: 3000 }, (_, index) => `d${index}`)
    first.groups.put('wall', members)
    await first.groups.saved()
    const second = await open()
    expect((await second.displays.load()).length).toBe(1250)
    expect((await second.groups.load()).get('wall')?.length).toBe(3000)
  })

  test('what nobody waited for is kept when the hub closes', async () => {
    const open = await prepare()
    const first = await open()
    first.displays.put(display('kitchen'))
    first.groups.put('floor', ['kitchen'])
    await first.close()
    const second = await open()
    expect(await second.displays.load()).toEqual([display('kitchen')])
    expect([...(await second.groups.load()).keys()]).toEqual(['floor'])
  })

  test('the name that people gave a display is kept, and taken away', async () => {
    const open = await prepare()
    const first = await open()
    const name = `Küche'); DROP TABLE displays; --`
    first.displays.put(display('attic', { name }))
    first.displays.put(display('kitchen', { name }))
    await first.displays.saved()
    first.displays.put(display('attic'))
    await first.displays.saved()
    expect(await (await open()).displays.load()).toEqual([display('attic'), display('kitchen', { name })])
  })

  test('credentials are found again as they were last put, together with their display', async () => {
    const open = await prepare()
    const first = await open()
    const disabled = credentials('kitchen', { nextSecretHash: 'next', lastUsedAt: 7, disabledAt: 8 })
    for (const kept of [credentials('attic'), credentials('kitchen')]) {
      first.credentials.put(kept)
      first.displays.put(display(kept.display))
    }
    await first.credentials.saved()
    first.credentials.put(disabled)
    await first.credentials.saved()
    const second = await open()
    expect(await second.credentials.load()).toEqual([credentials('attic'), disabled])
    second.credentials.put(credentials('kitchen', { secretHash: 'next', issuedAt: 9 }))
    second.credentials.remove('attic' as DisplayId)
    await second.credentials.saved()
    expect(await (await open()).credentials.load()).toEqual([
      credentials('kitchen', { secretHash: 'next', issuedAt: 9 }),
    ])
  })

  test('credentials that go together with their display are gone, and issued again are there', async () => {
    const open = await prepare()
    const first = await open()
    first.displays.put(display('kitchen'))
    first.credentials.put(credentials('kitchen'))
    await first.credentials.saved()
    first.displays.remove('kitchen' as DisplayId)
    first.credentials.remove('kitchen' as DisplayId)
    await first.credentials.saved()
    const second = await open()
    expect(await second.credentials.load()).toEqual([])
    second.displays.put(display('kitchen'))
    second.credentials.put(credentials('kitchen', { secretHash: 'new' }))
    await second.credentials.saved()
    expect(await (await open()).credentials.load()).toEqual([credentials('kitchen', { secretHash: 'new' })])
  })

  test('the use of credentials is kept, a secret that waits takes over, and neither brings back what was replaced', async () => {
    const open = await prepare()
    const first = await open()
    for (const id of ['attic', 'hall', 'kitchen']) {
      first.displays.put(display(id))
      first.credentials.put(credentials(id, { nextSecretHash: 'next' }))
    }
    await first.credentials.saved()
    first.credentials.used('attic' as DisplayId, 7)
    first.credentials.promote('attic' as DisplayId, 'next')
    first.credentials.promote('kitchen' as DisplayId, 'one before')
    first.credentials.remove('hall' as DisplayId)
    first.credentials.used('hall' as DisplayId, 7)
    first.credentials.promote('hall' as DisplayId, 'next')
    await first.credentials.saved()
    expect(await (await open()).credentials.load()).toEqual([
      credentials('attic', { secretHash: 'next', lastUsedAt: 7 }),
      credentials('kitchen', { nextSecretHash: 'next' }),
    ])
  })

  test('tokens are found again until they are removed', async () => {
    const open = await prepare()
    const first = await open()
    const limited = token('b', {
      role: 'bridge',
      scope: { displays: ['kitchen'], groups: [] },
      createdBy: 'somebody',
      expiresAt: 5,
      lastUsedAt: 4,
    })
    for (const kept of [token('a'), token('c'), limited]) first.tokens.put(kept)
    await first.tokens.saved()
    first.tokens.used('a', 6)
    first.tokens.remove('c')
    // Another hub may have used it a moment before.
    first.tokens.used('c', 6)
    await first.tokens.saved()
    expect(await (await open()).tokens.load()).toEqual([token('a', { lastUsedAt: 6 }), limited])
  })
})
