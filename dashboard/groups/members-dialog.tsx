import { useSignal } from '@preact/signals'
import { useState } from 'preact/hooks'
import type { GroupView } from '#contract/http.ts'
import { countText } from '../displays/count-text.ts'
import { displayName } from '../displays/display-name.ts'
import { sortedDisplays } from '../displays/display-signals.ts'
import { displaySize, sizeText } from '../displays/display-size.ts'
import { PresenceDetail } from '../displays/presence-detail.tsx'
import { CheckList } from '../ui/check-list.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FormFault } from '../ui/field.tsx'
import { useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { changeMembers } from './group-changes.ts'

interface MembersDialogProps {
  readonly group: GroupView
  readonly onSaved: () => void
  readonly onClose: () => void
}

/** Who is in a group. */
export function MembersDialog({ group, onSaved, onClose }: MembersDialogProps) {
  const { fault, isBusy, run } = useSubmission()
  // The group is read again while the dialog is open.
  const [before] = useState(group.displays)
  const members = useSignal<readonly string[]>(before)
  const displays = sortedDisplays.value
  const ids = displays.map(({ id }) => id)
  const away = before.filter((id) => !ids.includes(id))
  const sizes = [...new Set(displays.map((display) => sizeText(displaySize(display))))]
  const choose = (chosen: readonly string[]): void => {
    members.value = chosen
  }
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if ((await run(() => changeMembers(group.id, before, members.value))) === undefined) return
    onSaved()
    onClose()
  }
  return (
    <Dialog title={`Members of ${group.id}`} onClose={onClose}>
      <form class="flex min-h-0 flex-col gap-4 overflow-y-auto p-5" onSubmit={(event) => void save(event)}>
        <fieldset class="flex flex-wrap gap-2">
          <legend class="sr-only">Choose several at once</legend>
          <ChooseButton name="All" onClick={() => choose([...away, ...ids])} />
          <ChooseButton name="None" onClick={() => choose([])} />
          {sizes.length > 1 &&
            sizes.map((size) => (
              <ChooseButton
                key={size}
                name={`All ${size}`}
                onClick={() =>
                  choose([
                    ...new Set([
                      ...members.value,
                      ...displays.filter((each) => sizeText(displaySize(each)) === size).map(({ id }) => id),
                    ]),
                  ])
                }
              />
            ))}
        </fieldset>
        <CheckList
          label="Members"
          items={[
            ...displays.map((display) => ({
              value: display.id,
              name: displayName(display.id, display.name),
              detail: <PresenceDetail display={display} />,
            })),
            ...away.map((id) => ({ value: id, name: displayName(id), detail: 'not known to the hub' })),
          ]}
          chosen={members.value}
          onChange={choose}
        />
        <FormFault fault={fault.value} />
        <SubmitButton isBusy={isBusy.value}>Save {countText(members.value.length)}</SubmitButton>
      </form>
    </Dialog>
  )
}

function ChooseButton({ name, onClick }: { readonly name: string; readonly onClick: () => void }) {
  return (
    <button type="button" class="btn h-11 px-3 md:h-9 md:min-h-9" onClick={onClick}>
      {name}
    </button>
  )
}
