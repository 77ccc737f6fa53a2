import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openSqlite } from '../../../broker/storage/sqlite/open-sqlite.ts'
import { reread } from '../../../broker/storage/writer/reread.ts'
import { Writer } from '../../../broker/storage/writer/writer.ts'
import { temporaryFolder } from '../../support/process.ts'

async function prepare() {
  const { transaction, close } = await openSqlite(join(await temporaryFolder(), 'marquee.db'))
  onTestFinished(close)
  const ignore = () => {}
  const writer = new Writer({ transaction, onUnavailable: ignore, onAvailable: ignore, onRefused: ignore })
  const table = new Map<string, string | undefined>()
  const changes = writer.changes<string>(async (_transaction, changed) => {
    for (const [key, value] of changed) table.set(key, value)
  })
  return { writer, changes, table }
}

test('what waits to be written is written before the table is read', async () => {
  const { writer, changes, table } = await prepare()
  changes.set('kitchen', 'here')
  let isOurs = true
  await reread({
    writer,
    changes: [changes],
    load: async () => new Map(table),
    listener(kept, ours) {
      expect(kept.get('kitchen')).toBe('here')
      isOurs = ours('kitchen')
    },
  })
  expect(isOurs).toBe(false)
})

test('what is changed here while the table is read stays as it is here', async () => {
  const { writer, changes } = await prepare()
  const ours: string[] = []
  await reread({
    writer,
    changes: [changes],
    async load() {
      changes.set('kitchen', 'here')
      await writer.written()
      return ['kitchen', 'attic']
    },
    listener: (kept, isOurs) => void ours.push(...kept.filter(isOurs)),
  })
  expect(ours).toEqual(['kitchen'])
})
