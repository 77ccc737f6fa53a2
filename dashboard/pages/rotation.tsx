import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { displayCoreModule, loadDisplayCore } from '../composer/display-core-module.ts'
import type { SizeInUse } from '../composer/recipients.ts'
import { sizeText } from '../displays/display-size.ts'
import { Lcd } from '../lcd/lcd.tsx'
import { emptyScreen, type LcdScreen } from '../lcd/lcd-canvas.ts'
import { Icon } from '../ui/icon.tsx'
import { PagesPlayer, turnOf } from './pages-player.ts'
import type { NamedPage } from './turn.ts'

interface RotationProps {
  readonly size: Pick<SizeInUse, 'key' | 'columns' | 'rows' | 'rom'>
  /** In the order in which they take turns. */
  readonly pages: readonly NamedPage[]
  /** What stands behind the size: whose it is. */
  readonly note?: string
}

/** Exactly what a display of one size shows in turn, as it moves there; the same program draws it. */
export function Rotation({ size, pages, note }: RotationProps) {
  useEffect(() => void loadDisplayCore().catch(() => undefined), [])
  const module = displayCoreModule.value
  if (module === undefined || pages.length === 0) return null
  return <Player module={module} size={size} pages={pages} {...(note === undefined ? {} : { note })} />
}

function Player({ module, size, pages, note }: RotationProps & { readonly module: WebAssembly.Module }) {
  const { columns, rows, rom } = size
  const screen = useSignal<LcdScreen>(emptyScreen(size, 'on'))
  const turn = useSignal<number | undefined>(undefined)
  const isPlaying = useSignal(!matchMedia('(prefers-reduced-motion: reduce)').matches)
  const json = JSON.stringify(pages)
  const player = useMemo(
    () => new PagesPlayer(module, { columns, rows, rom }, pages),
    [module, columns, rows, rom, json],
  )
  const show = (next: ReturnType<PagesPlayer['advance']>): void => {
    screen.value = next
    turn.value = turnOf(next)
  }
  useEffect(() => {
    show(player.advance(0))
    if (!isPlaying.value) return undefined
    let last = performance.now()
    let timer: ReturnType<typeof setTimeout>
    const step = (): void => {
      const now = performance.now()
      show(player.advance(now - last))
      last = now
      timer = setTimeout(step, player.untilTickMs)
    }
    timer = setTimeout(step, player.untilTickMs)
    return () => clearTimeout(timer)
  }, [player, isPlaying.value])
  const current = turn.value === undefined ? undefined : pages[turn.value]
  return (
    <figure class="w-full min-w-0">
      <Lcd key={size.key} label={`Preview on ${sizeText(size)}`} screen={screen} columns={columns} rows={rows} />
      <figcaption class="mt-1.5 flex min-h-9 items-center justify-between gap-2 px-1 text-sm">
        <span class="text-muted min-w-0 truncate">
          {sizeText(size)} {rom}
          {note === undefined ? '' : ` · ${note}`}
        </span>
        <span class="flex shrink-0 items-center gap-1">
          {pages.length > 1 && current !== undefined && (
            <span class="max-w-32 truncate">
              {current.name} {(turn.value ?? 0) + 1}/{pages.length}
            </span>
          )}
          {pages.length > 1 && (
            <button
              type="button"
              class="btn btn-ghost btn-square size-9 max-md:size-11"
              aria-label="Next page of the preview"
              onClick={() => show(player.skip())}
            >
              <Icon name="next" class="size-4" />
            </button>
          )}
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
      </figcaption>
    </figure>
  )
}
