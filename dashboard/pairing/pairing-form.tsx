import { useSignal } from '@preact/signals'
import { displays } from '../displays/display-signals.ts'
import { callHub } from '../hub/hub.ts'
import { clockTime } from '../ui/clock-time.ts'
import { Field, FormFault } from '../ui/field.tsx'
import { useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { displayIdFor, spacedDigits } from './pairing-code.ts'
import { readWaitingBoards } from './waiting-boards.ts'

interface PairingFormProps {
  readonly pausedUntil: string | undefined
  readonly onPaired: (id: string) => void
}

/** Takes the code and what the board is to be called. */
export function PairingForm({ pausedUntil, onPaired }: PairingFormProps) {
  const { fault, isBusy, run } = useSubmission()
  const code = useSignal('')
  const name = useSignal('')
  const chosenId = useSignal<string | undefined>(undefined)
  const replaces = useSignal(false)
  const id = chosenId.value ?? displayIdFor(name.value)
  const isTaken = displays.value.has(id)
  const pair = async (event: Event): Promise<void> => {
    event.preventDefault()
    const called = name.value.trim()
    const body = {
      code: code.value,
      id,
      ...(called === '' ? {} : { name: called }),
      ...(isTaken && replaces.value ? { replace: true } : {}),
    }
    const done = await run(() => callHub('pairBoard', { body }))
    void readWaitingBoards()
    if (done !== undefined) onPaired(done.value.id)
  }
  return (
    <form class="flex flex-col gap-4" onSubmit={(event) => void pair(event)} noValidate>
      {pausedUntil !== undefined && (
        <p role="status" class="text-warning">
          Too many wrong codes were typed: none is taken until {clockTime(Date.parse(pausedUntil), Date.now())}.
        </p>
      )}
      <Field
        label="Code on the LCD of the board"
        name="code"
        autoComplete="off"
        inputMode="numeric"
        autoFocus
        placeholder="123 456"
        class="h-16 text-center font-mono text-3xl tracking-[0.2em] tabular-nums"
        value={code.value}
        onInput={(value) => {
          code.value = spacedDigits(value)
        }}
        fault={fault.value}
      />
      <Field
        label="Name"
        name="name"
        autoComplete="off"
        placeholder="Kitchen"
        value={name.value}
        onInput={(value) => {
          name.value = value
        }}
        fault={fault.value}
      />
      <Field
        label="Id"
        name="id"
        autoComplete="off"
        placeholder="kitchen"
        value={id}
        onInput={(value) => {
          chosenId.value = value
        }}
        hint="Small letters, digits, - and _. Topics and addresses carry it, and it stays."
        fault={fault.value}
      />
      {isTaken && (
        <label class="flex min-h-11 cursor-pointer items-center gap-3">
          <input
            type="checkbox"
            class="checkbox checkbox-primary checkbox-sm"
            checked={replaces.value}
            onChange={(event) => {
              replaces.value = event.currentTarget.checked
            }}
          />
          It takes the place of the display that has this id; the old board is closed out
        </label>
      )}
      <FormFault fault={fault.value} fields={['code', 'name', 'id']} />
      <SubmitButton isBusy={isBusy.value}>Pair</SubmitButton>
    </form>
  )
}
