import type { AddDisplay } from '#contract/boards.ts'
import type { DisplayId } from '#contract/ids.ts'
import type { Identities } from '../access/identities.ts'
import { actorOf } from '../accounts/caller.ts'
import type { Audit } from '../audit/audit.ts'
import { isoTime } from '../clock.ts'
import type { Displays } from '../displays/displays.ts'
import type { Handlers } from '../http/handler.ts'

interface Options {
  readonly identities: Pick<Identities, 'credentials' | 'deliver' | 'keptDisplays'>
  readonly displays: Pick<Displays, 'rename'>
  readonly audit: Pick<Audit, 'record'>
}

/** `POST /api/displays`, `POST /api/displays/:id/credentials`. */
export function credentialsRoutes({ identities, displays, audit }: Options): Handlers {
  const { credentials, keptDisplays } = identities
  return {
    async addDisplay({ body, caller }) {
      const { id, name } = body as AddDisplay
      const issued = await credentials.issue(id)
      if (name !== undefined) displays.rename(id, name)
      audit.record({ actor: actorOf(caller), action: 'display.added', subject: id })
      await keptDisplays.saved()
      return { status: 201, body: { ...issued, ...(name === undefined ? {} : { name }) } }
    },
    async rotateCredentials({ params }) {
      const id = params['id'] as DisplayId
      const { secret, oldUntil } = await credentials.rotate(id)
      const delivered = identities.deliver(id, secret)
      return {
        status: 200,
        body: { id, delivered, ...(delivered ? {} : { secret }), oldUntil: isoTime(oldUntil) },
      }
    },
  }
}
