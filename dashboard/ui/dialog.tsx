import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from './icon.tsx'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ComponentChildren
  /** `wide` fills the screen of a phone. */
  readonly size?: 'wide' | 'small'
}

/** A modal dialog. Esc closes it; the browser keeps the focus inside and gives it back afterwards. */
export function Dialog({ title, onClose, children, size = 'small' }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const isGone = useRef(false)
  useLayoutEffect(() => {
    const opener = document.activeElement
    dialog.current?.showModal()
    return () => {
      // The event comes later; what the page itself takes away is not closed by anybody.
      isGone.current = true
      dialog.current?.close()
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [])
  useEffect(followKeyboard, [])
  const box =
    size === 'wide'
      ? 'h-(--visible-height) max-h-none w-screen max-w-none rounded-none md:h-fit md:max-h-[92dvh] md:w-[62rem] md:max-w-[94vw] md:rounded-box'
      : 'max-h-[92dvh] w-[30rem] max-w-[94vw] rounded-box'
  return (
    <dialog
      ref={dialog}
      class={`${box} m-auto flex-col overflow-hidden bg-base-100 p-0 text-base-content shadow-2xl backdrop:bg-black/45 open:flex max-md:top-0`}
      aria-label={title}
      onClose={() => {
        if (!isGone.current) onClose()
      }}
    >
      <header class="flex shrink-0 items-center justify-between border-b border-base-300 py-2 pr-2 pl-5">
        <h2 class="text-lg font-semibold">{title}</h2>
        <button type="button" class="btn btn-ghost btn-square size-11" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  )
}

/** Browsers that do not shrink the page for the keyboard tell the room that is left here. */
function followKeyboard(): (() => void) | undefined {
  const viewport = visualViewport
  if (viewport === null) return undefined
  const update = (): void => document.documentElement.style.setProperty('--visible-height', `${viewport.height}px`)
  update()
  viewport.addEventListener('resize', update)
  return () => {
    viewport.removeEventListener('resize', update)
    document.documentElement.style.removeProperty('--visible-height')
  }
}
