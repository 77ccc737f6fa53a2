import { useSignal } from '@preact/signals'
import { LcdStill } from '../lcd/lcd-still.tsx'
import { administersHub, session } from '../session/session.ts'
import { Icon } from '../ui/icon.tsx'
import { sentence } from '../ui/notice.tsx'
import { startVirtualDisplay } from './virtual-displays.ts'

/** What a new hub shows: one sentence and one button. */
export function EmptyState() {
  const state = useSignal<{ isStarting: boolean; problem?: string }>({ isStarting: false })
  const start = async (): Promise<void> => {
    state.value = { isStarting: true }
    const problem = await startVirtualDisplay({ columns: 20, rows: 4 })
    state.value = problem === undefined ? { isStarting: true } : { isStarting: false, problem }
  }
  return (
    <section class="mx-auto flex max-w-lg flex-col items-center gap-6 py-12 text-center md:py-20">
      <div class="w-80 max-w-full" aria-hidden="true">
        <LcdStill columns={16} rows={2} text={['   Your text', '     here']} />
      </div>
      <div>
        <h1 class="text-2xl font-semibold tracking-tight">No displays yet</h1>
        <p class="text-muted mt-2 leading-relaxed">
          {administersHub.value
            ? 'Start a virtual display to see how it works, or connect a board: it asks to be paired here.'
            : 'As soon as there is one that you may see, it appears here by itself.'}
        </p>
      </div>
      {administersHub.value && (
        <button
          type="button"
          class="btn btn-primary h-12 px-6 text-base"
          aria-disabled={state.value.isStarting}
          onClick={() => {
            if (!state.value.isStarting) void start()
          }}
        >
          {state.value.isStarting ? (
            <span class="loading loading-spinner loading-sm" aria-hidden="true" />
          ) : (
            <Icon name="plus" />
          )}
          {state.value.isStarting ? 'Starting…' : 'Start a virtual display'}
        </button>
      )}
      {session.value?.claimed === false && (
        <p class="text-muted text-sm">
          Nobody is the administrator of this hub yet.{' '}
          <a href="/claim" class="link link-primary inline-flex min-h-11 items-center">
            Claim it
          </a>
        </p>
      )}
      <p role="alert" class="min-h-6 text-error">
        {state.value.problem === undefined ? '' : sentence(state.value.problem)}
      </p>
    </section>
  )
}
