import { useMemo } from 'preact/hooks'
import { SelectField } from '../ui/select-field.tsx'
import { ownTimeZone, timeZones } from './zoned-time.ts'

/** A time zone from the list that the browser knows: nobody types a name that is none. */
export function TimeZoneField({
  timeZone,
  onChange,
}: {
  readonly timeZone: string
  readonly onChange: (timeZone: string) => void
}) {
  const own = ownTimeZone()
  const options = useMemo(
    () =>
      timeZones(timeZone, own).map(
        (zone) => [zone, zone === own ? `${zone} (here)` : zone.replaceAll('_', ' ')] as const,
      ),
    [timeZone, own],
  )
  return <SelectField label="Time zone" options={options} value={timeZone} onChange={onChange} />
}
