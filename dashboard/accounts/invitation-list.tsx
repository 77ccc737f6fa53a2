import type { InvitationView } from '#contract/people.ts'
import { callHub } from '../hub/hub.ts'
import { clockTime } from '../ui/clock-time.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { noticed } from '../ui/notice.tsx'
import { reachText } from './reach-picker.tsx'
import { roleNames } from './role-names.ts'

/** Invitations that nobody has used yet. */
export function InvitationList({
  invitations,
  onChange,
}: {
  readonly invitations: readonly InvitationView[]
  readonly onChange: () => void
}) {
  const takeBack = async (id: string): Promise<void> => {
    noticed(await callHub('deleteInvitation', { id }))
    onChange()
  }
  return (
    <ul class="divide-y divide-base-300">
      {invitations.map(({ id, email = 'Anybody with the link', role, reach, invitedBy, expiresAt }) => (
        <li key={id} class="flex items-center gap-3 py-2">
          <div class="min-w-0 flex-1 text-sm">
            <p class="truncate font-medium">{email}</p>
            <p class="text-muted truncate">
              {roleNames[role].name} · {reachText(reach)}
            </p>
            <p class="text-muted truncate">
              by {invitedBy}, until {clockTime(Date.parse(expiresAt), Date.now())}
            </p>
          </div>
          <ConfirmButton
            action="Take back"
            subject={`the invitation for ${email}`}
            onConfirm={() => void takeBack(id)}
          />
        </li>
      ))}
    </ul>
  )
}
