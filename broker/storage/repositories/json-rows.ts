import { type RawBuilder, sql } from 'kysely'
import type { SqlDatabase } from '../sql-database.ts'

export type Columns = Readonly<Record<string, 'text' | 'bigint'>>
export type Cell = string | number | null

/**
 * Any number of rows as a query with one parameter, in their order: several times cheaper than a parameter for each
 * cell. It ends with a condition, which SQLite needs before `on conflict`.
 */
export function jsonRows(kind: SqlDatabase['kind'], columns: Columns, rows: readonly (readonly Cell[])[]) {
  const json = JSON.stringify(rows)
  const cells = (cell: (index: RawBuilder<unknown>, type: RawBuilder<unknown>) => RawBuilder<unknown>) =>
    sql.join(
      Object.entries(columns).map(
        ([name, type], index) => sql`${cell(sql.lit(index), sql.raw(type))} as ${sql.ref(name)}`,
      ),
    )
  return kind === 'sqlite'
    ? sql`select ${cells((index) => sql`value ->> ${index}`)} from json_each(${json}) where true`
    : sql`select ${cells((index, type) => sql`(value ->> ${index})::${type}`)}
        from jsonb_array_elements(${json}::jsonb) with ordinality as item (value, place) where true`
}

/** Text that both databases take: PostgreSQL has no character 0, and halves of surrogate pairs are none. */
export function storable(text: string): string {
  return Buffer.from(text.replaceAll('\0', '\ufffd')).toString()
}
