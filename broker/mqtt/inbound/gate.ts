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
