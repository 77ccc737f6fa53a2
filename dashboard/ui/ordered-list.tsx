import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from './icon.tsx'
import { moved } from './moved.ts'

export interface OrderedItem {
  readonly key: string
  /** What it is called where the arrows are read out. */
  readonly name: string
  readonly content: ComponentChildren
}

interface OrderedListProps {
  readonly label: string
  readonly items: readonly OrderedItem[]
  readonly canMove: boolean
  /** Told once a move is over; the parent changes the order of `items`. */
  readonly onMove: (from: number, to: number) => void
}

const arrow = 'btn btn-ghost btn-square size-9 max-md:size-11'

/** Things in an order that is changed by dragging their grip, or with arrows. */
export function OrderedList({ label, items, canMove, onMove }: OrderedListProps) {
  const list = useRef<HTMLOListElement>(null)
  const drag = useSignal<{ readonly from: number; readonly to: number } | undefined>(undefined)
  const focusAfter = useRef<string | undefined>(undefined)
  const said = useSignal('')
  // A button that is moved with its row loses the focus.
  useLayoutEffect(() => {
    if (focusAfter.current === undefined) return
    list.current?.querySelector<HTMLElement>(`[data-arrow="${CSS.escape(focusAfter.current)}"]`)?.focus()
    focusAfter.current = undefined
  })
  const move = (from: number, to: number): void => {
    const item = items[from]
    if (item === undefined || to < 0 || to >= items.length || to === from) return
    said.value = `${item.name} is number ${to + 1} of ${items.length}`
    onMove(from, to)
  }
  const step = (from: number, to: number): void => {
    const direction = to < from ? 'up' : 'down'
    focusAfter.current = `${items[from]?.key} ${direction}`
    move(from, to)
  }
  const rowAt = (y: number): number => {
    const rows = [...(list.current?.children ?? [])]
    const index = rows.findIndex((row) => y < row.getBoundingClientRect().bottom)
    return index < 0 ? rows.length - 1 : index
  }
  const shown = drag.value === undefined ? items : moved(items, drag.value.from, drag.value.to)
  return (
    <>
      <ol ref={list} aria-label={label} class="divide-y divide-base-300">
        {shown.map((item, index) => (
          <li
            key={item.key}
            class={`flex items-center gap-2 py-2 ${drag.value?.to === index ? 'rounded-field bg-base-200' : ''}`}
          >
            {canMove && items.length > 1 && (
              <>
                <span
                  class="text-muted flex h-11 cursor-grab touch-none items-center max-md:hidden"
                  aria-hidden="true"
                  onPointerDown={(event) => {
                    event.currentTarget.setPointerCapture(event.pointerId)
                    drag.value = { from: index, to: index }
                  }}
                  onPointerMove={(event) => {
                    if (drag.value !== undefined) drag.value = { ...drag.value, to: rowAt(event.clientY) }
                  }}
                  onPointerUp={() => {
                    const done = drag.value
                    drag.value = undefined
                    if (done !== undefined) move(done.from, done.to)
                  }}
                  onPointerCancel={() => {
                    drag.value = undefined
                  }}
                >
                  <Icon name="grip" />
                </span>
                <span class="flex flex-col max-md:flex-row md:-my-1">
                  <button
                    type="button"
                    class={`${arrow} md:h-6 md:min-h-6`}
                    data-arrow={`${item.key} up`}
                    aria-label={`Move ${item.name} up`}
                    aria-disabled={index === 0}
                    onClick={() => step(index, index - 1)}
                  >
                    <Icon name="up" class="size-4" />
                  </button>
                  <button
                    type="button"
                    class={`${arrow} md:h-6 md:min-h-6`}
                    data-arrow={`${item.key} down`}
                    aria-label={`Move ${item.name} down`}
                    aria-disabled={index === items.length - 1}
                    onClick={() => step(index, index + 1)}
                  >
                    <Icon name="down" class="size-4" />
                  </button>
                </span>
              </>
            )}
            <div class="min-w-0 flex-1">{item.content}</div>
          </li>
        ))}
      </ol>
      <p role="status" class="sr-only">
        {said.value}
      </p>
    </>
  )
}
