import type { ComponentChildren } from 'preact'

/** The heading of a page, with what can be done there. */
export function PageTitle({
  title,
  detail,
  children,
}: {
  readonly title: string
  readonly detail?: string
  readonly children?: ComponentChildren
}) {
  return (
    <div class="mb-5 flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
      <div class="min-w-0">
        <h1 class="truncate text-xl font-semibold tracking-tight">{title}</h1>
        {detail !== undefined && <p class="text-muted text-sm">{detail}</p>}
      </div>
      {children}
    </div>
  )
}
