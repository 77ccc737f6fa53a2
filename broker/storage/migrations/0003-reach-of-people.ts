import type { Kysely } from 'kysely'

/** Which displays and groups a person is limited to, as JSON; `null` is none. */
export async function reachOfPeople({ schema }: Kysely<never>): Promise<void> {
  await schema.alterTable('users').addColumn('reach', 'text').execute()
}
