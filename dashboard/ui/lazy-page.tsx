import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'

/** A page whose code is loaded when somebody goes there. */
export function lazyPage<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const loaded = signal<ComponentType<Props> | undefined>(undefined)
  const hasFailed = signal(false)
  const begin = (): void => {
    hasFailed.value = false
    load().then(
      (page) => {
        loaded.value = page
      },
      () => {
        hasFailed.value = true
      },
    )
  }
  return function LazyPage(props: Props) {
    useEffect(() => {
      if (loaded.peek() === undefined) begin()
    }, [])
    const Page = loaded.value
    if (Page !== undefined) return <Page {...props} />
    if (!hasFailed.value) return <p class="text-muted py-24 text-center">Loading…</p>
    return (
      <p role="alert" class="py-24 text-center">
        This page could not be loaded. Is the hub reachable?{' '}
        <button type="button" class="btn ml-2 h-11" onClick={begin}>
          Try again
        </button>
      </p>
    )
  }
}
