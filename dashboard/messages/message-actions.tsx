import type { MessageDetail } from '#contract/history-operations.ts'
import { openComposer } from '../composer/open-composer.ts'
import { callHub } from '../hub/hub.ts'
import { may } from '../session/session.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Icon } from '../ui/icon.tsx'
import { noticed } from '../ui/notice.tsx'
import { useSubmission } from '../ui/submission.ts'
import { newMessageId } from './message-id.ts'

interface MessageActionsProps {
  readonly detail: MessageDetail
  readonly onOther: (id: string) => void
}

/** What can be done with a message that was sent: again, to others, away with it, or take its text along. */
export function MessageActions({ detail, onOther }: MessageActionsProps) {
  const { isBusy, run } = useSubmission()
  const { id, message, counts, text } = detail
  const isAnywhere = counts.queued + counts.sent + counts.shown > 0
  const resend = async (): Promise<void> => {
    const sent = await run(async () => {
      const answer = await callHub('resendMessage', { id, body: {}, key: newMessageId() })
      noticed(answer)
      return answer
    })
    if (sent !== undefined) onOther(sent.value.id)
  }
  const dismiss = async (): Promise<void> => void noticed(await callHub('dismissMessage', { id }))
  const sendToOthers = (): void => {
    const { text: words, id: _, expiresAt: __, ...options } = message
    openComposer({ text: words, options, to: [] })
  }
  return (
    <footer class="flex shrink-0 flex-wrap items-center justify-end gap-2 border-t border-base-300 px-5 py-3">
      <CopyButton text={message.text} />
      {may('operator') && (
        <>
          {isAnywhere && (
            <ConfirmButton action="Dismiss" subject={`“${text}”`} onConfirm={() => void dismiss()} class="btn-ghost" />
          )}
          <button type="button" class="btn h-11" onClick={sendToOthers}>
            Send to others
          </button>
          <button type="button" class="btn btn-primary h-11" aria-disabled={isBusy.value} onClick={() => void resend()}>
            <Icon name="send" class="size-4.5" />
            Send again
          </button>
        </>
      )}
    </footer>
  )
}
