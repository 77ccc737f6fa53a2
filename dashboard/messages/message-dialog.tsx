import { useEffect, useMemo } from 'preact/hooks'
import { callHub } from '../hub/hub.ts'
import { listenToHub } from '../hub/hub-events.ts'
import { Dialog } from '../ui/dialog.tsx'
import { sentence } from '../ui/notice.tsx'
import { MessageActions } from './message-actions.tsx'
import { MessageDeliveries } from './message-deliveries.tsx'
import { MessageFacts } from './message-facts.tsx'
import { MessageState } from './message-state.ts'

interface MessageDialogProps {
  readonly id: string
  readonly onClose: () => void
  /** Another message is to be shown in its place. */
  readonly onOther: (id: string) => void
}

/** One message in full: what it says, how it is shown, and where it stands on every display. */
export function MessageDialog({ id, onClose, onOther }: MessageDialogProps) {
  const { detail, fault } = useMessage(id)
  const message = detail.value
  return (
    <Dialog title="Message" onClose={onClose} size="wide">
      {message === undefined ? (
        <p role={fault.value === undefined ? 'status' : 'alert'} class="text-muted px-6 py-24 text-center">
          {fault.value === undefined ? 'Loading…' : sentence(fault.value.message)}
        </p>
      ) : (
        <>
          <div class="grid min-h-0 flex-1 gap-x-6 gap-y-4 overflow-y-auto p-5 md:grid-cols-2">
            <MessageFacts detail={message} />
            <MessageDeliveries detail={message} />
          </div>
          <MessageActions detail={message} onOther={onOther} />
        </>
      )}
    </Dialog>
  )
}

function useMessage(id: string): MessageState {
  const state = useMemo(() => new MessageState(() => callHub('getMessage', { id })), [])
  useEffect(() => {
    void state.load()
    return listenToHub((event) => {
      if (event.type === 'report' && event.report.id === id) state.reported(event.report)
      if (event.type === 'connection' && event.connection.phase === 'live') void state.load()
    })
  }, [])
  return state
}
