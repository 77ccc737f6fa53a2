import { useId } from 'preact/hooks'

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly options: readonly (readonly [value: Value, name: string])[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** One of a few options, side by side. */
export function Choice<Value extends string>({ label, options, value, onChange }: ChoiceProps<Value>) {
  const group = useId()
  return (
    <fieldset class="min-w-0">
      <legend class="mb-1.5 text-sm font-medium">{label}</legend>
      <div class="flex rounded-field border border-base-300 bg-base-200 p-0.5">
        {options.map(([option, name]) => (
          <label
            key={option}
            class="flex min-h-10 flex-1 cursor-pointer items-center justify-center rounded-[0.5rem] border border-transparent px-2 text-center text-sm font-medium has-checked:border-base-300 has-checked:bg-base-100 has-focus-visible:outline-2 has-focus-visible:outline-primary"
          >
            <input
              type="radio"
              class="sr-only"
              name={group}
              value={option}
              checked={option === value}
              onChange={() => onChange(option)}
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
