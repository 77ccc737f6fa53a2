import { callHub } from '../hub/hub.ts'
import { administersHub, may } from '../session/session.ts'
import { Field, FormFault } from '../ui/field.tsx'
import { useLoaded } from '../ui/loaded.ts'
import { noticed } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import { filledIn, useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import type { Display } from './display.ts'

/** The groups that a display is in; a message to a group goes to all its displays. */
export function DisplayGroups({ display }: { readonly display: Display }) {
  const { value, reload } = useLoaded(() => callHub('listGroups'))
  const setMember = async (group: string, isMember: boolean): Promise<void> => {
    // Somebody else may have changed the group since the page asked.
    const listed = await callHub('listGroups')
    if (!noticed(listed) || !listed.ok) return
    const members = listed.value.groups.find(({ id }) => id === group)?.displays ?? []
    const others = members.filter((id) => id !== display.id)
    const body = { displays: isMember ? [...others, display.id] : others }
    noticed(await callHub('putGroup', { id: group, body }))
    await reload()
  }
  const groups = value.value?.groups ?? []
  if (!may('administrator')) {
    return (
      <Panel title="Groups">
        <p class={display.groups.length === 0 ? 'text-muted' : ''}>
          {display.groups.join(', ') || 'It is in no group.'}
        </p>
      </Panel>
    )
  }
  return (
    <Panel title="Groups">
      {groups.map((group) => (
        <label key={group.id} class="flex min-h-11 cursor-pointer items-center gap-3">
          <input
            type="checkbox"
            class="checkbox checkbox-primary checkbox-sm"
            checked={group.displays.includes(display.id)}
            onChange={(event) => void setMember(group.id, event.currentTarget.checked)}
          />
          <span class="min-w-0 flex-1 truncate">{group.id}</span>
          <span class="text-muted text-sm">
            {group.displays.length} {group.displays.length === 1 ? 'display' : 'displays'}
          </span>
        </label>
      ))}
      {administersHub.value && <NewGroup display={display} onMade={() => void reload()} />}
    </Panel>
  )
}

function NewGroup({ display, onMade }: { readonly display: Display; readonly onMade: () => void }) {
  const { fault, isBusy, run } = useSubmission()
  const make = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const { group = '' } = filledIn(form)
    const body = { displays: [display.id] }
    if ((await run(() => callHub('putGroup', { id: group, body }))) === undefined) return
    form.reset()
    onMade()
  }
  return (
    <form class="mt-2 flex flex-col gap-2" onSubmit={(event) => void make(event)} noValidate>
      <div class="flex items-end gap-2">
        <div class="min-w-0 flex-1">
          <Field label="New group" name="group" autoComplete="off" placeholder="ground-floor" />
        </div>
        <SubmitButton isBusy={isBusy.value}>Add</SubmitButton>
      </div>
      <FormFault fault={fault.value} />
    </form>
  )
}
