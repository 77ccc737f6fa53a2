import type { ErrorBody } from '#contract/errors.ts'
import { Icon } from '../ui/icon.tsx'
import { sentence } from '../ui/notice.tsx'

/** Why the hub does not tell this browser anything. */
export function Refusal({ error }: { readonly error: ErrorBody }) {
  return (
    <div
      role="alert"
      class="mx-auto mt-16 flex max-w-xl items-start gap-4 rounded-box border border-base-300 bg-base-100 p-6"
    >
      <Icon name="alert" class="size-6 text-warning" />
      <div>
        <h1 class="text-lg font-semibold">The hub does not let this browser in</h1>
        <p class="text-muted mt-1">{sentence(error.message)}</p>
      </div>
    </div>
  )
}
