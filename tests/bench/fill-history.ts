import { setImmediate as nextTurn } from 'node:timers/promises'
import { openDatabase } from '../../broker/storage/sqlite/database.ts'
import { openSqlite } from '../../broker/storage/sqlite/open-sqlite.ts'

export const firstAt = 1_700_000_000_000
export const everyMs = 20_000

const common = 'dinner is ready in the kitchen please come down now door open window closed temperature outside'.split(
  ' ',
)
const fewWords = 3000
const displays = 500
const senders = 200

/** The same numbers each time, so that two runs measure the same. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function textOf(number: (below: number) => number, index: number): string {
  const words = Array.from({ length: 5 + number(6) }, () =>
    number(3) > 0 ? common[number(common.length)] : `word${number(fewWords)}`,
  )
  return `${words.join(' ')} ${index}${index % 50_000 === 0 ? ' zebra' : ''}`
}

/** Makes a database with finished messages and their deliveries; answers how long that took, in ms. */
export async function fillHistory(file: string, messages: number): Promise<number> {
  const begin = performance.now()
  await (await openSqlite(file)).close()
  const database = await openDatabase(file)
  const number = numbers(7)
  database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN')
  // The index of words is made at once at the end, which is many times quicker.
  const trigger = database.prepare(`select sql from sqlite_master where name = 'messages_words_added'`).get() as {
    sql: string
  }
  database.exec('drop trigger messages_words_added')
  const message = database.prepare(
    `insert into messages (id, accepted_at, topic, to_selectors, sender, is_plain, ack_id, payload_bytes, body, text, priority,
      expires_at, recipients, completed_at, counts) values (?, ?, ?, ?, ?, 0, ?, 80, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const delivery = database.prepare('insert into deliveries values (?, ?, ?, ?, ?, null, null)')
  for (let index = 0; index < messages; index++) {
    const id = `${number(2 ** 31).toString(36)}-${index}`
    const at = firstAt + index * everyMs
    const isForGroup = index % 100 === 0
    const recipients = Array.from({ length: isForGroup ? 10 : 1 }, () => `d${number(displays)}`)
    const state = index % 1000 === 0 ? 'rejected' : index % 40 === 0 ? 'expired' : 'shown'
    const counts = { queued: 0, sent: 0, shown: 0, dismissed: 0, replaced: 0, expired: 0, rejected: 0 }
    counts[state] = new Set(recipients).size
    const sender = `sender ${number(senders)}`
    const text = textOf(number, index)
    const to = isForGroup ? ['group:floor'] : recipients
    message.run(
      id,
      at,
      `displays/${recipients[0]}/message`,
      JSON.stringify(to),
      sender,
      id,
      JSON.stringify({ text, id }),
      `${text}\n${sender}`,
      index % 5000 === 0 ? 3 : 1,
      at + 86_400_000,
      JSON.stringify(recipients),
      at + 300,
      JSON.stringify(counts),
    )
    for (const display of new Set(recipients)) delivery.run(id, display, at, state, 80)
    // Whoever ends the bench is heard.
    if (index % 10_000 === 0) await nextTurn()
  }
  database.exec(`insert into messages_words (messages_words) values ('rebuild')`)
  database.exec(trigger.sql)
  database.exec('COMMIT')
  database.close()
  return performance.now() - begin
}
