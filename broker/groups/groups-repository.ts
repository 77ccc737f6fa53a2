/** Where groups and their members are kept. Writing never waits for the database. */
export interface GroupsRepository {
  /** The members of each group. Rejects if they cannot be read. */
  load(): Promise<ReadonlyMap<string, readonly string[]>>
  put(id: string, members: readonly string[]): void
  remove(id: string): void
  /** Resolves when what was put and removed before is kept; rejects with `unavailable` if it could not be in time. */
  saved(): Promise<void>
  /**
   * Told of all groups each time that another hub on the same database may have changed some. Those that this hub changed
   * meanwhile are its own, and newer than what was read.
   */
  onChangedElsewhere(
    listener: (kept: ReadonlyMap<string, readonly string[]>, isOurs: (id: string) => boolean) => void,
  ): void
}
