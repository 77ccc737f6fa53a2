import { useSignal } from '@preact/signals'
import type { Rom } from '#contract/display.ts'
import { Choice } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { sentence } from '../ui/notice.tsx'
import { sizeText } from './display-size.ts'
import { isStartDialogOpen, startVirtualDisplay } from './virtual-displays.ts'

const sizes = [
  { columns: 16, rows: 2 },
  { columns: 20, rows: 4 },
  { columns: 20, rows: 2 },
  { columns: 40, rows: 2 },
] as const
const roms: readonly (readonly [Rom, string])[] = [
  ['A00', 'A00 · Japanese'],
  ['A02', 'A02 · European'],
]

/** Asks for the size of a new virtual display. */
export function StartVirtualDisplayDialog() {
  return isStartDialogOpen.value ? <StartForm /> : null
}

function StartForm() {
  const size = useSignal<string>('20×4')
  const rom = useSignal<Rom>('A00')
  const problem = useSignal<string | undefined>(undefined)
  const isStarting = useSignal(false)
  const close = (): void => {
    isStartDialogOpen.value = false
  }
  const start = async (event: Event): Promise<void> => {
    event.preventDefault()
    const chosen = sizes.find((candidate) => sizeText(candidate) === size.value)
    if (chosen === undefined || isStarting.value) return
    isStarting.value = true
    problem.value = await startVirtualDisplay({ ...chosen, rom: rom.value })
    isStarting.value = false
    if (problem.value === undefined) close()
  }
  return (
    <Dialog title="Start a virtual display" onClose={close}>
      <form class="flex flex-col gap-6 p-5" onSubmit={(event) => void start(event)}>
        <p class="text-muted">It runs inside the hub with the same program as a board, and shows the same pictures.</p>
        <Choice
          label="Size"
          options={sizes.map((candidate) => [sizeText(candidate), sizeText(candidate)] as const)}
          value={size.value}
          onChange={(value) => {
            size.value = value
          }}
        />
        <Choice
          label="Characters"
          options={roms}
          value={rom.value}
          onChange={(value) => {
            rom.value = value
          }}
        />
        <p role="alert" class="text-error empty:hidden">
          {problem.value === undefined ? '' : sentence(problem.value)}
        </p>
        <div class="flex justify-end gap-2">
          <button type="button" class="btn btn-ghost h-11" onClick={close}>
            Cancel
          </button>
          <button type="submit" class="btn btn-primary h-11">
            {isStarting.value ? 'Starting…' : 'Start'}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
