import { useLocation } from 'preact-iso/router'
import { Dialog } from '../ui/dialog.tsx'
import { PairingForm } from './pairing-form.tsx'
import { waitingBoards } from './waiting-boards.ts'
import { WaitingList } from './waiting-list.tsx'

/** Adopts a board: its code stands on its LCD and nowhere else. */
export function PairingDialog({ onClose }: { readonly onClose: () => void }) {
  const { route } = useLocation()
  const { boards, pausedUntil } = waitingBoards.value
  return (
    <Dialog title="Pair a board" onClose={onClose}>
      <div class="flex flex-col gap-5 overflow-y-auto p-5">
        {boards.length === 0 ? (
          <p class="text-muted">
            No board is waiting. Power one that has no credentials yet: it connects to this hub and shows six digits.
          </p>
        ) : (
          <WaitingList boards={boards} />
        )}
        <PairingForm
          pausedUntil={pausedUntil}
          onPaired={(id) => {
            onClose()
            route(`/displays/${id}`)
          }}
        />
      </div>
    </Dialog>
  )
}
