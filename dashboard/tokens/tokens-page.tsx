import { useSignal } from '@preact/signals'
import { callHub } from '../hub/hub.ts'
import { administersHub } from '../session/session.ts'
import { useLoaded } from '../ui/loaded.ts'
import { noticed } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { NewTokenDialog } from './new-token-dialog.tsx'
import { TokenRow } from './token-row.tsx'

/** What scripts and other brokers log in with. */
export function TokensPage() {
  const { value, reload } = useLoaded(() => callHub('listTokens'))
  const isMaking = useSignal(false)
  if (!administersHub.value) return <p class="text-muted py-24 text-center">This is for administrators.</p>
  const revoke = async (id: string): Promise<void> => {
    noticed(await callHub('revokeToken', { id }))
    await reload()
  }
  const tokens = value.value?.tokens ?? []
  return (
    <div class="mx-auto max-w-3xl">
      <PageTitle title="API tokens" detail="Passwords for scripts, over HTTP and MQTT">
        <button
          type="button"
          class="btn btn-primary h-11"
          onClick={() => {
            isMaking.value = true
          }}
        >
          New token
        </button>
      </PageTitle>
      {value.value !== undefined && tokens.length === 0 ? (
        <p class="text-muted rounded-box border border-base-300 bg-base-100 px-6 py-16 text-center">
          There are none. A script that sends messages needs one with the role operator.
        </p>
      ) : (
        <ul class="divide-y divide-base-300 rounded-box border border-base-300 bg-base-100 px-4">
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} onRevoke={() => void revoke(token.id)} />
          ))}
        </ul>
      )}
      {isMaking.value && (
        <NewTokenDialog
          onMade={() => void reload()}
          onClose={() => {
            isMaking.value = false
          }}
        />
      )}
    </div>
  )
}
