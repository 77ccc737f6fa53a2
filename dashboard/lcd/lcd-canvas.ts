import type { Rom } from '#contract/display.ts'
import { type Drawable, followBlink, requestDraw, stopDrawing } from './drawing-loop.ts'
import { lcdGeometry } from './geometry.ts'
import { lit, unlit } from './palette.ts'
import { type LcdContent, LcdPicture } from './picture.ts'

/** What one LCD shows, its size and its backlight. */
export interface LcdScreen extends LcdContent {
  readonly columns: number
  readonly rows: number
  readonly rom: Rom
  readonly backlight: 'on' | 'off' | 'blink'
}

/** A glass with nothing on it. */
export function emptyScreen(
  { columns, rows, rom }: Pick<LcdScreen, 'columns' | 'rows' | 'rom'>,
  backlight: LcdScreen['backlight'],
): LcdScreen {
  return { columns, rows, rom, backlight, cells: new Uint8Array(columns * rows).fill(0x20), cgram: new Uint8Array(64) }
}

const hosts = new WeakMap<Element, LcdCanvas>()
let sizes: ResizeObserver | undefined
let visibility: IntersectionObserver | undefined

/** Draws a screen into a canvas that fills its host element, dot by dot in whole device pixels. */
export class LcdCanvas implements Drawable {
  isVisible = false
  readonly #canvas: HTMLCanvasElement
  readonly #host: HTMLElement
  readonly #onDraw: (screen: LcdScreen) => void
  #screen: LcdScreen
  #drawnScreen: LcdScreen | undefined
  #picture: LcdPicture | undefined
  #image: ImageData | undefined
  #hostWidth = 0

  constructor({
    canvas,
    host,
    screen,
    onDraw,
  }: { canvas: HTMLCanvasElement; host: HTMLElement; screen: LcdScreen; onDraw: (screen: LcdScreen) => void }) {
    this.#canvas = canvas
    this.#host = host
    this.#screen = screen
    this.#onDraw = onDraw
    hosts.set(host, this)
    sizes ??= new ResizeObserver((entries) => {
      for (const entry of entries) hosts.get(entry.target)?.resize(entry.contentRect.width)
    })
    visibility ??= new IntersectionObserver(
      (entries) => {
        for (const entry of entries) hosts.get(entry.target)?.see(entry.isIntersecting)
      },
      { rootMargin: '200px' },
    )
    sizes.observe(host)
    visibility.observe(host)
    addEventListener('resize', this.#onZoom)
  }

  get isBlinking(): boolean {
    return this.#screen.backlight === 'blink'
  }

  show(screen: LcdScreen): void {
    this.#screen = screen
    followBlink(this)
    requestDraw(this)
  }

  resize(hostWidth: number): void {
    this.#hostWidth = hostWidth
    this.#picture = undefined
    requestDraw(this)
  }

  draw(backlightPhase: boolean): void {
    if (this.#drawnScreen !== this.#screen) this.#onDraw(this.#screen)
    this.#drawnScreen = this.#screen
    if (!this.isVisible || this.#hostWidth === 0) return
    const { backlight } = this.#screen
    const colours = backlight === 'off' || (backlight === 'blink' && !backlightPhase) ? unlit : lit
    const picture = this.#currentPicture()
    const changed = picture.draw(this.#screen, colours)
    if (changed === undefined || this.#image === undefined) return
    this.#host.style.backgroundColor = colours.glass
    const { x, y, width, height } = changed
    this.#canvas.getContext('2d')?.putImageData(this.#image, 0, 0, x, y, width, height)
  }

  close(): void {
    removeEventListener('resize', this.#onZoom)
    sizes?.unobserve(this.#host)
    visibility?.unobserve(this.#host)
    hosts.delete(this.#host)
    stopDrawing(this)
  }

  see(isVisible: boolean): void {
    this.isVisible = isVisible
    if (isVisible) requestDraw(this)
  }

  /** Zooming changes the size of a device pixel without a change of size in CSS pixels. */
  readonly #onZoom = (): void => this.resize(this.#hostWidth)

  #currentPicture(): LcdPicture {
    const { columns, rows, rom } = this.#screen
    const known = this.#picture
    if (known?.geometry.columns === columns && known.geometry.rows === rows && known.rom === rom) return known
    const geometry = lcdGeometry(columns, rows, Math.floor(this.#hostWidth * devicePixelRatio))
    const picture = new LcdPicture(geometry, rom)
    this.#picture = picture
    this.#image = new ImageData(new Uint8ClampedArray(picture.pixels.buffer), geometry.width, geometry.height)
    this.#canvas.width = geometry.width
    this.#canvas.height = geometry.height
    this.#canvas.style.width = `${geometry.width / devicePixelRatio}px`
    this.#canvas.style.height = `${geometry.height / devicePixelRatio}px`
    return picture
  }
}
