import type { ErrorBody } from '#contract/errors.ts'
import type { Principal } from '../../access/principal.ts'
import type { Verdict } from '../../inbox/inbox.ts'
import type { Publication } from '../../publication.ts'

/** What looks at each PUBLISH before it is passed on. Must not wait for anything. */
export interface Gate {
  admit(publication: Publication, principal: Principal): Verdict
  /** Told of each PUBLISH to a topic that cannot be one, or that its sender may not publish to. */
  refuse(publication: Publication, error: ErrorBody): void
}

interface Parts {
  /** Asked one after the other; `undefined` leaves it to the next. */
  readonly first: readonly { admit(publication: Publication, principal: Principal): Verdict | undefined }[]
  readonly last: { admit(publication: Publication): Verdict }
  readonly refuse: Gate['refuse']
}

/** A gate of several parts, which are there by the time of the first PUBLISH. */
export function createGate(open: () => Parts): Gate {
  let parts: Parts | undefined
  return {
    admit(publication, principal) {
      parts ??= open()
      for (const part of parts.first) {
        const verdict = part.admit(publication, principal)
        if (verdict !== undefined) return verdict
      }
      return parts.last.admit(publication)
    },
    refuse(publication, error) {
      parts ??= open()
      parts.refuse(publication, error)
    },
  }
}
