import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { Icon } from './icon.tsx'

/** A text to take along, with a button that copies it. */
export function CopyText({ label, text }: { readonly label: string; readonly text: string }) {
  const input = useRef<HTMLInputElement>(null)
  const isCopied = useSignal(false)
  const copy = async (): Promise<void> => {
    input.current?.select()
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      // Without TLS there is no clipboard for pages; the older way works on what is selected.
      if (!document.execCommand('copy')) return
    }
    isCopied.value = true
  }
  return (
    <div>
      <span class="mb-1.5 block text-sm font-medium">{label}</span>
      <div class="flex gap-2">
        <input
          ref={input}
          readOnly
          class="input h-11 min-w-0 flex-1 font-mono text-sm"
          aria-label={label}
          value={text}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="btn h-11 shrink-0" aria-label={`Copy: ${label}`} onClick={() => void copy()}>
          <Icon name={isCopied.value ? 'check' : 'copy'} class="size-4.5" />
          <span role="status">{isCopied.value ? 'Copied' : 'Copy'}</span>
        </button>
      </div>
    </div>
  )
}
