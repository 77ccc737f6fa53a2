import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { create } from 'tar'
import { expect, onTestFinished, test } from 'vitest'
import type { DisplayId } from '#contract/ids.ts'
import { systemClock } from '../../../broker/clock.ts'
import type { KeptDelivery, KeptMessage } from '../../../broker/deliveries/messages-repository.ts'
import { createLog } from '../../../broker/log.ts'
import { dataFiles } from '../../../broker/storage/data-directory.ts'
import { schemaVersion } from '../../../broker/storage/migrations/migrate.ts'
import { openStores } from '../../../broker/storage/open-stores.ts'
import { openDatabase } from '../../../broker/storage/sqlite/database.ts'
import type { Stores } from '../../../broker/storage/stores.ts'
import { temporaryFolder } from '../../support/process.ts'
import { ran } from '../cli/fake-io.ts'
import { fakeBroker, message, retainedTexts } from '../store/open-store.ts'

async function openIn(dataDir: string): Promise<Stores> {
  const stores = await openStores({ dataDir, databaseUrl: undefined }, { clock: systemClock, log: createLog('silent') })
  await stores.mqtt.setup(fakeBroker())
  let closed: Promise<void> | undefined
  const close = () => (closed ??= stores.mqtt.destroy().then(() => stores.close()))
  onTestFinished(close)
  return { ...stores, close }
}

const delivered: KeptMessage = {
  id: 'order-66',
  acceptedAt: 1_800_000_000_000,
  topic: 'displays/all/message',
  to: ['all'],
  sender: 'kitchen-script',
  isPlainText: false,
  ackId: 'order-66',
  payloadBytes: 17,
  body: { text: 'Dinner' },
  expiresAt: 1_800_000_060_000,
  recipients: ['attic', 'kitchen'] as DisplayId[],
  idempotencyKey: undefined,
}
const outcome: KeptDelivery = {
  messageId: delivered.id,
  display: 'kitchen' as DisplayId,
  acceptedAt: delivered.acceptedAt,
  state: 'shown',
  ms: 12,
  reason: undefined,
  answer: undefined,
}

/** A data directory with one group, one retained message, and a message that one of two displays has shown. */
async function filled() {
  const root = await temporaryFolder()
  const dataDir = join(root, 'data')
  const stores = await openIn(dataDir)
  stores.groups.put('floor', ['kitchen'])
  stores.messages.add(delivered)
  stores.messages.outcome(outcome)
  await stores.messages.saved()
  await stores.mqtt.storeRetained(message('lamp', 'on', { retain: true }))
  await stores.mqtt.flushed()
  return { root, dataDir, file: join(root, 'marquee.tar'), stores }
}

const marquee = (dataDir: string, ...argv: string[]) =>
  ran('', [...argv, '--data-dir', dataDir], { env: { MARQUEE_URL: '' } })

async function contentOf(stores: Stores) {
  return {
    groups: await stores.groups.load(),
    messages: await stores.messages.load(9),
    retained: await retainedTexts(stores.mqtt, '#'),
  }
}
const asFilled = {
  groups: new Map([['floor', ['kitchen']]]),
  messages: [{ ...delivered, completedAt: undefined, deliveries: [outcome] }],
  retained: ['lamp=on'],
}

test('a backup of a running hub restores what it was, and the newer files are kept aside', async () => {
  const { root, dataDir, file, stores } = await filled()
  const made = await marquee(dataDir, 'backup', file)
  expect(made).toMatchObject({ exitCode: 0, faults: [] })
  expect(made.lines[0]).toMatch(/marquee\.tar: marquee\.db and mqtt\.db, \d+ KB, checked\.$/)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(root).sort()).toEqual(['data', 'marquee.tar'])

  stores.groups.put('later', [])
  await stores.groups.saved()
  await stores.close()
  const restored = await marquee(dataDir, 'restore', file, '--json')
  expect(restored.exitCode).toBe(0)
  const { names, asideFolder } = JSON.parse(restored.lines[0] ?? '')
  expect(names).toEqual(['marquee.db', 'mqtt.db'])
  expect(readdirSync(asideFolder)).toEqual(expect.arrayContaining(['marquee.db', 'mqtt.db']))
  expect(readdirSync(dataDir).filter((name) => name.startsWith('.restore'))).toEqual([])
  for (const name of Object.values(dataFiles)) expect(statSync(join(dataDir, name)).mode & 0o777).toBe(0o600)
  expect(await contentOf(await openIn(dataDir))).toEqual(asFilled)
})

test('a backup of a hub that does not run restores into an empty directory', async () => {
  const { root, dataDir, file, stores } = await filled()
  await stores.close()
  expect((await marquee(dataDir, 'backup', file)).exitCode).toBe(0)
  const other = join(root, 'other')
  const { exitCode, lines } = await marquee(other, 'restore', file)
  expect(exitCode).toBe(0)
  expect(lines).toEqual([expect.stringMatching(/^Restored marquee\.db and mqtt\.db as of .* by Marquee \d/)])
  expect(await contentOf(await openIn(other))).toEqual(asFilled)
})

