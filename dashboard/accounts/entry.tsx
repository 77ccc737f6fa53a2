import type { ComponentChildren } from 'preact'

/** The place of whoever is not in yet: one box in the middle of the page. */
export function Entry({
  title,
  lead,
  isOver = false,
  children,
}: {
  readonly title: string
  /** It lies over a page, which has a main part of its own. */
  readonly isOver?: boolean
  readonly lead?: ComponentChildren
  readonly children: ComponentChildren
}) {
  const [Head, Box] = isOver ? (['div', 'section'] as const) : (['header', 'main'] as const)
  return (
    <div class="flex min-h-dvh flex-col items-center px-4 py-8 sm:justify-center">
      <Head class="mb-6 flex items-center gap-2.5 text-lg font-semibold tracking-tight">
        <img src="/icon.svg" alt="" width="30" height="30" />
        Marquee
      </Head>
      <Box class="w-full max-w-md rounded-box border border-base-300 bg-base-100 p-5 sm:p-7">
        <h1 class="text-xl font-semibold tracking-tight">{title}</h1>
        {lead !== undefined && <p class="text-muted mt-2 leading-relaxed">{lead}</p>}
        <div class="mt-5 flex flex-col gap-4">{children}</div>
      </Box>
    </div>
  )
}

/** A way to another entry. */
export function EntryLink({ to, children }: { readonly to: string; readonly children: ComponentChildren }) {
  return (
    <a href={to} class="link link-primary flex min-h-11 items-center justify-center text-center">
      {children}
    </a>
  )
}
