import { writeSync } from 'node:fs'
import { setImmediate as endOfTurn } from 'node:timers/promises'
import { createSqliteStore } from '../../../broker/mqtt/store/sqlite-store.ts'
import { killOptions, operationAt, progressTopic } from './kill-operations.ts'
import { fakeBroker, message } from './open-store.ts'
import { prepare } from './random-operations.ts'

/**
 * `kill-child.ts <file> <seed> <first>`: does operation after operation until it is killed, and prints the number of each
 * one that is on disk for sure. In the same turn it notes in the store itself how far it has come.
 */
const [file = '', seed = '0', first = '0'] = process.argv.slice(2)

const onError = (error: Error) => {
  throw error
}
const store = createSqliteStore({ ...killOptions, file, onError })
await store.setup(fakeBroker())
process.send?.('ready')

for (let index = Number(first); ; index++) {
  const perform = await prepare(store, operationAt(Number(seed), index))
  const done = index + 1
  await Promise.all([perform(), store.storeRetained(message(progressTopic, String(done), { retain: true }))])
  const flushed = store.flushed().then(() => writeSync(1, `${done}\n`))
  if (index % 5 === 0) await flushed
  else if (index % 3 === 0) await endOfTurn()
}
