import type { Display } from '../../dashboard/displays/display.ts'

interface Facts extends Partial<Display> {
  readonly columns?: number
  readonly rows?: number
  readonly rom?: 'A00' | 'A02'
}

/** A display as the page knows it: 16×2, online, in no group. */
export function display(id: string, { columns = 16, rows = 2, rom = 'A00', ...facts }: Facts = {}): Display {
  const about = {
    protocol: 1,
    firmware: '1',
    board: 'test',
    columns,
    rows,
    rom,
    maxPayloadBytes: 4096,
    capabilities: [],
  }
  return { id, presence: 'online', toldAt: 0, virtual: false, groups: [], waiting: 0, about, ...facts }
}
