import { useSignal } from '@preact/signals'
import type { PlaylistView } from '#contract/page-operations.ts'
import { mostPreviews } from '../composer/previews.tsx'
import { namesOf, sizesInUse } from '../composer/recipients.ts'
import { TargetPicker } from '../composer/target-picker.tsx'
import { sortedDisplays } from '../displays/display-signals.ts'
import { chosenDisplays } from '../displays/selection.ts'
import { callHub } from '../hub/hub.ts'
import { pageOfDraft } from '../pages/page-draft.ts'
import { useLiveTexts } from '../pages/rendered-text.ts'
import { Rotation } from '../pages/rotation.tsx'
import { Field, FormFault } from '../ui/field.tsx'
import { sentence } from '../ui/notice.tsx'
import { useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TwoPartDialog } from '../ui/two-part-dialog.tsx'
import {
  draftOfPlaylist,
  emptyPlaylist,
  type PlaylistDraft,
  type PlaylistPage,
  playlistOfDraft,
  whatIsMissing,
} from './playlist-draft.ts'
import { PlaylistPages } from './playlist-pages.tsx'

interface PlaylistDialogProps {
  /** `undefined` for a new one. */
  readonly playlist: PlaylistView | undefined
  readonly isTaken: (id: string) => boolean
  readonly onSaved: () => void
  readonly onClose: () => void
}

/** Where pages are put together and seen as they will come in turn. */
export function PlaylistDialog({ playlist, isTaken, onSaved, onClose }: PlaylistDialogProps) {
  const { fault, isBusy, run } = useSubmission()
  const draft = useSignal<PlaylistDraft>(playlist === undefined ? emptyPlaylist : draftOfPlaylist(playlist))
  const openKey = useSignal<string | undefined>(playlist === undefined ? '1' : undefined)
  const change = (part: Partial<PlaylistDraft>): void => {
    draft.value = { ...draft.value, ...part }
  }
  const { id, name, to, pages } = draft.value
  const liveOf = useLiveTexts(pages.map(writtenOf))
  const sizes = sizesInUse(chosenDisplays(to, sortedDisplays.value)).slice(0, mostPreviews)
  const isClash = playlist === undefined && isTaken(id.trim())
  const missing = isClash ? undefined : whatIsMissing(draft.value)
  const canSave = missing === undefined && !isClash
  const open = pages.find(({ key }) => key === openKey.value)
  const shown = (open === undefined ? pages : [open])
    .filter(({ draft: { text } }) => text !== '')
    .map((page) => ({ name: page.name, page: pageOfDraft(page.draft), text: liveOf(writtenOf(page)).text }))
  const save = async (): Promise<void> => {
    if (!canSave) return
    if ((await run(() => callHub('putPlaylist', { id: id.trim(), body: playlistOfDraft(draft.value) }))) === undefined)
      return
    onSaved()
    onClose()
  }
  return (
    <TwoPartDialog
      title={playlist === undefined ? 'New playlist' : `Playlist ${playlist.name ?? playlist.id}`}
      onClose={onClose}
      onSubmit={() => void save()}
      aside={
        sizes.length === 0 || shown.length === 0 ? (
          <p class="text-muted m-auto py-3 text-center text-sm md:py-16">
            {sizes.length === 0 ? 'Choose whom it is for to see the preview.' : 'The preview appears as you write.'}
          </p>
        ) : (
          sizes.map((size) => (
            <div key={size.key} class="w-full shrink-0 max-md:w-[min(100%,20rem)]">
              <Rotation size={size} pages={shown} note={namesOf(size.displays, 2)} />
            </div>
          ))
        )
      }
      footer={
        <>
          <div class="mr-auto min-w-0 text-sm">
            {missing === undefined ? <FormFault fault={fault.value} /> : <p class="text-muted">{missing}</p>}
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
      <div class="grid gap-4 sm:grid-cols-2">
        {playlist === undefined && (
          <Field
            label="Id"
            name="id"
            autoComplete="off"
            placeholder="lobby"
            value={id}
            onInput={(next) => change({ id: next })}
            hint={isClash ? sentence('there is such a playlist already; change that one') : ''}
          />
        )}
        <Field
          label="Name"
          name="name"
          autoComplete="off"
          placeholder="Optional"
          value={name}
          onInput={(next) => change({ name: next })}
          fault={fault.value}
        />
      </div>
      <TargetPicker displays={sortedDisplays.value} to={to} onChange={(next) => change({ to: next })} />
      <PlaylistPages
        pages={pages}
        openKey={openKey.value}
        liveOf={(page) => liveOf(writtenOf(page))}
        sizes={sizes}
        onChange={(next) => change({ pages: next })}
        onOpen={(key) => {
          openKey.value = key
        }}
      />
    </TwoPartDialog>
  )
}

function writtenOf({ key, draft }: PlaylistPage): { readonly key: string; readonly text: string } {
  return { key, text: draft.text }
}
