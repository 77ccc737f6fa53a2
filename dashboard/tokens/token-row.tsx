import type { TokenView } from '#contract/tokens.ts'
import { reachText } from '../accounts/reach-picker.tsx'
import { clockTime } from '../ui/clock-time.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { tokenRoleNames } from './token-role-names.ts'

/** One token: what it is for, and whether it is still used. */
export function TokenRow({ token, onRevoke }: { readonly token: TokenView; readonly onRevoke: () => void }) {
  const { id, name, role, displays, groups, expires, expired, lastUsed } = token
  const now = Date.now()
  const time = (moment: string): string => clockTime(Date.parse(moment), now)
  const reach =
    displays === undefined && groups === undefined ? undefined : { displays: displays ?? [], groups: groups ?? [] }
  return (
    <li class="flex items-center gap-3 py-3">
      <div class="min-w-0 flex-1">
        <p class="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span class="max-w-full truncate font-medium">{name}</span>
          {expired && <span class="badge badge-sm border-base-300 bg-base-200">expired</span>}
        </p>
        <p class="text-muted truncate text-sm">
          {tokenRoleNames[role]} · {reachText(reach)} · <span class="font-mono">mqt_{id}_…</span>
        </p>
        <p class="text-muted text-sm">
          {lastUsed === undefined ? 'Never used' : `Last used ${time(lastUsed)}`}
          {expires === undefined ? ', never expires' : `, ${expired ? 'expired' : 'expires'} ${time(expires)}`}
        </p>
      </div>
      <ConfirmButton action="Revoke" subject={name} onConfirm={onRevoke} />
    </li>
  )
}
