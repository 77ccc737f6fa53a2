import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { maxTextBytes } from '#contract/bounds.ts'
import { utf8Bytes } from '#contract/text-size.ts'
import { roomDraftKey } from '../session/session.ts'
import { Icon } from '../ui/icon.tsx'
import { readStored, store } from '../ui/stored.ts'

/** From here on the length is told. */
const nearlyFull = maxTextBytes * 0.8

/** Where people write in the room. Enter sends, Shift+Enter begins a new line; what is half written is kept. */
export function WriteBox({ onWrite, isFull }: { readonly onWrite: (text: string) => void; readonly isFull: boolean }) {
  const text = useSignal(readStored(roomDraftKey, ''))
  const box = useRef<HTMLTextAreaElement>(null)
  const bytes = utf8Bytes(text.value)
  const canWrite = text.value.trim() !== '' && bytes <= maxTextBytes && !isFull
  useEffect(() => {
    const element = box.current
    if (element === null) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight + 2}px`
  }, [text.value])
  const change = (next: string): void => {
    text.value = next
    store(roomDraftKey, next === '' ? undefined : next)
  }
  const write = (): void => {
    if (!canWrite) return
    onWrite(text.value.trim())
    change('')
    box.current?.focus()
  }
  return (
    <form
      class="flex items-end gap-2 border-t border-base-300 p-3"
      onSubmit={(event) => {
        event.preventDefault()
        write()
      }}
    >
      <div class="min-w-0 flex-1">
        <textarea
          ref={box}
          class="textarea max-h-40 min-h-11 w-full resize-none text-base"
          rows={1}
          aria-label="Write in the room"
          aria-describedby="room-write-note"
          placeholder="Write to everybody here"
          value={text.value}
          onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
            event.preventDefault()
            write()
          }}
        />
        <p id="room-write-note" class={`text-sm empty:hidden ${bytes > maxTextBytes ? 'text-error' : 'text-muted'}`}>
          {isFull
            ? 'Too much waits for the hub; it goes out when it is back.'
            : bytes > nearlyFull
              ? `${bytes} of ${maxTextBytes} bytes`
              : ''}
        </p>
      </div>
      <button type="submit" class="btn btn-primary h-11 px-4" aria-disabled={!canWrite} title="Enter">
        <Icon name="send" class="size-4.5" />
        Send
      </button>
    </form>
  )
}
