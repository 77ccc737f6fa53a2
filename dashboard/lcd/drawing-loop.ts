/** Something that is drawn at most once per animation frame. */
export interface Drawable {
  readonly isVisible: boolean
  readonly isBlinking: boolean
  draw(backlightPhase: boolean): void
}

const blinkMs = 500
const waiting = new Set<Drawable>()
const blinking = new Set<Drawable>()
let frame: number | undefined
let blinkTimer: ReturnType<typeof setInterval> | undefined
let phase = true

/** Asks for a draw in the next frame. Browsers give hidden tabs no frames, so nothing is drawn there. */
export function requestDraw(drawable: Drawable): void {
  waiting.add(drawable)
  if (frame === undefined) frame = requestAnimationFrame(drawAll)
}

/** Keeps the backlight of a drawable blinking, unless the user wants no motion. */
export function followBlink(drawable: Drawable): void {
  if (drawable.isBlinking) blinking.add(drawable)
  else blinking.delete(drawable)
  if (blinking.size > 0) blinkTimer ??= setInterval(blink, blinkMs)
  else stopBlinking()
}

/** Forgets a drawable whose element is gone. */
export function stopDrawing(drawable: Drawable): void {
  waiting.delete(drawable)
  blinking.delete(drawable)
  if (blinking.size === 0) stopBlinking()
}

function drawAll(): void {
  frame = undefined
  const batch = [...waiting]
  waiting.clear()
  for (const drawable of batch) drawable.draw(phase)
}

function blink(): void {
  phase = matchMedia('(prefers-reduced-motion: reduce)').matches || !phase
  for (const drawable of blinking) if (drawable.isVisible) requestDraw(drawable)
}

function stopBlinking(): void {
  clearInterval(blinkTimer)
  blinkTimer = undefined
  phase = true
}
