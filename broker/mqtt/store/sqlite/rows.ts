import type { Database } from '../../../storage/sqlite/database.ts'
import type { Session } from '../memory/session.ts'
import type { StoreState } from '../memory/store-state.ts'
import type { Changes } from './changes.ts'
import { toBlob, toJson } from './columns.ts'

/** Answers a function that brings the tables to what memory holds now, in one transaction or not at all. */
export function createCommit(database: Database, state: StoreState, changes: Changes): () => void {
  const put = (table: string, columns: number) =>
    database.prepare(`INSERT OR REPLACE INTO ${table} VALUES (${Array(columns).fill('?').join()})`)
  const remove = (table: string, where: string) => database.prepare(`DELETE FROM ${table} WHERE ${where}`)
  const ofSession = (column: string) => `session = ? AND ${column} = ?`

  const putRetained = put('retained', 5)
  const removeRetained = remove('retained', 'topic = ?')
  const putSession = put('sessions', 4)
  const removeSession = remove('sessions', 'row = ?')
  const putSubscription = put('subscriptions', 4)
  const removeSubscription = remove('subscriptions', ofSession('filter'))
  const putMessage = put('messages', 5)
  const removeMessage = remove('messages', 'row = ?')
  const putEntry = put('queue', 6)
  const removeEntry = remove('queue', 'position = ?')
  const putReleased = put('released', 3)
  const removeReleased = remove('released', ofSession('message_id'))
  const putIncoming = put('incoming', 2)
  const removeIncoming = remove('incoming', ofSession('message_id'))
  const putWill = put('wills', 6)
  const removeWill = remove('wills', 'client_id = ?')

  function writeRetained(topic: string) {
    const packet = state.retained.get(topic)
    const key = toBlob(topic)
    if (packet === undefined) removeRetained.run(key)
    else {
      const { payload, qos, properties, messageExpiry } = packet
      putRetained.run(key, toBlob(payload), qos ?? 0, toJson(properties), messageExpiry ?? null)
    }
  }

  function writeSession(session: Session) {
    const { row, clientId, expiryMs, expiresAt } = session
    if (session.isAlive) putSession.run(row, toBlob(clientId), expiryMs ?? null, expiresAt ?? null)
    else removeSession.run(row)
  }

  function writeSubscription(session: Session, filter: string) {
    const subscription = session.subscriptions.get(filter)
    const key = toBlob(filter)
    if (subscription === undefined) removeSubscription.run(session.row, key)
    else {
      const { qos, topic: _, ...options } = subscription
      putSubscription.run(session.row, key, qos, JSON.stringify(options))
    }
  }

  function writeQueues() {
    for (const message of changes.messages) {
      const { row, topic, payload, properties, messageExpiry } = message
      if (message.references === 0) removeMessage.run(row)
      else if (!message.isStored) {
        putMessage.run(row, toBlob(topic), toBlob(payload), toJson(properties), messageExpiry ?? null)
      }
    }
    for (const entry of changes.entries) {
      const { session, message, position, qos, retain, messageId } = entry
      if (entry.inSession !== undefined) {
        putEntry.run(position, session.row, message.row, qos, retain ? 1 : 0, messageId ?? null)
      } else removeEntry.run(position)
    }
  }

  function writeQos2() {
    for (const [session, ids] of changes.releasedIds) {
      for (const id of ids) {
        const position = session.released.get(id)
        if (position === undefined) removeReleased.run(session.row, id)
        else putReleased.run(session.row, id, position)
      }
    }
    for (const [session, ids] of changes.incomingIds) {
      for (const id of ids) (session.incoming.has(id) ? putIncoming : removeIncoming).run(session.row, id)
    }
  }

  function writeWill(clientId: string) {
    const will = state.wills.get(clientId)
    const key = toBlob(clientId)
    if (will === undefined) removeWill.run(key)
    else {
      const { topic, payload, qos, retain, properties } = will
      putWill.run(key, toBlob(topic), toBlob(payload), qos ?? 0, retain ? 1 : 0, toJson(properties))
    }
  }

  function noteStored() {
    for (const session of changes.sessions) session.isStored = session.isAlive
    for (const message of changes.messages) message.isStored = message.references > 0
    for (const entry of changes.entries) entry.isStored = entry.inSession !== undefined
    changes.clear()
  }

  return () => {
    changes.forgetGone()
    database.exec('BEGIN')
    try {
      for (const topic of changes.topics) writeRetained(topic)
      for (const session of changes.sessions) writeSession(session)
      for (const [session, filters] of changes.filters) for (const filter of filters) writeSubscription(session, filter)
      writeQueues()
      writeQos2()
      for (const clientId of changes.willOwners) writeWill(clientId)
      database.exec('COMMIT')
    } catch (error) {
      // After some errors SQLite has rolled back by itself.
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
    noteStored()
  }
}
