import type { UserView } from '#contract/people.ts'
import { reachText } from './reach-picker.tsx'
import { roleNames } from './role-names.ts'

interface PersonRowProps {
  readonly user: UserView
  readonly isSelf: boolean
  readonly onEdit: () => void
}

/** One person: who it is and what they may do. */
export function PersonRow({ user, isSelf, onEdit }: PersonRowProps) {
  const { name, email, emailVerified, role, reach, disabled, secondFactor } = user
  const marks = [
    isSelf ? 'you' : '',
    disabled ? 'disabled' : '',
    secondFactor ? 'second factor' : '',
    emailVerified ? '' : 'e-mail not verified',
  ].filter((mark) => mark !== '')
  return (
    <li class="flex items-center gap-3 py-3">
      <div class="min-w-0 flex-1">
        <p class="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span class="max-w-full truncate font-medium">{name}</span>
          {marks.map((mark) => (
            <span key={mark} class="badge badge-sm border-base-300 bg-base-200">
              {mark}
            </span>
          ))}
        </p>
        <p class="text-muted truncate text-sm">{email}</p>
        <p class="text-muted truncate text-sm">
          {roleNames[role].name} · {reachText(reach)}
        </p>
      </div>
      {isSelf ? (
        <a href="/account" class="btn h-11 shrink-0">
          Account
        </a>
      ) : (
        <button type="button" class="btn h-11 shrink-0" aria-label={`Change ${name}`} onClick={onEdit}>
          Change
        </button>
      )}
    </li>
  )
}
