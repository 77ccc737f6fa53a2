import { callHub } from '../hub/hub.ts'
import { Field, FormFault } from '../ui/field.tsx'
import { Panel } from '../ui/panel.tsx'
import { filledIn, useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import type { Display } from './display.ts'

/** Gives a display the name that people read, or takes it away. */
export function RenameDisplay({ display }: { readonly display: Display }) {
  const { fault, isBusy, run } = useSubmission()
  const rename = (event: SubmitEvent): void => {
    event.preventDefault()
    const { name } = filledIn(event.currentTarget as HTMLFormElement)
    void run(() => callHub('changeDisplay', { id: display.id, body: { name: name?.trim() || null } }))
  }
  return (
    <Panel title="Name">
      <form class="flex flex-col gap-3" onSubmit={rename} noValidate>
        <Field
          label="What people call it"
          name="name"
          autoComplete="off"
          value={display.name ?? ''}
          hint={`Without a name it is called after its id, ${display.id}, which stays.`}
          fault={fault.value}
        />
        <FormFault fault={fault.value} fields={['name']} />
        <SubmitButton isBusy={isBusy.value} class="self-start">
          Save the name
        </SubmitButton>
      </form>
    </Panel>
  )
}
