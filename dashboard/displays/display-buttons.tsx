import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Message } from '#contract/message.ts'
import { callHub } from '../hub/hub.ts'
import { noticed } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import type { Display } from './display.ts'
import { screenOf } from './display-signals.ts'

type Actions = NonNullable<Message['actions']>

/** What most boards have. */
const usualButtons = ['up', 'down', 'ok', 'back'] as const

/** The buttons of a virtual display: those that answer what is on its glass, or else the usual ones. */
export function DisplayButtons({ display }: { readonly display: Display }) {
  const actions = useActionsOnGlass(display)
  const press = async (name: string): Promise<void> => {
    const body = { event_type: 'press' }
    noticed(await callHub('pressVirtualButton', { params: { id: display.id, name }, body }))
  }
  return (
    <Panel title="Buttons">
      <div class="flex flex-wrap gap-2">
        {actions.map(({ input, label }) => (
          <button key={input} type="button" class="btn btn-primary h-11" onClick={() => void press(input)}>
            {label} <span class="font-normal">[{input}]</span>
          </button>
        ))}
        {usualButtons
          .filter((name) => !actions.some(({ input }) => input === name))
          .map((name) => (
            <button key={name} type="button" class="btn h-11" onClick={() => void press(name)}>
              {name}
            </button>
          ))}
      </div>
    </Panel>
  )
}

/** The answers that the message on the glass asks for. */
function useActionsOnGlass({ id }: Display): Actions {
  const messageId = screenOf(id).value?.messageId
  const actions = useSignal<Actions>([])
  useEffect(() => {
    actions.value = []
    if (messageId === undefined) return undefined
    let isMeant = true
    void callHub('getMessage', { id: messageId }).then((answer) => {
      if (answer.ok && isMeant) actions.value = answer.value.message.actions ?? []
    })
    return () => {
      isMeant = false
    }
  }, [messageId])
  return actions.value
}
