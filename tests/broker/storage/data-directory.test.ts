import { chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '../../../broker/clock.ts'
import { createLog } from '../../../broker/log.ts'
import { takeDataDirectory } from '../../../broker/storage/data-directory.ts'
import { openStores } from '../../../broker/storage/open-stores.ts'
import { run, temporaryFolder } from '../../support/process.ts'

const holder = (directory: string) => `
  import { takeDataDirectory } from './broker/storage/data-directory.ts'
  await takeDataDirectory(${JSON.stringify(directory)})
  console.log('taken')
  setInterval(() => {}, 1000)
`
const runHolder = (directory: string) =>
  run(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', holder(directory)])

const mode = (path: string) => statSync(path).mode & 0o777

test('a directory is for one process at a time, and the sentence names that process', async () => {
  const path = join(await temporaryFolder(), 'data')
  const other = runHolder(path)
  await other.prints(/taken/)
  await expect(takeDataDirectory(path)).rejects.toThrow(
    `The data directory ${path} is in use by another Marquee (process ${other.child.pid}). Stop that one, or choose another directory`,
  )
})

test('a process that was killed leaves no lock behind, although its process id may be in use again', async () => {
  const path = join(await temporaryFolder(), 'data')
  const other = runHolder(path)
  await other.prints(/taken/)
  other.child.kill('SIGKILL')
  await other.exit
  writeFileSync(join(path, 'hub.pid'), `${process.ppid}\n`)
  const directory = await takeDataDirectory(path)
  await expect(takeDataDirectory(path)).rejects.toThrow(`(process ${process.pid})`)
  directory.release()
  ;(await takeDataDirectory(path)).release()
})

test('what is made is for its owner alone; a directory that exists stays as it is', async () => {
  const folder = await temporaryFolder()
  const settings = { dataDir: join(folder, 'a', 'data'), databaseUrl: undefined }
  const surroundings = { clock: systemClock, log: createLog('silent') }
  const stores = await openStores(settings, surroundings)
  stores.groups.put('floor', ['kitchen'])
  await stores.groups.saved()
  expect(mode(settings.dataDir)).toBe(0o700)
  for (const name of ['marquee.db', 'marquee.db-wal', 'marquee.db-shm', 'mqtt.db', 'hub.lock', 'hub.pid']) {
    expect(mode(join(settings.dataDir, name)), name).toBe(0o600)
  }
  await stores.close()

  const shared = join(folder, 'shared')
  mkdirSync(shared, { mode: 0o755 })
  await (await openStores({ ...settings, dataDir: shared }, surroundings)).close()
  expect(mode(shared)).toBe(0o755)
})

test('a start that fails lets go of the directory', async () => {
  const dataDir = await temporaryFolder()
  writeFileSync(join(dataDir, 'marquee.db'), 'this is not a database, but long enough to be looked at'.repeat(100))
  const start = () => openStores({ dataDir, databaseUrl: undefined }, { clock: systemClock, log: createLog('silent') })
  await expect(start()).rejects.toThrow(/marquee\.db cannot be used \(file is not a database\): restore a copy/)
  ;(await takeDataDirectory(dataDir)).release()
})

test('a path on which no directory can be is named', async () => {
  const file = join(await temporaryFolder(), 'file')
  writeFileSync(file, '')
  await expect(takeDataDirectory(join(file, 'data'))).rejects.toThrow(
    `the data directory ${join(file, 'data')} cannot be made`,
  )
})

test('what is made belongs to whom the directory belongs, also when root makes it', async () => {
  const dataDir = join(await temporaryFolder(), 'data')
  mkdirSync(dataDir)
  // Only root can give it to somebody else.
  if (process.getuid?.() === 0) chownSync(dataDir, 12_345, 12_346)
  const { uid, gid } = statSync(dataDir)
  const stores = await openStores({ dataDir, databaseUrl: undefined }, { clock: systemClock, log: createLog('silent') })
  stores.groups.put('floor', [])
  await stores.groups.saved()
  for (const name of ['marquee.db', 'marquee.db-wal', 'marquee.db-shm', 'mqtt.db', 'hub.lock']) {
    expect(statSync(join(dataDir, name)), name).toMatchObject({ uid, gid })
  }
  await stores.close()
})
