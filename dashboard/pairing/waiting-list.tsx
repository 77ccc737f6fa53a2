import type { WaitingBoard } from '#contract/boards.ts'
import { sizeText } from '../displays/display-size.ts'
import { callHub } from '../hub/hub.ts'
import { clockTime } from '../ui/clock-time.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Icon } from '../ui/icon.tsx'
import { noticed } from '../ui/notice.tsx'
import { readWaitingBoards } from './waiting-boards.ts'

/** The boards that ask to be paired, so that one can be told from another. */
export function WaitingList({ boards }: { readonly boards: readonly WaitingBoard[] }) {
  const refuse = async (board: string): Promise<void> => {
    noticed(await callHub('refuseBoard', { id: board }))
    await readWaitingBoards()
  }
  return (
    <ul aria-label="Waiting boards" class="divide-y divide-base-300 rounded-field border border-base-300">
      {boards.map(({ board, kind, address, since, firmware, ...size }) => (
        <li key={board} class="flex items-center gap-3 py-1.5 pr-1.5 pl-3.5">
          <Icon name="board" class="size-5 text-muted" />
          <div class="min-w-0 flex-1 text-sm">
            <p class="truncate font-medium">
              {kind} · {sizeText(size)}
            </p>
            <p class="text-muted truncate">
              {address} · since {clockTime(Date.parse(since), Date.now())}
            </p>
          </div>
          <ConfirmButton action="Refuse" subject={`${kind} at ${address}`} onConfirm={() => void refuse(board)} />
        </li>
      ))}
    </ul>
  )
}
