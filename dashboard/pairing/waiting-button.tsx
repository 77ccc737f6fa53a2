import { Icon } from '../ui/icon.tsx'
import { isAnyWaiting, openPairing, waitingBoards } from './waiting-boards.ts'

/** "1 waiting": a board asks to be paired. */
export function WaitingButton() {
  const count = waitingBoards.value.boards.length
  return (
    <div role="status" class="flex">
      {isAnyWaiting.value && (
        <button
          type="button"
          class="btn h-11 border-0 bg-warning px-3 text-warning-content"
          aria-label={`${count} waiting to be paired`}
          onClick={openPairing}
        >
          <Icon name="board" class="hidden size-4.5 sm:inline" />
          {count} waiting
        </button>
      )}
    </div>
  )
}
