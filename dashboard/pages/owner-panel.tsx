import { useSignal } from '@preact/signals'
import type { PageView } from '#contract/page-operations.ts'
import { sizesInUse } from '../composer/recipients.ts'
import { countText } from '../displays/count-text.ts'
import { nameOfDisplay, sortedDisplays } from '../displays/display-signals.ts'
import { chosenDisplays } from '../displays/selection.ts'
import { targetText } from '../displays/target-text.ts'
import { isLimited, may } from '../session/session.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { moved } from '../ui/moved.ts'
import { noticed } from '../ui/notice.tsx'
import { OrderedList } from '../ui/ordered-list.tsx'
import { Panel } from '../ui/panel.tsx'
import { PageLine } from './page-line.tsx'
import { deletePage, putPage } from './page-owner.ts'
import { Rotation } from './rotation.tsx'
import { inOrder, inTurn, ordersFor } from './turn.ts'

const mostSizes = 3

interface OwnerPanelProps {
  readonly owner: string
  readonly pages: readonly PageView[]
  readonly onEdit: (view: PageView) => void
  readonly onChanged: () => Promise<void>
}

/** The pages of everyone, of a group or of a display, in their order, and how they look in turn. */
export function OwnerPanel({ owner, pages, onEdit, onChanged }: OwnerPanelProps) {
  // What was moved is in its new place at once.
  const order = useSignal<readonly string[] | undefined>(undefined)
  const places = order.value
  const ordered =
    places === undefined ? inOrder(pages) : [...pages].sort((a, b) => places.indexOf(a.name) - places.indexOf(b.name))
  const whose = targetText([owner], nameOfDisplay)
  const mayChange = may('operator') && !(isLimited.value && owner === 'all')
  const meant = chosenDisplays([owner], sortedDisplays.value)
  const move = async (from: number, to: number): Promise<void> => {
    const next = moved(ordered, from, to)
    order.value = next.map(({ name }) => name)
    const orders = ordersFor(next)
    for (const { name, page } of next) {
      const place = orders.get(name)
      if (place !== undefined && !noticed(await putPage(owner, name, { ...page, order: place }))) break
    }
    await onChanged()
    order.value = undefined
  }
  const remove = async (name: string): Promise<void> => {
    noticed(await deletePage(owner, name))
    await onChanged()
  }
  return (
    <Panel title={whose}>
      <p class="text-muted -mt-3 mb-2 text-sm">
        {owner === 'all' || owner.startsWith('group:') ? countText(meant.length) : 'This display alone'}
      </p>
      <div class="grid items-start gap-x-6 gap-y-4 lg:grid-cols-[minmax(0,1fr)_26rem]">
        <OrderedList
          label={`Pages of ${whose}`}
          canMove={mayChange}
          onMove={(from, to) => void move(from, to)}
          items={ordered.map((view) => ({
            key: view.name,
            name: view.name,
            content: (
              <div class="flex flex-wrap items-center gap-x-2 gap-y-1">
                <div class="min-w-0 flex-1 basis-40">
                  <PageLine view={view} />
                </div>
                {mayChange && (
                  <div class="flex">
                    <ConfirmButton action="Delete" subject={view.name} onConfirm={() => void remove(view.name)} />
                    <button
                      type="button"
                      class="btn h-11 md:h-10"
                      aria-label={`Edit ${view.name}`}
                      onClick={() => onEdit(view)}
                    >
                      Edit
                    </button>
                  </div>
                )}
              </div>
            ),
          }))}
        />
        <div class="flex flex-col gap-3">
          {sizesInUse(meant)
            .slice(0, mostSizes)
            .map((size) => (
              <Rotation
                key={size.key}
                size={size}
                pages={inTurn(ordered, false).map(({ name, page, text, stale }) => ({
                  name,
                  page,
                  text,
                  isStale: stale,
                }))}
              />
            ))}
        </div>
      </div>
    </Panel>
  )
}
