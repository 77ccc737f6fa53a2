import { lazyPage } from '../ui/lazy-page.tsx'
import { isPairingOpen } from './waiting-boards.ts'

const PairingDialog = lazyPage(async () => (await import('./pairing-dialog.tsx')).PairingDialog)

/** The place of the pairing dialog on the page. */
export function PairingHost() {
  if (!isPairingOpen.value) return null
  return (
    <PairingDialog
      onClose={() => {
        isPairingOpen.value = false
      }}
    />
  )
}
