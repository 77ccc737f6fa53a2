import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../../broker/clock.ts'
import { createLog } from '../../../broker/log.ts'
import { importJsonFiles } from '../../../broker/storage/json-files.ts'
import { temporaryFolder } from '../../support/process.ts'
import { databaseKinds, type Place } from './databases.ts'

const about = {
  protocol: 1,
  firmware: '1',
  board: 'esp32',
  columns: 20,
  rows: 4,
  rom: 'A00',
  maxPayloadBytes: 2048,
  capabilities: [],
}
const groups = { floor: ['kitchen', 'attic', 'kitchen'], empty: [] }
const displays = [{ id: 'kitchen', offlineSince: 1_700_000_000_000, about }, { id: 'attic' }]

async function prepare(newPlace: () => Promise<Place>) {
  const directory = await temporaryFolder()
  const database = await (await newPlace()).open()
  onTestFinished(() => database.close())
  const write = (name: string, content: unknown) => writeFileSync(join(directory, name), JSON.stringify(content))
  const take = () => importJsonFiles({ directory, database, clock: systemClock, log: createLog('silent') })
  const rows = async () => ({
    groups: await database.kysely.selectFrom('groups').selectAll().orderBy('id').execute(),
    members: await database.kysely.selectFrom('group_members').selectAll().orderBy('display_id').execute(),
    displays: await database.kysely
      .selectFrom('displays')
      .select(['id', 'about', 'offline_since'])
      .orderBy('id')
      .execute(),
  })
  return { directory, write, take, rows }
}

describe.each(databaseKinds())('%s', (_kind, newPlace) => {
  test('groups and displays of the JSON files are taken over once, and the files renamed', async () => {
    const { directory, write, take, rows } = await prepare(newPlace)
    write('groups.json', groups)
    write('displays.json', displays)
    await take()
    const expected = {
      groups: [{ id: 'empty' }, { id: 'floor' }],
      members: [
        { group_id: 'floor', display_id: 'attic' },
        { group_id: 'floor', display_id: 'kitchen' },
      ],
      displays: [
        { id: 'attic', about: null, offline_since: null },
        { id: 'kitchen', about: JSON.stringify(about), offline_since: 1_700_000_000_000 },
      ],
    }
    expect(await rows()).toEqual(expected)
    expect(readdirSync(directory).sort()).toEqual(['displays.json.imported', 'groups.json.imported'])
    await take()
    expect(await rows()).toEqual(expected)
  })

  test('what the database knows already stays, also after a crash between writing and renaming', async () => {
    const { write, take, rows } = await prepare(newPlace)
    write('groups.json', groups)
    await take()
    write('groups.json', { floor: ['other'], new: ['bath'] })
    await take()
    expect((await rows()).members).toEqual([
      { group_id: 'floor', display_id: 'attic' },
      { group_id: 'new', display_id: 'bath' },
      { group_id: 'floor', display_id: 'kitchen' },
    ])
  })

  test('a damaged file is named and nothing is taken over', async () => {
    const { directory, write, take, rows } = await prepare(newPlace)
    write('groups.json', groups)
    writeFileSync(join(directory, 'displays.json'), '[{"id":')
    await expect(take()).rejects.toThrow(`${join(directory, 'displays.json')} is damaged. Repair it, or move it away`)
    expect((await rows()).groups).toEqual([])
    expect(existsSync(join(directory, 'groups.json'))).toBe(true)
    expect(readFileSync(join(directory, 'displays.json'), 'utf8')).toBe('[{"id":')
  })
})
