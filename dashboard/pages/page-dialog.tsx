import { useSignal } from '@preact/signals'
import { maxTextBytes } from '#contract/bounds.ts'
import { utf8Bytes } from '#contract/text-size.ts'
import { mostPreviews } from '../composer/previews.tsx'
import { namesOf, sizesInUse } from '../composer/recipients.ts'
import { sortedDisplays } from '../displays/display-signals.ts'
import { chosenDisplays } from '../displays/selection.ts'
import { Field, FormFault } from '../ui/field.tsx'
import { useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TwoPartDialog } from '../ui/two-part-dialog.tsx'
import { OwnerField } from './owner-field.tsx'
import { draftOfPage, emptyPageDraft, type PageDraft, pageOfDraft } from './page-draft.ts'
import { PageForm } from './page-form.tsx'
import { putPage } from './page-owner.ts'
import type { EditedPage } from './page-request.ts'
import { useLiveTexts } from './rendered-text.ts'
import { Rotation } from './rotation.tsx'

interface PageDialogProps {
  readonly edited: EditedPage
  /** Names that are taken, by owner. */
  readonly isTaken: (owner: string, name: string) => boolean
  readonly onSaved: () => void
  readonly onClose: () => void
}

/** Where a page is written and seen as it will look. */
export function PageDialog({ edited, isTaken, onSaved, onClose }: PageDialogProps) {
  const { fault, isBusy, run } = useSubmission()
  const isNew = edited.page === undefined
  const draft = useSignal<PageDraft>(edited.page === undefined ? emptyPageDraft : draftOfPage(edited.page))
  const owner = useSignal(edited.owner)
  const name = useSignal(edited.name)
  const seesOld = useSignal(false)
  const written = { key: 'page', text: draft.value.text }
  const live = useLiveTexts([written])(written)
  const sizes = sizesInUse(chosenDisplays([owner.value], sortedDisplays.value)).slice(0, mostPreviews)
  const bytes = utf8Bytes(draft.value.text)
  const isClash = isNew && isTaken(owner.value, name.value.trim())
  const canSave = bytes > 0 && bytes <= maxTextBytes && owner.value !== '' && name.value.trim() !== '' && !isClash
  const page = pageOfDraft(draft.value)
  const save = async (): Promise<void> => {
    if (!canSave) return
    if ((await run(() => putPage(owner.value, name.value.trim(), page))) === undefined) return
    onSaved()
    onClose()
  }
  return (
    <TwoPartDialog
      title={isNew ? 'New page' : `Page ${edited.name}`}
      onClose={onClose}
      onSubmit={() => void save()}
      aside={
        draft.value.text === '' || sizes.length === 0 ? (
          <p class="text-muted m-auto py-3 text-center text-sm md:py-16">
            {draft.value.text === '' ? 'The preview appears as you write.' : 'No display shows it yet.'}
          </p>
        ) : (
          sizes.map((size) => (
            <div key={size.key} class="w-full shrink-0 max-md:w-[min(100%,20rem)]">
              <Rotation
                size={size}
                pages={[{ name: name.value, page, text: live.text, isStale: seesOld.value }]}
                note={namesOf(size.displays, 2)}
              />
            </div>
          ))
        )
      }
      footer={
        <>
          <div class="mr-auto min-w-0">
            <FormFault fault={fault.value} fields={['name']} />
          </div>
          <button type="button" class="btn btn-ghost h-11" onClick={onClose}>
            Cancel
          </button>
          <SubmitButton isBusy={isBusy.value} isDisabled={!canSave}>
            Save
          </SubmitButton>
        </>
      }
    >
      {isNew && (
        <div class="grid gap-4 sm:grid-cols-2">
          <OwnerField
            owner={owner.value}
            onChange={(next) => {
              owner.value = next
            }}
          />
          <Field
            label="Name"
            name="name"
            autoComplete="off"
            placeholder="weather"
            value={name.value}
            onInput={(next) => {
              name.value = next
            }}
            hint={isClash ? 'There is such a page already; edit that one.' : ''}
            fault={fault.value}
          />
        </div>
      )}
      <PageForm
        draft={draft.value}
        live={live}
        sizes={sizes}
        hasFocus={!isNew}
        onChange={(change) => {
          draft.value = { ...draft.value, ...change }
        }}
      />
      {draft.value.lifetimeMs !== 0 && (
        <label class="flex min-h-11 cursor-pointer items-center gap-3 text-sm">
          <input
            type="checkbox"
            class="checkbox checkbox-primary checkbox-sm"
            checked={seesOld.value}
            onChange={(event) => {
              seesOld.value = event.currentTarget.checked
            }}
          />
          See it marked as old
        </label>
      )}
    </TwoPartDialog>
  )
}
