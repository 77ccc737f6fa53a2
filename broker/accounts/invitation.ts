import * as z from 'zod/mini'
import { emailSchema, type InvitationView, reachSchema, roleSchema } from '#contract/people.ts'
import { isoTime } from '../clock.ts'
import type { OpenLink } from './one-time-links.ts'

/** What an invitation is for, as its link keeps it. */
const invitationSchema = z.object({
  email: z.exactOptional(emailSchema),
  role: roleSchema,
  reach: z.exactOptional(reachSchema),
  by: z.string(),
})
export type Invitation = z.infer<typeof invitationSchema>

export function invitationOf({ value }: Pick<OpenLink, 'value'>): Invitation {
  return invitationSchema.parse(JSON.parse(value))
}

export function invitationView(link: OpenLink): InvitationView {
  const { email, role, reach, by } = invitationOf(link)
  return {
    id: link.id,
    ...(email === undefined ? {} : { email }),
    role,
    ...(reach === undefined ? {} : { reach }),
    invitedBy: by,
    createdAt: isoTime(link.createdAt.getTime()),
    expiresAt: isoTime(link.expiresAt.getTime()),
  }
}
