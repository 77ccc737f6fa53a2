import { useSignal } from '@preact/signals'
import type { UserView } from '#contract/people.ts'
import { callHub } from '../hub/hub.ts'
import { administersHub, session } from '../session/session.ts'
import { useLoaded } from '../ui/loaded.ts'
import { sentence } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Panel } from '../ui/panel.tsx'
import { InvitationList } from './invitation-list.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { PersonDialog } from './person-dialog.tsx'
import { PersonRow } from './person-row.tsx'

/** Everybody who has an account, and who is invited. */
export function PeoplePage() {
  const users = useLoaded(() => callHub('listUsers'))
  const invitations = useLoaded(() => callHub('listInvitations'))
  const isInviting = useSignal(false)
  const edited = useSignal<UserView | undefined>(undefined)
  if (!administersHub.value) return <p class="text-muted py-24 text-center">This is for administrators.</p>
  const open = invitations.value.value?.invitations ?? []
  const everybody = users.value.value?.users ?? []
  return (
    <div class="mx-auto max-w-3xl">
      <PageTitle title="People" detail="Who may use this hub, and what for">
        <button
          type="button"
          class="btn btn-primary h-11"
          onClick={() => {
            isInviting.value = true
          }}
        >
          Invite somebody
        </button>
      </PageTitle>
      <p role="alert" class="text-error empty:hidden">
        {users.fault.value === undefined ? '' : sentence(users.fault.value.message)}
      </p>
      {everybody.length === 0 && users.value.value !== undefined ? (
        <p class="text-muted rounded-box border border-base-300 bg-base-100 px-6 py-12 text-center">
          Nobody has an account yet.{' '}
          <a href="/claim" class="link link-primary">
            Claim this hub
          </a>{' '}
          to become its administrator.
        </p>
      ) : (
        <ul class="divide-y divide-base-300 rounded-box border border-base-300 bg-base-100 px-4">
          {everybody.map((user) => (
            <PersonRow
              key={user.id}
              user={user}
              isSelf={user.id === session.value?.user?.id}
              onEdit={() => {
                edited.value = user
              }}
            />
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <div class="mt-5">
          <Panel title="Open invitations">
            <InvitationList invitations={open} onChange={() => void invitations.reload()} />
          </Panel>
        </div>
      )}
      {isInviting.value && (
        <InviteDialog
          onInvited={() => void invitations.reload()}
          onClose={() => {
            isInviting.value = false
          }}
        />
      )}
      {edited.value !== undefined && (
        <PersonDialog
          user={edited.value}
          onChange={() => void users.reload()}
          onClose={() => {
            edited.value = undefined
          }}
        />
      )}
    </div>
  )
}
