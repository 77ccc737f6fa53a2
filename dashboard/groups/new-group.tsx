import { Field, FormFault } from '../ui/field.tsx'
import { filledIn, useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { makeGroup } from './group-changes.ts'

/** Makes a group; its members are chosen next. */
export function NewGroup({ onMade }: { readonly onMade: (id: string) => void }) {
  const { fault, isBusy, run } = useSubmission()
  const make = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const { id = '' } = filledIn(form)
    if ((await run(() => makeGroup(id.trim()))) === undefined) return
    form.reset()
    onMade(id.trim())
  }
  return (
    <form
      class="mb-5 flex flex-col gap-2 rounded-box border border-base-300 bg-base-100 p-4"
      onSubmit={(event) => void make(event)}
      noValidate
    >
      <div class="flex items-start gap-2">
        <div class="min-w-0 flex-1">
          <Field
            label="New group"
            name="id"
            autoComplete="off"
            placeholder="ground-floor"
            hint="Lower-case letters, digits, - and _. It stands in topics, so it cannot be changed later."
            fault={fault.value}
          />
        </div>
        <SubmitButton isBusy={isBusy.value} class="mt-6.5">
          Make it
        </SubmitButton>
      </div>
      <FormFault fault={fault.value} fields={['id']} />
    </form>
  )
}
