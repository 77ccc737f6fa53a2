import { useSignal } from '@preact/signals'
import { copyText } from './copy.ts'
import { Icon } from './icon.tsx'

/** Copies a text. */
export function CopyButton({ text }: { readonly text: string }) {
  const isCopied = useSignal(false)
  return (
    <button
      type="button"
      class="btn btn-ghost h-11"
      onClick={async (event) => {
        isCopied.value = await copyText(text, event.currentTarget)
      }}
    >
      <Icon name={isCopied.value ? 'check' : 'copy'} class="size-4.5" />
      <span aria-live="polite">{isCopied.value ? 'Copied' : 'Copy the text'}</span>
    </button>
  )
}
