import { setTimeout as sleep } from 'node:timers/promises'
import { createPeopleInMemory } from '../accounts/people-in-memory.ts'
import type { PeopleStore } from '../accounts/people-store.ts'
import type { AuditRepository } from '../audit/audit-repository.ts'
import type { Clock } from '../clock.ts'
import type { CredentialsRepository } from '../credentials/credentials-repository.ts'
import type { MessagesRepository } from '../deliveries/messages-repository.ts'
import type { DisplaysRepository } from '../displays/displays-repository.ts'
import type { GroupsRepository } from '../groups/groups-repository.ts'
import type { HistoryRepository } from '../history/history-repository.ts'
import type { RepeatsRepository } from '../http/repeats-repository.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import { createMemoryStore } from '../mqtt/store/memory-store.ts'
import type { Store } from '../mqtt/store/store.ts'
import type { PagesRepository } from '../pages/pages-repository.ts'
import type { QuietHoursRepository } from '../quiet-hours/quiet-hours-repository.ts'
import type { RoomHistory } from '../room/room-history.ts'
import type { SchedulesRepository } from '../schedules/schedules-repository.ts'
import type { SettingsRepository } from '../settings/settings-repository.ts'
import type { TokensRepository } from '../tokens/tokens-repository.ts'
import { createAuditInMemory } from './repositories/audit-in-memory.ts'
import { createAuditInSql } from './repositories/audit-in-sql.ts'
import { createCredentialsInMemory } from './repositories/credentials-in-memory.ts'
import { createCredentialsInSql } from './repositories/credentials-in-sql.ts'
import { createDisplaysInMemory } from './repositories/displays-in-memory.ts'
import { createDisplaysInSql } from './repositories/displays-in-sql.ts'
import { createGroupsInMemory } from './repositories/groups-in-memory.ts'
import { createGroupsInSql } from './repositories/groups-in-sql.ts'
import { createHistoryInMemory } from './repositories/history-in-memory.ts'
import { createHistoryInSql } from './repositories/history-in-sql.ts'
import { createMessagesInMemory } from './repositories/messages-in-memory.ts'
import { createMessagesInSql } from './repositories/messages-in-sql.ts'
import { createPagesInMemory } from './repositories/pages-in-memory.ts'
import { createPagesInSql } from './repositories/pages-in-sql.ts'
import { createPeopleInSql } from './repositories/people-in-sql.ts'
import { createQuietHoursInMemory, createQuietHoursInSql } from './repositories/quiet-hours.ts'
import { createRepeatsInMemory, createRepeatsInSql } from './repositories/repeats.ts'
import { createRoomInMemory, createRoomInSql } from './repositories/room.ts'
import { createSchedulesInMemory, createSchedulesInSql } from './repositories/schedules.ts'
import { createSettingsInMemory, createSettingsInSql } from './repositories/settings.ts'
import { createTokensInMemory } from './repositories/tokens-in-memory.ts'
import { createTokensInSql } from './repositories/tokens-in-sql.ts'
import type { SqlDatabase } from './sql-database.ts'
import { Writer, type WriterHealth } from './writer/writer.ts'

/** What the hub keeps beyond its own life. */
export interface Stores {
  readonly displays: DisplaysRepository
  readonly credentials: CredentialsRepository
  readonly groups: GroupsRepository
  readonly tokens: TokensRepository
  readonly audit: AuditRepository
  readonly people: PeopleStore
  readonly settings: SettingsRepository
  readonly messages: MessagesRepository
  readonly history: HistoryRepository
  readonly repeats: RepeatsRepository
  readonly schedules: SchedulesRepository
  readonly quietHours: QuietHoursRepository
  readonly pages: PagesRepository
  readonly room: RoomHistory
  /** Retained messages, sessions and wills. The MQTT server opens and closes it. */
  readonly mqtt: Store
  /** How the database does that everything but `mqtt` is in. */
  readonly health: () => WriterHealth
  /** Writes what is left, for a limited time, and closes the database. */
  close(): Promise<void>
}

interface Options {
  readonly database: SqlDatabase
  readonly mqtt: Store
  readonly clock: Clock
  readonly log: Log
}

/** Every repository on one database. What others refer to is opened first. */
export function createStores({ database, mqtt, clock, log }: Options): Stores {
  const { kysely, name, kind, announcements } = database
  const writer = new Writer({
    transaction: database.transaction,
    onUnavailable: (reason) => log.error({ database: name, reason }, 'the database is not available; changes wait'),
    onAvailable: () => log.info({ database: name }, 'the database is available again'),
    onRefused: (reason) => log.error({ database: name, reason }, 'the database refuses a change; it is let go'),
  })
  // A file is there as long as the process is; a server should be missed before somebody needs it.
  const checking =
    kind === 'postgres' ? setInterval(() => writer.check(), limits.checkDatabaseIntervalMs).unref() : undefined
  return {
    displays: createDisplaysInSql({ kysely, writer, clock }),
    credentials: createCredentialsInSql({ kysely, writer, announcements }),
    groups: createGroupsInSql({ kysely, writer, announcements }),
    tokens: createTokensInSql({ kysely, writer, announcements }),
    audit: createAuditInSql({ kysely, writer }),
    people: createPeopleInSql(database),
    settings: createSettingsInSql(database),
    messages: createMessagesInSql({ kysely, kind, writer }),
    history: createHistoryInSql({ kysely, kind, writer }),
    repeats: createRepeatsInSql(kysely),
    schedules: createSchedulesInSql(database),
    pages: createPagesInSql({ kysely, writer }),
    quietHours: createQuietHoursInSql(database),
    room: createRoomInSql({ kysely, writer }),
    mqtt,
    health: () => writer.health,
    async close() {
      clearInterval(checking)
      const unsaved = await writer.close()
      if (unsaved > 0) log.error({ database: name, unsaved }, 'changes could not be saved; they are lost')
      // A server that does not answer must not hold up the end of the process.
      await Promise.race([database.close(), sleep(limits.closeDatabaseTimeoutMs / 4, undefined, { ref: false })])
    },
  }
}

/** Everything in memory, for tests. */
export function createMemoryStores(clock: Clock): Stores {
  const messages = createMessagesInMemory()
  return {
    displays: createDisplaysInMemory(),
    credentials: createCredentialsInMemory(),
    groups: createGroupsInMemory(),
    tokens: createTokensInMemory(),
    audit: createAuditInMemory(),
    people: createPeopleInMemory(),
    settings: createSettingsInMemory(),
    messages,
    history: createHistoryInMemory(messages),
    repeats: createRepeatsInMemory(),
    schedules: createSchedulesInMemory(),
    quietHours: createQuietHoursInMemory(),
    pages: createPagesInMemory(),
    room: createRoomInMemory(),
    mqtt: createMemoryStore({ limits, clock }),
    health: () => ({ fault: undefined, pending: 0, dropped: 0 }),
    close: async () => {},
  }
}
