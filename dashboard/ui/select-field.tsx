import { useId } from 'preact/hooks'

interface SelectFieldProps<Value extends string | number> {
  readonly label: string
  readonly options: readonly (readonly [value: Value, name: string])[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** One of several options, by its name. */
export function SelectField<Value extends string | number>({
  label,
  options,
  value,
  onChange,
}: SelectFieldProps<Value>) {
  const id = useId()
  return (
    <div class="min-w-0">
      <label for={id} class="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <select
        id={id}
        class="select h-11 w-full"
        value={String(value)}
        onChange={(event) => {
          const chosen = options[event.currentTarget.selectedIndex]
          if (chosen !== undefined) onChange(chosen[0])
        }}
      >
        {options.map(([option, name]) => (
          <option key={option} value={String(option)}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
