import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../ui/icon.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { playTune } from './play-tune.ts'
import { readyTunes } from './ready-tunes.ts'
import { parseTune } from './tune.ts'

interface SoundFieldProps {
  /** RTTTL; empty for none. */
  readonly value: string
  readonly onChange: (value: string) => void
}

/** The tune that boards with a buzzer play: one of a few, or one of your own. It can be heard here. */
export function SoundField({ value, onChange }: SoundFieldProps) {
  const isReady = value === '' || readyTunes.some(([tune]) => tune === value)
  const isOwn = useSignal(!isReady)
  const own = useRef<HTMLInputElement>(null)
  const choose = (choice: string): void => {
    isOwn.value = choice === 'own'
    if (choice !== 'own') onChange(choice)
    else requestAnimationFrame(() => own.current?.focus())
  }
  return (
    <div class="min-w-0">
      <div class="flex items-end gap-2">
        <div class="min-w-0 flex-1">
          <SelectField
            label="Sound"
            options={[['', 'None'], ...readyTunes, ['own', 'A tune of your own']]}
            value={isOwn.value ? 'own' : value}
            onChange={choose}
          />
        </div>
        <PlayButton tune={value} />
      </div>
      {isOwn.value && (
        <input
          ref={own}
          class="input mt-2 h-11 w-full font-mono text-sm"
          aria-label="Tune in RTTTL"
          placeholder="hi:d=8,o=5,b=120:c,e,g"
          maxLength={256}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </div>
  )
}

function PlayButton({ tune }: { readonly tune: string }) {
  const playing = useSignal<{ stop(): void } | undefined>(undefined)
  const stop = (): void => {
    playing.peek()?.stop()
    playing.value = undefined
  }
  useEffect(() => stop, [tune])
  const play = (): void => {
    const { ms, ...tuneOnItsWay } = playTune(tune)
    playing.value = tuneOnItsWay
    setTimeout(() => {
      if (playing.peek() === tuneOnItsWay) playing.value = undefined
    }, ms)
  }
  const isPlaying = playing.value !== undefined
  return (
    <button
      type="button"
      class="btn btn-square size-11"
      aria-label={isPlaying ? 'Stop the tune' : 'Play the tune'}
      disabled={parseTune(tune).length === 0}
      onClick={isPlaying ? stop : play}
    >
      <Icon name={isPlaying ? 'pause' : 'play'} class="size-4" />
    </button>
  )
}
