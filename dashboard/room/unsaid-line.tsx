import { sentence } from '../ui/notice.tsx'
import type { Unsaid } from './room-outbox.ts'

const states = { sending: 'Sending…', waiting: 'Waiting for the hub', refused: '' } as const

/** Something that was written here and is not in the room yet. */
export function UnsaidLine({ unsaid, onForget }: { readonly unsaid: Unsaid; readonly onForget: () => void }) {
  const { text, state, problem } = unsaid
  return (
    <div class="mb-2 flex flex-col items-end">
      <p class="max-w-[min(100%,36rem)] rounded-box border border-dashed border-primary px-3.5 py-2 whitespace-pre-wrap [overflow-wrap:anywhere]">
        {text}
      </p>
      <p class={`px-1 text-sm ${state === 'refused' ? 'text-error' : 'text-muted'}`}>
        {problem === undefined ? states[state] : `Not sent: ${sentence(problem)}`}{' '}
        {state === 'refused' && (
          <button type="button" class="link" onClick={onForget}>
            Take it away
          </button>
        )}
      </p>
    </div>
  )
}
