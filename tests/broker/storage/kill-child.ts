import { writeSync } from 'node:fs'
import { setImmediate as endOfTurn } from 'node:timers/promises'
import { createGroupsInSql } from '../../../broker/storage/repositories/groups-in-sql.ts'
import { openSqlite } from '../../../broker/storage/sqlite/open-sqlite.ts'
import { Writer } from '../../../broker/storage/writer/writer.ts'
import { changeAt, progressGroup } from './kill-changes.ts'

/**
 * `kill-child.ts <file> <first>`: makes change after change until it is killed, and prints the number of each one that is
 * in the database for sure. In the same turn it notes in the database how far it has come.
 */
const [file = '', first = '0'] = process.argv.slice(2)

const fail = (reason: string) => {
  throw new Error(reason)
}
const database = await openSqlite(file)
const { transaction, kysely, announcements } = database
const writer = new Writer({ transaction, onUnavailable: fail, onAvailable: () => {}, onRefused: fail, writeDelayMs: 1 })
const groups = createGroupsInSql({ kysely, writer, announcements })
process.send?.('ready')

for (let index = Number(first); ; index++) {
  const { id, members } = changeAt(index)
  if (members === undefined) groups.remove(id)
  else groups.put(id, members)
  const done = index + 1
  groups.put(progressGroup, [`n${done}`])
  const saved = groups.saved().then(() => writeSync(1, `${done}\n`))
  if (index % 5 === 0) await saved
  else if (index % 3 === 0) await endOfTurn()
}
