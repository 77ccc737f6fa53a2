type Sqlite = typeof import('@photostructure/sqlite')
export type Database = InstanceType<Sqlite['DatabaseSync']>
export type Statement = ReturnType<Database['prepare']>

const firstNodeWithSqlite = 24

/** Opens a file with the SQLite of Node where it is settled, and else with the package that has the same API. */
export async function openDatabase(file: string): Promise<Database> {
  const major = Number.parseInt(process.versions.node, 10)
  const builtIn = major >= firstNodeWithSqlite ? process.getBuiltinModule('node:sqlite') : undefined
  const { DatabaseSync } = (builtIn as Sqlite | undefined) ?? (await import('@photostructure/sqlite'))
  return new DatabaseSync(file)
}
