import type { ComponentChildren } from 'preact'
import { Dialog } from './dialog.tsx'

interface TwoPartDialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly onSubmit: () => void
  /** What is filled in. */
  readonly children: ComponentChildren
  /** What comes of it, beside it or, on a phone, below it. */
  readonly aside: ComponentChildren
  readonly asideLabel?: string
  readonly footer: ComponentChildren
}

/** A form with what comes of it in sight, as wide as the composer. */
export function TwoPartDialog({
  title,
  onClose,
  onSubmit,
  children,
  aside,
  asideLabel = 'Preview',
  footer,
}: TwoPartDialogProps) {
  return (
    <Dialog title={title} size="wide" onClose={onClose}>
      <form
        class="flex min-h-0 flex-1 flex-col md:grid md:grid-cols-[minmax(0,1fr)_26rem] md:grid-rows-[minmax(0,1fr)_auto]"
        noValidate
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          onSubmit()
        }}
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        <div class="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4 md:min-h-[27rem] md:p-5">{children}</div>
        <section
          aria-label={asideLabel}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable with the keyboard.
          tabIndex={0}
          class="flex shrink-0 gap-3 overflow-x-auto border-t border-base-300 bg-base-200 px-4 pt-3 pb-1 max-md:max-h-[40%] max-md:items-start md:flex-col md:gap-4 md:overflow-y-auto md:border-t-0 md:border-l md:p-5"
        >
          {aside}
        </section>
        <footer class="flex shrink-0 items-center justify-end gap-3 border-t border-base-300 bg-base-100 px-4 py-3 md:col-span-2 md:px-5">
          {footer}
        </footer>
      </form>
    </Dialog>
  )
}
