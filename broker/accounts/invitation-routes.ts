import { MarqueeError } from '#contract/errors.ts'
import type { NewInvitation } from '#contract/people.ts'
import type { Audit } from '../audit/audit.ts'
import type { Handlers } from '../http/handler.ts'
import { actorOf } from './caller.ts'
import { type Invitation, invitationView } from './invitation.ts'
import { letters } from './mail/letters.ts'
import type { Mailer } from './mail/mailer.ts'
import type { OneTimeLinks } from './one-time-links.ts'

interface Options {
  readonly links: OneTimeLinks
  readonly mailer: Mailer
  readonly audit: Audit
}

/** `GET`, `POST` and `DELETE /api/invitations`. */
export function invitationRoutes({ links, mailer, audit }: Options): Handlers {
  return {
    async listInvitations() {
      return { status: 200, body: { invitations: (await links.list('invitation')).map(invitationView) } }
    },
    async createInvitation({ body, caller }) {
      const { email, role, reach } = body as NewInvitation
      const by = actorOf(caller)
      const invitation: Invitation = {
        ...(email === undefined ? {} : { email }),
        role,
        ...(reach === undefined ? {} : { reach }),
        by,
      }
      const { id, ...link } = await links.make('invitation', JSON.stringify(invitation))
      const kept = (await links.list('invitation')).find((each) => each.id === id)
      if (kept === undefined) throw new MarqueeError({ code: 'conflict', message: 'the invitation was taken back' })
      const mailed = email !== undefined && mailer.sendsMail
      if (mailed) mailer.send(letters.invitation(email, by, link))
      audit.record({ actor: by, action: 'user.invited', subject: email ?? id, details: { role } })
      return { status: 201, body: { invitation: invitationView(kept), link: { ...link, mailed } } }
    },
    async deleteInvitation({ params, caller }) {
      const id = params['id'] ?? ''
      if (!(await links.remove('invitation', id)))
        throw new MarqueeError({ code: 'not_found', message: 'there is no such invitation, or it was used' })
      audit.record({ actor: actorOf(caller), action: 'user.invitation-taken-back', subject: id })
      return { status: 204 }
    },
  }
}
