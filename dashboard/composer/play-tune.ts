import { parseTune } from './tune.ts'

const volume = 0.06
const gapMs = 12

/** Plays a tune much as a buzzer does; answers how long it takes, and a way to end it before. */
export function playTune(rtttl: string): { readonly ms: number; stop(): void } {
  const context = new AudioContext()
  const buzzer = new OscillatorNode(context, { type: 'square' })
  const gain = new GainNode(context, { gain: 0 })
  buzzer.connect(gain).connect(context.destination)
  let at = context.currentTime + 0.05
  for (const { hertz, ms } of parseTune(rtttl)) {
    if (hertz > 0) {
      buzzer.frequency.setValueAtTime(hertz, at)
      gain.gain.setValueAtTime(volume, at)
      gain.gain.setValueAtTime(0, at + Math.max(0, ms - gapMs) / 1000)
    }
    at += ms / 1000
  }
  buzzer.onended = () => void context.close()
  buzzer.start()
  buzzer.stop(at)
  return { ms: (at - context.currentTime) * 1000, stop: () => buzzer.stop() }
}
