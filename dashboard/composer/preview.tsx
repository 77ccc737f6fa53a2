import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { Message } from '#contract/message.ts'
import type { CoreLayout, CoreScreen } from '#display-core/display-core.ts'
import { sizeText } from '../displays/display-size.ts'
import { Lcd } from '../lcd/lcd.tsx'
import { emptyScreen, type LcdScreen } from '../lcd/lcd-canvas.ts'
import { Icon } from '../ui/icon.tsx'
import { PreviewPlayer } from './preview-player.ts'
import { namesOf, type SizeInUse } from './recipients.ts'

interface PreviewProps {
  readonly module: WebAssembly.Module
  readonly size: SizeInUse
  readonly message: Message
  readonly layout: CoreLayout
}

/** Exactly what displays of one size will show, moving as it will move there. */
export function Preview({ module, size, message, layout }: PreviewProps) {
  const { columns, rows, rom } = size
  const screen = useSignal<LcdScreen>(emptyScreen(size, 'on'))
  const isPlaying = useSignal(!matchMedia('(prefers-reduced-motion: reduce)').matches)
  const json = JSON.stringify(message)
  const player = useMemo(
    () => new PreviewPlayer(module, { columns, rows, rom }, message),
    [module, columns, rows, rom, json],
  )
  const moves = layout.pages.length > 1 || message.overflow === 'scroll'
  useEffect(() => {
    screen.value = player.advance(0)
    if (!isPlaying.value) return undefined
    let last = performance.now()
    let timer: ReturnType<typeof setTimeout>
    const step = (): void => {
      const now = performance.now()
      screen.value = player.advance(now - last)
      last = now
      timer = setTimeout(step, player.untilTickMs)
    }
    timer = setTimeout(step, player.untilTickMs)
    return () => clearTimeout(timer)
  }, [player, isPlaying.value])
  return (
    <figure class="w-full min-w-0">
      <Lcd key={size.key} label={`Preview on ${sizeText(size)}`} screen={screen} columns={columns} rows={rows} />
      <figcaption class="mt-1.5 flex min-h-9 items-center justify-between gap-2 px-1 text-sm">
        <span class="text-muted min-w-0 truncate">
          {sizeText(size)} {rom} · {namesOf(size.displays, 2)}
        </span>
        {moves && (
          <span class="flex items-center gap-2">
            <PageDots pages={layout.pages} screen={screen.value} />
            <button
              type="button"
              class="btn btn-ghost btn-square size-9 max-md:size-11"
              aria-label={isPlaying.value ? 'Pause the preview' : 'Play the preview'}
              onClick={() => {
                isPlaying.value = !isPlaying.value
              }}
            >
              <Icon name={isPlaying.value ? 'pause' : 'play'} class="size-4" />
            </button>
          </span>
        )}
      </figcaption>
    </figure>
  )
}

function PageDots({ pages, screen }: { readonly pages: CoreLayout['pages']; readonly screen: LcdScreen | CoreScreen }) {
  const current = pages.findIndex((page) => page.cells.every((code, cell) => code === screen.cells[cell]))
  if (pages.length < 2 || pages.length > 12)
    return pages.length < 2 ? null : (
      <span class="text-muted">
        {current + 1} / {pages.length}
      </span>
    )
  return (
    <span class="flex gap-1.5" role="img" aria-label={`Page ${current + 1} of ${pages.length}`}>
      {pages.map((_, page) => (
        <span key={page} class={`size-2 rounded-full ${page === current ? 'bg-primary' : 'bg-base-content/25'}`} />
      ))}
    </span>
  )
}
