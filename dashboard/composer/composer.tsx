import { useComputed, useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { maxTextBytes } from '#contract/bounds.ts'
import { utf8Bytes } from '#contract/text-size.ts'
import { sortedDisplays } from '../displays/display-signals.ts'
import { chosenDisplays, knownRecipients } from '../displays/selection.ts'
import { sendMessage, sentMessages } from '../messages/sent-messages.ts'
import { Dialog } from '../ui/dialog.tsx'
import { readStored, store } from '../ui/stored.ts'
import { loadDisplayCore } from './display-core-module.ts'
import { type Draft, emptyDraft, messageOf } from './draft.ts'
import { MessageOptions } from './message-options.tsx'
import type { ComposerProps } from './open-composer.ts'
import { optionsFault } from './options.ts'
import { layOut, layoutNotes, Previews } from './previews.tsx'
import { sendLabel, sizesInUse } from './recipients.ts'
import { SendBar } from './send-bar.tsx'
import { TargetPicker } from './target-picker.tsx'
import { TextField } from './text-field.tsx'

const draftKey = 'marquee-draft'

void loadDisplayCore().catch(() => undefined)

/** Where a message is written, seen as it will look, and sent. */
export function Composer({ request, onClose }: ComposerProps) {
  const displays = sortedDisplays.value
  const draft = useSignal<Draft>({ ...emptyDraft, ...readStored<Partial<Draft>>(draftKey, {}), ...request })
  const sentId = useSignal<string | undefined>(undefined)
  const textArea = useRef<HTMLTextAreaElement>(null)
  // Before the next key: what is typed at once must not go to the close button, which the dialog focuses first.
  useLayoutEffect(() => textArea.current?.focus(), [])

  const laidOut = useComputed(() =>
    layOut(draft.value, sizesInUse(chosenDisplays(draft.value.to, sortedDisplays.value))),
  )
  const { pages, substitutions } = layoutNotes(draft.value, laidOut.value)
  const bytes = utf8Bytes(draft.value.text)
  const to = knownRecipients(draft.value.to, displays)
  const fault = optionsFault(draft.value.options)
  const canSend =
    bytes > 0 &&
    bytes <= maxTextBytes &&
    fault === undefined &&
    (to === 'all' || chosenDisplays(to, displays).length > 0)

  const change = (part: Partial<Draft>): void => {
    draft.value = { ...draft.value, ...part }
    sentId.value = undefined
    store(draftKey, draft.value)
  }
  const send = (): void => {
    if (!canSend || sentId.value !== undefined) return
    sentId.value = sendMessage(to, messageOf(draft.value))
    store(draftKey, { ...draft.value, text: '' })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    send()
  }
  const writeAnother = (): void => {
    change({ text: '' })
    textArea.current?.focus()
  }

  return (
    <Dialog title="New message" size="wide" onClose={onClose}>
      <form
        class="flex min-h-0 flex-1 flex-col md:grid md:grid-cols-[minmax(0,1fr)_26rem] md:grid-rows-[minmax(0,1fr)_auto]"
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <div class="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4 md:min-h-[27rem] md:p-5">
          <TargetPicker displays={displays} to={to} onChange={(to) => change({ to })} />
          <TextField
            inputRef={textArea}
            text={draft.value.text}
            bytes={bytes}
            pages={pages}
            substitutions={substitutions}
            onChange={(text) => change({ text })}
          />
          <MessageOptions value={draft.value.options} onChange={(options) => change({ options })} />
        </div>
        <section
          aria-label="Preview"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable with the keyboard.
          tabIndex={0}
          class="flex shrink-0 snap-x gap-3 max-md:items-center overflow-x-auto border-t border-base-300 bg-base-200 px-4 pt-3 pb-1 md:flex-col md:gap-4 md:overflow-y-auto md:border-t-0 md:border-l md:p-5"
        >
          <Previews draft={draft.value} laidOut={laidOut.value} />
        </section>
        <SendBar
          label={sendLabel({ to, displays, priority: draft.value.options.priority, now: Date.now() })}
          fault={fault}
          canSend={canSend}
          sent={sentMessages.value.find((message) => message.id === sentId.value)}
          onAnother={writeAnother}
          onAgain={() => {
            sentId.value = undefined
            send()
          }}
        />
      </form>
    </Dialog>
  )
}
