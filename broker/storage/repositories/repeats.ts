import type { Kysely } from 'kysely'
import type { KeptRequest, RepeatsRepository } from '../../http/repeats-repository.ts'
import type { Tables } from '../tables.ts'

type Row = Tables['repeatable_requests']

/** The table `repeatable_requests`, written at once: what is to be done once must not be half remembered. */
export function createRepeatsInSql(kysely: Kysely<Tables>): RepeatsRepository {
  return {
    async find(id) {
      const row = await kysely.selectFrom('repeatable_requests').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? undefined : requestOf(row)
    },
    async begin(request) {
      const row = rowOf(request)
      await kysely
        .insertInto('repeatable_requests')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute()
    },
    async finish(id, { status, body }) {
      await kysely
        .updateTable('repeatable_requests')
        .set({ status, body: body ?? null })
        .where('id', '=', id)
        .execute()
    },
    async forget(id) {
      await kysely.deleteFrom('repeatable_requests').where('id', '=', id).execute()
    },
    async prune({ olderThan, keep }) {
      await kysely.deleteFrom('repeatable_requests').where('at', '<', olderThan).execute()
      const tooMany = await kysely
        .selectFrom('repeatable_requests')
        .select(['at', 'id'])
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .offset(keep)
        .limit(1)
        .executeTakeFirst()
      if (tooMany === undefined) return
      const { at, id } = tooMany
      await kysely
        .deleteFrom('repeatable_requests')
        .where((row) => row.or([row('at', '<', at), row.and([row('at', '=', at), row('id', '<=', id)])]))
        .execute()
    },
  }
}

function rowOf({ id, request, messageId, at, answer }: KeptRequest): Row {
  return {
    id,
    request_sha256: request,
    message_id: messageId,
    at,
    status: answer?.status ?? null,
    body: answer?.body ?? null,
  }
}

function requestOf({ id, request_sha256, message_id, at, status, body }: Row): KeptRequest {
  const answer = status === null ? undefined : { status, body: body ?? undefined }
  return { id, request: request_sha256, messageId: message_id, at, answer }
}

/** Requests with a key, for as long as the process lives. */
export function createRepeatsInMemory(): RepeatsRepository {
  const requests = new Map<string, KeptRequest>()
  return {
    find: async (id) => requests.get(id),
    begin: async (request) => void requests.set(request.id, request),
    async finish(id, answer) {
      const request = requests.get(id)
      if (request !== undefined) requests.set(id, { ...request, answer })
    },
    forget: async (id) => void requests.delete(id),
    async prune({ olderThan, keep }) {
      const newest = [...requests.values()].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
      for (const [index, { id, at }] of newest.entries()) if (at < olderThan || index >= keep) requests.delete(id)
    },
  }
}
