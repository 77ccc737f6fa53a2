import { limits as hubLimits } from '../../limits.ts'
import type { Database } from '../../storage/sqlite/database.ts'
import { createWalSync } from '../../storage/sqlite/wal-sync.ts'
import { createStoreState } from './memory/store-state.ts'
import { createStoreInMemory } from './memory-store.ts'
import { Changes } from './sqlite/changes.ts'
import { load } from './sqlite/load.ts'
import { createCommit } from './sqlite/rows.ts'
import { closeMqttDatabase, openMqttDatabase } from './sqlite/schema.ts'
import { WriteBehind } from './sqlite/write-behind.ts'
import type { Store, StoreOptions } from './store.ts'

export interface SqliteStoreOptions extends StoreOptions {
  readonly file: string
  /** Hears of each fault of the disk once; memory goes on and the writing is tried again. */
  readonly onError: (error: Error) => void
  readonly writeDelayMs?: number
  readonly retryMs?: number
  readonly maxFileBytes?: number
}

/**
 * The embedded store: everything is done in memory at once and mirrored into one SQLite file. `setup` opens and loads it
 * and rejects with a sentence for the operator if it cannot.
 */
export function createSqliteStore(options: SqliteStoreOptions): Store {
  const { file, onError, maxFileBytes = hubLimits.maxStoreFileBytes } = options
  const { writeDelayMs: delayMs = hubLimits.storeWriteDelayMs, retryMs = hubLimits.storeRetryMs } = options
  const changes = new Changes()
  const state = createStoreState(options, changes)
  const memory = createStoreInMemory(options, state, changes)
  const walSync = createWalSync(file)
  let database: Database | undefined
  let writer: WriteBehind | undefined

  const flushed = (isPatient = false) => writer?.flushed(isPatient) ?? Promise.resolve()

  return {
    ...memory,
    get broker() {
      return memory.broker
    },
    get stats() {
      return state.stats
    },
    async setup(broker) {
      database = await openMqttDatabase({ file, maxFileBytes, use: (opened) => load(opened, state) })
      const commit = createCommit(database, state, changes)
      const sync = () => walSync.sync()
      const hasChanges = () => !changes.isEmpty
      writer = new WriteBehind({ hasChanges, commit, sync, onError, delayMs, retryMs })
      changes.forgetUnchanged((topic) => state.retained.get(topic) !== undefined)
      changes.onChange = () => writer?.changed()
      if (!changes.isEmpty) writer.changed()
      await memory.setup(broker)
    },
    flushed: () => flushed(),
    async destroy() {
      changes.onChange = undefined
      try {
        await writer?.close()
      } finally {
        await walSync.close()
        if (database !== undefined) closeMqttDatabase(database)
        database = undefined
      }
    },

    async outgoingUpdate(client, packet) {
      await memory.outgoingUpdate(client, packet)
      // Exactly once: a client that has seen the message id, or the PUBREL, must meet it again after a crash. A broken
      // disk holds up nobody here; the worst that follows is a second delivery.
      if (packet.cmd === 'pubrel' || ('qos' in packet && packet.qos === 2)) await flushed().catch(() => {})
    },
    async incomingGetPacket(client, packet) {
      const found = await memory.incomingGetPacket(client, packet)
      // Aedes answers with PUBREC at once, and a first try may have failed to reach the disk.
      await flushed()
      return found
    },
    async incomingDelPacket(client, packet) {
      await memory.incomingDelPacket(client, packet)
      // PUBCOMP lets the client use the id for another message, which a crash must not take for the old one.
      await flushed(true)
    },
  }
}
