import { signal } from '@preact/signals'
import type { Answer } from '../hub/worker-messages.ts'
import { Icon } from './icon.tsx'

/** A sentence for the user about something that did not work. */
export const notice = signal<string | undefined>(undefined)

/** Says what went wrong with a call of the hub, if anything did; answers whether it went well. */
export function noticed(answer: Answer<unknown>): boolean {
  if (!answer.ok) notice.value = sentence(answer.error.message)
  return answer.ok
}

/** Turns a message of the hub into a sentence. */
export function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1)
  return /[.!?]$/.test(text) ? text : `${text}.`
}

/** Shows the notice until it is closed. */
export function NoticeBar() {
  return (
    <div role="alert" class="pointer-events-none fixed inset-x-4 bottom-20 z-20 flex justify-center lg:bottom-6">
      {notice.value !== undefined && (
        <div class="pointer-events-auto flex max-w-xl items-center gap-3 rounded-box bg-neutral py-1 pr-1 pl-4 text-neutral-content shadow-xl">
          <Icon name="alert" />
          <span>{notice.value}</span>
          <button
            type="button"
            class="btn btn-ghost btn-square size-11"
            aria-label="Close this notice"
            onClick={() => {
              notice.value = undefined
            }}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  )
}
