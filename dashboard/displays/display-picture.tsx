import { useComputed } from '@preact/signals'
import { connection } from '../hub/connection-state.ts'
import { Lcd } from '../lcd/lcd.tsx'
import { emptyScreen, type LcdScreen } from '../lcd/lcd-canvas.ts'
import type { Display } from './display.ts'
import { displayName } from './display-name.ts'
import { screenOf } from './display-signals.ts'
import { displaySize } from './display-size.ts'

/** What a display shows now; dimmed when nobody knows whether it still does. */
export function DisplayPicture({ display }: { readonly display: Display }) {
  const screen = screenOf(display.id)
  const rom = display.about?.rom ?? 'A00'
  const picture = useComputed<LcdScreen>(() =>
    screen.value === undefined ? emptyScreen(displaySize(display), 'off') : { ...screen.value, rom },
  )
  const { columns, rows } = displaySize(display, screen.peek())
  return (
    <Lcd
      key={`${columns} ${rows} ${rom}`}
      label={`${displayName(display.id, display.name)} shows`}
      screen={picture}
      columns={columns}
      rows={rows}
      dimmed={display.presence !== 'online' || connection.value.phase === 'lost'}
    />
  )
}
