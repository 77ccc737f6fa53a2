import type { ComponentChildren } from 'preact'

/** Sends a form; turns while the hub works on it. */
export function SubmitButton({
  isBusy,
  isDisabled = false,
  children,
  class: classes = '',
}: {
  readonly isBusy: boolean
  /** Something is missing; the form says what. */
  readonly isDisabled?: boolean
  readonly children: ComponentChildren
  readonly class?: string
}) {
  return (
    <button type="submit" class={`btn btn-primary h-11 ${classes}`} aria-disabled={isBusy || isDisabled}>
      {isBusy && <span class="loading loading-spinner loading-sm" aria-hidden="true" />}
      {children}
    </button>
  )
}
