import type { BetterAuthOptions } from 'better-auth'

/** Where people, their log-ins and their one-time links are kept. */
export interface PeopleStore {
  /** For better-auth, which reads and writes the tables of `account-tables.ts`. */
  database(): Promise<BetterAuthOptions['database']>
  /** Asked at every start, so that a hub without people in a browser never loads better-auth. */
  hasAdministrator(): Promise<boolean>
}
