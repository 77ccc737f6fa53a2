import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

/** A part of a page, with a heading of its own. */
export function Panel({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  const id = useId()
  return (
    <section aria-labelledby={id} class="min-w-0 rounded-box border border-base-300 bg-base-100 p-4 sm:p-5">
      <h2 id={id} class="mb-3 font-semibold">
        {title}
      </h2>
      {children}
    </section>
  )
}
