import { signal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { Lcd } from './lcd.tsx'

/** An LCD that shows a few words of ASCII, as decoration. */
export function LcdStill({
  columns,
  rows,
  text,
}: {
  readonly columns: number
  readonly rows: number
  readonly text: readonly string[]
}) {
  const screen = useMemo(() => {
    const characters = Array.from({ length: rows }, (_, row) =>
      (text[row] ?? '').padEnd(columns).slice(0, columns),
    ).join('')
    const cells = Uint8Array.from(characters, (character) => character.charCodeAt(0))
    return signal({ columns, rows, rom: 'A00' as const, cells, cgram: new Uint8Array(64), backlight: 'on' as const })
  }, [columns, rows, text.join('\n')])
  return <Lcd label="Example" screen={screen} columns={columns} rows={rows} />
}
