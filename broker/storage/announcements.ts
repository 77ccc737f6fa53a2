import type { Transaction } from 'kysely'
import type { Tables } from './tables.ts'
import type { WriteChanges } from './writer/changes.ts'

/** What hubs on one database tell each other of. */
export type SharedTable = 'display_credentials' | 'api_tokens' | 'groups' | 'settings' | 'quiet_hours'

/** How hubs on one database hear of each other's changes; in a database of one hub alone nothing happens. */
export interface Announcements {
  /** Tells the other hubs as soon as the transaction is committed. */
  announce(transaction: Transaction<Tables>, table: SharedTable): Promise<void>
  /**
   * Runs `reread` after another hub has changed a table, and after each time in which that could not have been heard.
   * It never runs twice at once, and again later if it rejects.
   */
  follow(table: SharedTable, reread: () => Promise<void>): void
}

/** There is no other hub. */
export const noAnnouncements: Announcements = {
  announce: async () => {},
  follow: () => {},
}

/** Writes changes, and tells other hubs in the same transaction. */
export function announced<Value>(
  announcements: Announcements,
  table: SharedTable,
  write: WriteChanges<Value>,
): WriteChanges<Value> {
  return async (transaction, changes) => {
    await write(transaction, changes)
    await announcements.announce(transaction, table)
  }
}
