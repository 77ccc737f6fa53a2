/** Where the dots of an LCD are, in device pixels. */
export interface LcdGeometry {
  readonly columns: number
  readonly rows: number
  /** Distance from dot to dot. */
  readonly pitchX: number
  readonly pitchY: number
  /** Dark lines between dots; left out where dots are too small for them. */
  readonly gap: number
  /** Distance from cell to cell. */
  readonly strideX: number
  readonly strideY: number
  readonly width: number
  readonly height: number
}

const dotsX = 5
const dotsY = 8
const smallestPitchWithGap = 5
/** Dots of a real HD44780 module are a little taller than wide. */
const tallness = 7 / 6
/** The room between cells is one dot, or down to half a dot if that makes larger dots fit. */
const narrowest = 0.5

/** The largest LCD of whole device pixels per dot that fits into a width. */
export function lcdGeometry(columns: number, rows: number, availableWidth: number): LcdGeometry {
  let pitchX = 1
  while (widthOf(columns, pitchX + 1, Math.ceil((pitchX + 1) * narrowest)) <= availableWidth) pitchX++
  let space = pitchX
  while (space > 1 && widthOf(columns, pitchX, space) > availableWidth) space--
  const pitchY = Math.max(1, Math.round(pitchX * tallness))
  const gap = pitchX < smallestPitchWithGap ? 0 : Math.max(1, Math.round(pitchX / 8))
  const strideX = dotsX * pitchX + space
  const strideY = dotsY * pitchY + Math.max(space, Math.round(pitchY / 2))
  return {
    columns,
    rows,
    pitchX,
    pitchY,
    gap,
    strideX,
    strideY,
    width: widthOf(columns, pitchX, space),
    height: (rows - 1) * strideY + dotsY * pitchY,
  }
}

function widthOf(columns: number, pitch: number, space: number): number {
  return columns * dotsX * pitch + (columns - 1) * space
}

/** Width divided by height, to reserve room before anything is drawn. */
export function lcdAspectRatio(columns: number, rows: number): number {
  const tallest = 1.3
  return (columns * 5.5 + 1) / ((rows * 8.6 + 1) * tallest)
}

/** The top left pixel of a cell. */
export function cellOrigin({ columns, strideX, strideY }: LcdGeometry, cell: number): { x: number; y: number } {
  const column = cell % columns
  return { x: column * strideX, y: ((cell - column) / columns) * strideY }
}
