import { useLocation } from 'preact-iso/router'
import { Icon } from './ui/icon.tsx'
import { views } from './views.ts'

const menuId = 'more-menu'
const more = views.filter(({ isMore }) => isMore === true)

/** Opens the menu of the views for which there is no room. Marked as current while one of them is shown. */
export function MoreButton({ class: classes, hasIcon }: { readonly class: string; readonly hasIcon: boolean }) {
  const { path: current } = useLocation()
  const isCurrent = more.some(({ path, also }) => path === current || also?.includes(current) === true)
  return (
    <button
      type="button"
      class={classes}
      popovertarget={menuId}
      {...(isCurrent ? { 'aria-current': 'true' as const } : {})}
    >
      {hasIcon && <Icon name="more" />}
      More
    </button>
  )
}

/** The menu itself: above the bottom bar, or below the header. */
export function MoreMenu() {
  const { path: current } = useLocation()
  return (
    <div
      id={menuId}
      popover="auto"
      class="fixed inset-auto right-3 bottom-20 m-0 w-56 rounded-box border border-base-300 bg-base-100 p-2 text-base-content shadow-xl lg:top-16 lg:right-auto lg:bottom-auto lg:left-64"
    >
      <nav aria-label="More views">
        {more.map(({ path, name, icon }) => (
          <a
            key={path}
            href={path}
            class="flex min-h-12 w-full items-center gap-3 rounded-field px-3 font-medium hover:bg-base-200 aria-[current]:bg-base-200"
            {...(current === path ? { 'aria-current': 'page' as const } : {})}
            onClick={(event) => event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()}
          >
            <Icon name={icon} />
            {name}
          </a>
        ))}
      </nav>
    </div>
  )
}
