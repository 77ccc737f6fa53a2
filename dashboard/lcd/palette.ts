/** Colours of one state of the glass. */
export interface LcdColours {
  readonly glass: string
  /** Dots that are not set are faintly visible on a real LCD. */
  readonly ghost: string
  readonly dot: string
  /** The line beside a dot that is set: paler than the dot, so that letters hold together. */
  readonly edge: string
}

export const lit: LcdColours = { glass: '#adcd45', ghost: '#a4c33f', dot: '#1f2c12', edge: '#5d7328' }
export const unlit: LcdColours = { glass: '#75824f', ghost: '#6e7b4a', dot: '#2b3320', edge: '#4a5436' }

/** A colour as a pixel of canvas image data, which is stored little-endian as ABGR. */
export function pixelOf(colour: string): number {
  const rgb = Number.parseInt(colour.slice(1), 16)
  return ((0xff << 24) | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0
}
