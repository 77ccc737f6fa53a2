import { useSignal } from '@preact/signals'
import { callHub } from '../hub/hub.ts'
import { administersHub } from '../session/session.ts'
import { useFresh } from '../ui/fresh.ts'
import { noticed, sentence } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { GroupRow } from './group-row.tsx'
import { MembersDialog } from './members-dialog.tsx'
import { NewGroup } from './new-group.tsx'

/** Every group: a message to one goes to all its displays. */
export function GroupsPage() {
  const { value, fault, reload } = useFresh(() => callHub('listGroups'))
  const edited = useSignal<string | undefined>(undefined)
  const groups = value.value?.groups
  const editedGroup = groups?.find(({ id }) => id === edited.value)
  const remove = async (id: string): Promise<void> => {
    noticed(await callHub('deleteGroup', { id }))
    await reload()
  }
  return (
    <div class="mx-auto max-w-3xl">
      <PageTitle title="Groups" detail="A message or a page for a group goes to all its displays" />
      {administersHub.value && (
        <NewGroup
          onMade={(id) =>
            void reload().then(() => {
              edited.value = id
            })
          }
        />
      )}
      <p role="alert" class="text-error empty:hidden">
        {fault.value === undefined ? '' : sentence(fault.value.message)}
      </p>
      {groups?.length === 0 && (
        <p class="text-muted rounded-box border border-base-300 bg-base-100 px-6 py-12 text-center">
          {administersHub.value
            ? 'No groups yet. A display may be in many, and boards need not know of them.'
            : 'There is no group that you may see.'}
        </p>
      )}
      {groups !== undefined && groups.length > 0 && (
        <ul class="divide-y divide-base-300 rounded-box border border-base-300 bg-base-100 px-4">
          {groups.map((group) => (
            <GroupRow
              key={group.id}
              group={group}
              onEdit={() => {
                edited.value = group.id
              }}
              onDelete={() => void remove(group.id)}
            />
          ))}
        </ul>
      )}
      {editedGroup !== undefined && (
        <MembersDialog
          key={editedGroup.id}
          group={editedGroup}
          onSaved={() => void reload()}
          onClose={() => {
            edited.value = undefined
          }}
        />
      )}
    </div>
  )
}
