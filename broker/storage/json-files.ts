import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { aboutSchema } from '#contract/display.ts'
import { displayIdSchema } from '#contract/ids.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { writeDisplays } from './repositories/displays-in-sql.ts'
import { writeGroups } from './repositories/groups-in-sql.ts'
import type { SqlDatabase } from './sql-database.ts'

const groupsSchema = z.record(z.string(), z.array(z.string()))
const displaysSchema = z.array(
  z.object({ id: displayIdSchema, offlineSince: z.exactOptional(z.int()), about: z.exactOptional(aboutSchema) }),
)

interface Options {
  readonly directory: string
  readonly database: SqlDatabase
  readonly clock: Clock
  readonly log: Log
}

/**
 * Takes over `groups.json` and `displays.json`, in which the first versions kept what is in the database now. What the
 * database knows already stays. Rejects, with nothing taken over, if one of them cannot be read.
 */
export async function importJsonFiles({ directory, database, clock, log }: Options): Promise<void> {
  const groups = read(join(directory, 'groups.json'), groupsSchema)
  const displays = read(join(directory, 'displays.json'), displaysSchema)
  if (groups === undefined && displays === undefined) return
  await database.transaction(async (transaction) => {
    const isNew = async (table: 'groups' | 'displays') => {
      const known = new Set((await transaction.selectFrom(table).select('id').execute()).map(({ id }) => id))
      return ([id]: readonly [string, unknown]) => !known.has(id)
    }
    const members = Object.entries(groups?.content ?? {}).map(([id, ids]) => [id, [...new Set(ids)]] as const)
    await writeGroups(transaction, new Map(members.filter(await isNew('groups'))))
    const kept = (displays?.content ?? []).map(
      ({ id, offlineSince, about }) => [id, { id, offlineSince, about }] as const,
    )
    await writeDisplays(transaction, new Map(kept.filter(await isNew('displays'))), clock)
  })
  for (const file of [groups, displays]) {
    if (file === undefined) continue
    renameSync(file.path, `${file.path}.imported`)
    log.info({ file: file.path }, 'moved into the database')
  }
}

function read<Schema extends z.ZodMiniType>(path: string, schema: Schema) {
  if (!existsSync(path)) return undefined
  try {
    return { path, content: schema.parse(JSON.parse(readFileSync(path, 'utf8'))) as z.infer<Schema> }
  } catch (cause) {
    throw new Error(`${path} is damaged. Repair it, or move it away to start without it.`, { cause })
  }
}
