import type { SizeInUse } from '../composer/recipients.ts'
import { PageForm } from '../pages/page-form.tsx'
import type { LiveText } from '../pages/rendered-text.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { durationText } from '../ui/duration-text.ts'
import { Field } from '../ui/field.tsx'
import { moved } from '../ui/moved.ts'
import { OrderedList } from '../ui/ordered-list.tsx'
import { mostPages, type PlaylistPage, withNewPage } from './playlist-draft.ts'

interface PlaylistPagesProps {
  readonly pages: readonly PlaylistPage[]
  /** The page whose form is open. */
  readonly openKey: string | undefined
  readonly liveOf: (page: PlaylistPage) => LiveText
  readonly sizes: readonly SizeInUse[]
  readonly onChange: (pages: readonly PlaylistPage[]) => void
  readonly onOpen: (key: string | undefined) => void
}

/** The pages of a list in their order, one of them open to be changed. */
export function PlaylistPages({ pages, openKey, liveOf, sizes, onChange, onOpen }: PlaylistPagesProps) {
  const open = pages.find(({ key }) => key === openKey)
  const changeOpen = (change: (page: PlaylistPage) => PlaylistPage): void =>
    onChange(pages.map((page) => (page.key === openKey ? change(page) : page)))
  return (
    <section aria-label="Pages of the playlist" class="rounded-field border border-base-300 px-3.5 py-2">
      <OrderedList
        label="Pages in order"
        canMove
        onMove={(from, to) => onChange(moved(pages, from, to))}
        items={pages.map((page) => ({
          key: page.key,
          name: page.name,
          content: (
            <div class="flex items-center gap-1">
              <div class="min-w-0 flex-1">
                <p class="truncate font-medium">{page.name}</p>
                <p class="text-muted truncate text-sm">
                  {page.draft.text.replaceAll('\n', ' ⏎ ') || 'No text yet'} · {durationText(page.draft.showMs)}
                </p>
              </div>
              {pages.length > 1 && (
                <ConfirmButton
                  action="Remove"
                  subject={page.name}
                  onConfirm={() => onChange(pages.filter(({ key }) => key !== page.key))}
                />
              )}
              <button
                type="button"
                class="btn h-11 md:h-10"
                aria-label={`${page.key === openKey ? 'Close' : 'Edit'} ${page.name}`}
                aria-expanded={page.key === openKey}
                onClick={() => onOpen(page.key === openKey ? undefined : page.key)}
              >
                {page.key === openKey ? 'Close' : 'Edit'}
              </button>
            </div>
          ),
        }))}
      />
      {pages.length < mostPages && (
        <button
          type="button"
          class="btn btn-ghost h-11"
          onClick={() => {
            const added = withNewPage(pages)
            onChange(added.pages)
            onOpen(added.key)
          }}
        >
          Add a page
        </button>
      )}
      {open !== undefined && (
        <div key={open.key} class="flex flex-col gap-4 border-t border-base-300 py-3.5">
          <Field
            label="Name of the page"
            name="name"
            autoComplete="off"
            value={open.name}
            onInput={(name) => changeOpen((page) => ({ ...page, name }))}
          />
          <PageForm
            draft={open.draft}
            live={liveOf(open)}
            sizes={sizes}
            hasFocus
            onChange={(change) => changeOpen((page) => ({ ...page, draft: { ...page.draft, ...change } }))}
          />
        </div>
      )}
    </section>
  )
}
