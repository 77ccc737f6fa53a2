import { useSignal } from '@preact/signals'
import { Field } from '../ui/field.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { isNumber, type LiveChoice, liveForms, placeholderOf } from './live-placeholder.ts'
import type { LiveText } from './rendered-text.ts'

interface LiveValueHelperProps {
  readonly live: LiveText
  readonly onInsert: (placeholder: string) => void
}

/** Puts what is published on a topic into the text, and tells what it is now. */
export function LiveValueHelper({ live, onInsert }: LiveValueHelperProps) {
  const choice = useSignal<LiveChoice>({ topic: '', path: '', form: 'plain', unit: '', fallback: '' })
  const change = (part: Partial<LiveChoice>): void => {
    choice.value = { ...choice.value, ...part }
  }
  const { topic, path, form, unit, fallback } = choice.value
  const canInsert = /^[^+#{}|]+$/.test(topic.trim())
  const insert = (): void => {
    if (canInsert) onInsert(placeholderOf(choice.value))
  }
  return (
    <>
      <LiveValueList live={live} />
      <details class="group rounded-field border border-base-300">
        <summary class="flex min-h-11 cursor-pointer list-none items-center gap-3 px-3.5">
          <span class="text-muted text-sm">Live values</span>
          <span class="min-w-0 flex-1 truncate font-medium">What is published on a topic</span>
          <span class="link link-primary text-sm no-underline group-open:hidden">Insert</span>
          <span class="link link-primary hidden text-sm no-underline group-open:inline">Done</span>
        </summary>
        <fieldset
          aria-label="A live value"
          class="grid gap-3 border-t border-base-300 p-3.5 sm:grid-cols-2"
          onKeyDown={(event) => {
            // Enter would save the page.
            if (event.key !== 'Enter' || event.ctrlKey || !(event.target instanceof HTMLInputElement)) return
            event.preventDefault()
            insert()
          }}
        >
          <Field
            label="Topic"
            name="topic"
            autoComplete="off"
            placeholder="home/kitchen/temperature"
            value={topic}
            onInput={(next) => change({ topic: next })}
          />
          <Field
            label="Place in its JSON"
            name="path"
            autoComplete="off"
            placeholder=".sensors[0].value"
            value={path}
            onInput={(next) => change({ path: next })}
          />
          <SelectField label="Shown as" options={liveForms} value={form} onChange={(next) => change({ form: next })} />
          {isNumber(form) ? (
            <Field
              label="Unit"
              name="unit"
              autoComplete="off"
              placeholder="°C"
              value={unit}
              onInput={(next) => change({ unit: next })}
            />
          ) : (
            <Field
              label="Without a value"
              name="fallback"
              autoComplete="off"
              placeholder="-"
              value={fallback}
              onInput={(next) => change({ fallback: next })}
            />
          )}
          <div class="flex flex-wrap items-center gap-2 sm:col-span-2">
            <code class="min-w-0 flex-1 truncate text-sm">{canInsert ? placeholderOf(choice.value) : ''}</code>
            <button
              type="button"
              class="btn h-11"
              title="How long the hub has been away, counted by the display itself"
              onClick={() => onInsert('{{age}}')}
            >
              Time without hub
            </button>
            <button type="button" class="btn btn-primary h-11" aria-disabled={!canInsert} onClick={insert}>
              Insert
            </button>
          </div>
        </fieldset>
      </details>
    </>
  )
}

function LiveValueList({ live }: { readonly live: LiveText }) {
  return (
    <div role="status" aria-label="Live values" class="empty:hidden">
      {live.fault !== undefined && <p class="text-sm text-error">{live.fault}</p>}
      {live.values.length > 0 && (
        <ul class="divide-y divide-base-300 rounded-field border border-base-300 text-sm">
          {live.values.map(({ placeholder, value, fault }) => (
            <li key={placeholder} class="flex flex-wrap items-center gap-x-3 px-3.5 py-2">
              <code class="min-w-0 flex-1 basis-40 truncate" title={placeholder}>
                {placeholder}
              </code>
              {fault === undefined ? (
                <span class="font-medium whitespace-pre">{value ?? 'nothing yet'}</span>
              ) : (
                <span class="text-warning">{fault}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
