import { session } from '../session/session.ts'
import { PageTitle } from '../ui/page-title.tsx'
import { ChangePassword } from './change-password.tsx'
import { LoginsPanel } from './logins-panel.tsx'
import { roleNames } from './role-names.ts'
import { SecondFactorPanel } from './second-factor-panel.tsx'

/** What somebody does with their own account. */
export function AccountPage() {
  const user = session.value?.user
  if (user === undefined) return <p class="text-muted py-24 text-center">Nobody is logged in here.</p>
  return (
    <div class="mx-auto max-w-3xl">
      <PageTitle title={user.name} detail={`${user.email} · ${roleNames[user.role].name}`} />
      <div class="flex flex-col gap-4">
        <ChangePassword email={user.email} />
        <SecondFactorPanel isOn={user.secondFactor} />
        <LoginsPanel />
      </div>
    </div>
  )
}