test('a backup that is made while writes go on is one moment of the database', async () => {
  const { root, dataDir, file, stores } = await filled()
  let isWriting = true
  let written = 0
  const writing = (async () => {
    while (isWriting) {
      // Both groups always have the same members.
      const members = Array.from({ length: ++written % 50 }, (_, index) => `d${index}`)
      stores.groups.put('one', members)
      stores.groups.put('two', members)
      await stores.groups.saved()
    }
  })()
  await expect.poll(() => written).toBeGreaterThan(5)
  for (let round = 0; round < 5; round++) {
    expect((await marquee(dataDir, 'backup', file)).exitCode).toBe(0)
    const copy = join(root, `copy-${round}`)
    expect((await marquee(copy, 'restore', file)).exitCode).toBe(0)
    const { groups } = await contentOf(await openIn(copy))
    expect(groups.get('one')).toEqual(groups.get('two'))
  }
  isWriting = false
  await writing
  expect(stores.health()).toMatchObject({ fault: undefined, dropped: 0 })
})

test('restoring under a running hub is refused and changes nothing', async () => {
  const { dataDir, file, stores } = await filled()
  await marquee(dataDir, 'backup', file)
  const before = readdirSync(dataDir).sort()
  const { exitCode, faults } = await marquee(dataDir, 'restore', file)
  expect(exitCode).toBe(1)
  expect(faults[0]).toContain(`a hub runs on ${dataDir}; stop it, restore, and start it again`)
  expect(readdirSync(dataDir).sort()).toEqual(before)
  expect(await contentOf(stores)).toEqual(asFilled)
})

test('a damaged, cut, foreign or missing backup is refused before anything is touched', async () => {
  const { root, dataDir, file, stores } = await filled()
  await stores.close()
  await marquee(dataDir, 'backup', file)
  const damaged = {
    cut: (path: string) => truncateSync(path, Math.floor(statSync(path).size / 2)),
    changed: (path: string) => {
      const bytes = readFileSync(path)
      // In the middle of a database; what fills the end of a tar file is nothing.
      const at = bytes.length >> 1
      bytes[at] = (bytes[at] ?? 0) ^ 1
      writeFileSync(path, bytes)
    },
    foreign: (path: string) => writeFileSync(path, 'something else'.repeat(1000)),
    empty: (path: string) => writeFileSync(path, ''),
  }
  // SQLite puts files of its own beside a database for as long as it is open.
  const files = () => readdirSync(dataDir).filter((name) => !/-(?:shm|wal)$/.test(name))
  const before = files()
  for (const [name, damage] of Object.entries(damaged)) {
    const path = join(root, `${name}.tar`)
    cpSync(file, path)
    damage(path)
    const { exitCode, faults } = await marquee(dataDir, 'restore', path)
    expect(exitCode, name).toBe(1)
    expect(faults[0], name).toContain(`${path} is not a backup of Marquee, or it is damaged`)
  }
  expect((await marquee(dataDir, 'restore', join(root, 'no.tar'))).faults[0]).toContain('there is no')
  expect(files()).toEqual(before)
})

test('a backup cannot put files anywhere else', async () => {
  const { root, dataDir, file, stores } = await filled()
  await stores.close()
  await marquee(dataDir, 'backup', file)
  const folder = join(root, 'evil')
  mkdirSync(join(folder, 'inside'), { recursive: true })
  writeFileSync(join(folder, 'escaped'), 'x')
  const evil = join(root, 'evil.tar')
  cpSync(file, evil)
  await create({ file: join(root, 'more.tar'), cwd: join(folder, 'inside'), preservePaths: true }, ['../escaped'])
  // Tar files end with two empty blocks, so the second one goes in front.
  writeFileSync(evil, Buffer.concat([readFileSync(join(root, 'more.tar')).subarray(0, 1024), readFileSync(file)]))
  const other = join(root, 'nested', 'other')
  await marquee(other, 'restore', evil)
  expect(existsSync(join(root, 'nested', 'escaped'))).toBe(false)
  expect(existsSync(join(other, 'escaped'))).toBe(false)
})

test('a backup of a newer version is refused and named', async () => {
  const { root, dataDir, file, stores } = await filled()
  await stores.close()
  const database = await openDatabase(join(dataDir, 'marquee.db'))
  database.exec("INSERT INTO migrations (name, timestamp) VALUES ('9999_of_tomorrow', 'then')")
  database.close()
  await marquee(dataDir, 'backup', file)
  const { faults } = await marquee(join(root, 'other'), 'restore', file)
  expect(faults[0]).toMatch(
    new RegExp(
      `marquee\\.db in .* was written by a newer version of Marquee \\(.*schema ${schemaVersion + 1}; this one knows ${schemaVersion}\\)`,
    ),
  )
})

test('without anything to back up, or where nothing can be written, it says so', async () => {
  const root = await temporaryFolder()
  const nothing = await marquee(root, 'backup', join(root, 'a.tar'))
  expect(nothing.exitCode).toBe(1)
  expect(nothing.faults[0]).toContain(`there is no marquee.db or mqtt.db in ${root}`)
  const { dataDir } = await filled()
  const nowhere = await marquee(dataDir, 'backup', join(root, 'no-such-folder', 'a.tar'))
  expect(nowhere.faults[0]).toContain('cannot be written')
})

test('with PostgreSQL only the MQTT state is backed up, and it says how to do the rest', async () => {
  const { dataDir, file } = await filled()
  const env = { MARQUEE_URL: '', MARQUEE_DATABASE_URL: 'postgres://127.0.0.1/marquee', MARQUEE_DATA_DIR: dataDir }
  const { exitCode, lines, faults } = await ran('', ['backup', file], { env })
  expect(exitCode).toBe(0)
  expect(lines[0]).toContain('marquee.tar: mqtt.db,')
  expect(faults[0]).toContain('pg_dump')
})
