import type * as z from 'zod/mini'
import type { Role } from './people.ts'

/** One operation of the HTTP API: what the router mounts and the OpenAPI document lists. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  readonly path: string
  readonly summary: string
  /** The least role that may do this. `anyone` may be nobody; `person` is whoever has logged in with a password. */
  readonly access: 'anyone' | 'person' | Role
  /**
   * What `{id}` names, which whoever is limited to some displays and groups must reach. Without it an operation of
   * administrators concerns the whole hub, and nobody who is limited may do it; others look after this themselves.
   */
  readonly about?: 'display' | 'group' | 'all'
  /** What the audit log calls it when it was done; `{id}` is its subject. */
  readonly audit?: string
  /** Takes the header `Idempotency-Key`: a request with a key that was used before is answered as that one was, for 24 hours. */
  readonly isRepeatable?: true
  readonly params?: Readonly<Record<string, z.ZodMiniType>>
  readonly query?: Readonly<Record<string, string>>
  /** What values of `query` have to be, where that is more than text; numbers are meant as they are written. */
  readonly queryValues?: Readonly<Record<string, z.ZodMiniType>>
  /** A schema for JSON, or a sentence that describes a raw body. */
  readonly body?: z.ZodMiniType | string
  /** The answer is written piece by piece, with this content type, instead of as one JSON document. */
  readonly stream?: string
  readonly responses: Readonly<Record<number, z.ZodMiniType | string>>
}
