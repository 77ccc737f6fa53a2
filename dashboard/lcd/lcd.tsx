import type { ReadonlySignal } from '@preact/signals'
import { effect } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { lcdAspectRatio } from './geometry.ts'
import { LcdCanvas, type LcdScreen } from './lcd-canvas.ts'
import { readCells } from './rom-text.ts'

interface LcdProps {
  /** What the accessible name starts with: `Kitchen shows`. */
  readonly label: string
  readonly screen: ReadonlySignal<LcdScreen>
  readonly columns: number
  readonly rows: number
  readonly dimmed?: boolean
}

/** A live picture of an LCD. A change of the screen redraws the canvas and nothing else. */
export function Lcd({ label, screen, columns, rows, dimmed = false }: LcdProps) {
  const host = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    if (host.current === null || canvas.current === null) return
    const name = canvas.current
    const picture = new LcdCanvas({
      canvas: name,
      host: host.current,
      screen: screen.peek(),
      onDraw: (drawn) => {
        const text = `${label}: ${readCells(drawn, drawn.columns, drawn.rom) || 'nothing'}`
        if (name.ariaLabel !== text) name.ariaLabel = text
      },
    })
    const unfollow = effect(() => picture.show(screen.value))
    return () => {
      unfollow()
      picture.close()
    }
  }, [label, screen])
  return (
    <div class="lcd-bezel">
      <div
        ref={host}
        class={`lcd-glass ${dimmed ? 'opacity-45' : ''}`}
        style={{ aspectRatio: lcdAspectRatio(columns, rows) }}
      >
        <canvas ref={canvas} role="img" aria-label={`${label}: nothing`} />
      </div>
    </div>
  )
}
