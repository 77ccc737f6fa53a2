import { messageDefaults } from '#contract/bounds.ts'
import { duration } from '../ui/duration.ts'
import { SelectField } from '../ui/select-field.tsx'
import { type Options, withOption } from './options.ts'

type Times = readonly (readonly [ms: number, name: string])[]

const shows: Times = [
  [5000, '5 seconds'],
  [8000, '8 seconds'],
  [15_000, '15 seconds'],
  [60_000, '1 minute'],
  [600_000, '10 minutes'],
]
const keeps: Times = [
  [60_000, '1 minute'],
  [600_000, '10 minutes'],
  [3_600_000, '1 hour'],
  [86_400_000, '24 hours'],
  [604_800_000, '7 days'],
]
const leasts: Times = [
  [0, 'Not at all'],
  [2000, '2 seconds'],
  [5000, '5 seconds'],
  [30_000, '30 seconds'],
  [60_000, '1 minute'],
]
const repeats: Times = [
  [1, 'Once'],
  [2, 'Twice'],
  [3, '3 times'],
  [5, '5 times'],
  [10, '10 times'],
  [100, '100 times'],
]

interface TimingOptionsProps {
  readonly value: Options
  readonly onChange: (value: Options) => void
}

/** How long a message waits and stays. */
export function TimingOptions({ value, onChange }: TimingOptionsProps) {
  const { showMs = messageDefaults.showMs, ttlMs = messageDefaults.ttlMs, repeat = 1 } = value
  const show = (choice: string): void => {
    const timed = withOption(value, 'hold', choice === 'hold' || undefined)
    onChange(choice === 'hold' ? withOption(timed, 'showMs', undefined) : withOption(timed, 'showMs', Number(choice)))
  }
  const showOptions = offered(shows, showMs).map(([ms, name]) => [String(ms), name] as const)
  const leastOptions = offered(leasts, value.minShowMs).map(([ms, name]) => [String(ms), name] as const)
  return (
    <>
      <SelectField
        label="Show for"
        options={[...showOptions, ['hold', 'Until dismissed']]}
        value={value.hold === true ? 'hold' : String(showMs)}
        onChange={show}
      />
      <SelectField
        label="Keep for displays that are offline"
        options={offered(keeps, ttlMs)}
        value={ttlMs}
        onChange={(ms) => onChange(withOption(value, 'ttlMs', ms))}
      />
      <SelectField
        label="Run through"
        options={repeats.some(([times]) => times === repeat) ? repeats : [...repeats, [repeat, `${repeat} times`]]}
        value={repeat}
        onChange={(times) => onChange(withOption(value, 'repeat', times))}
      />
      <SelectField
        label="Leave it while others wait"
        options={[['usual', 'For its whole time'], ...leastOptions]}
        value={value.minShowMs === undefined ? 'usual' : String(value.minShowMs)}
        onChange={(choice) => onChange(withOption(value, 'minShowMs', choice === 'usual' ? undefined : Number(choice)))}
      />
    </>
  )
}

/** The times to choose from, with the one that is chosen even if it is none of them. */
function offered(times: Times, chosen: number | undefined): Times {
  if (chosen === undefined || times.some(([ms]) => ms === chosen)) return times
  return [...times, [chosen, duration(chosen)] as const].sort(([a], [b]) => a - b)
}
