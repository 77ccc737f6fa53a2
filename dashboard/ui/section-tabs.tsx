import { useLocation } from 'preact-iso/router'

/** Pages that belong together, one beside the other. */
export function SectionTabs({
  label,
  tabs,
}: {
  readonly label: string
  readonly tabs: readonly (readonly [path: string, name: string])[]
}) {
  const { path: current } = useLocation()
  return (
    <nav aria-label={label} class="mb-5 flex gap-1 border-b border-base-300">
      {tabs.map(([path, name]) => (
        <a
          key={path}
          href={path}
          class="-mb-px flex min-h-11 items-center border-b-2 border-transparent px-3 font-medium hover:border-base-300 aria-[current]:border-primary"
          {...(current === path ? { 'aria-current': 'page' as const } : {})}
        >
          {name}
        </a>
      ))}
    </nav>
  )
}
