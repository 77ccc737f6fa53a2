import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { AnswersField } from './answers-field.tsx'
import { type Options, withOption } from './options.ts'
import { SoundField } from './sound-field.tsx'
import { TimingOptions } from './timing-options.tsx'

const priorities = {
  low: 'Shown when nothing else waits.',
  normal: 'Takes its turn.',
  high: 'Interrupts normal messages.',
  critical: 'Interrupts everything else, also in quiet hours.',
} as const

interface MessageOptionsProps {
  readonly value: Options
  readonly onChange: (value: Options) => void
}

/** How a message is shown: everything about it but what it says and whom it is for. */
export function MessageOptions({ value, onChange }: MessageOptionsProps) {
  const changes = Object.keys(value).length
  const set = <Name extends keyof Options>(name: Name, option: Options[Name] | undefined): void =>
    onChange(withOption(value, name, option))
  const priority = value.priority ?? 'normal'
  return (
    <details class="group rounded-field border border-base-300">
      <summary class="flex min-h-11 cursor-pointer list-none items-center gap-3 px-3.5">
        <span class="text-muted text-sm">Options</span>
        <span class="min-w-0 flex-1 truncate font-medium">{changes === 0 ? 'As usual' : `${changes} changed`}</span>
        <span class="link link-primary text-sm no-underline group-open:hidden">Change</span>
        <span class="link link-primary hidden text-sm no-underline group-open:inline">Done</span>
      </summary>
      <div class="grid gap-4 border-t border-base-300 p-3.5 sm:grid-cols-2">
        <div class="sm:col-span-2">
          <Choice
            label="Priority"
            options={[
              ['low', 'Low'],
              ['normal', 'Normal'],
              ['high', 'High'],
              ['critical', 'Critical'],
            ]}
            value={priority}
            onChange={(next) => set('priority', next)}
          />
          <p class="text-muted mt-1.5 text-sm">{priorities[priority]}</p>
        </div>
        <TimingOptions value={value} onChange={onChange} />
        <Choice
          label="Long text"
          options={[
            ['page', 'Pages'],
            ['scroll', 'Scroll'],
            ['cut', 'Cut'],
          ]}
          value={value.overflow ?? 'page'}
          onChange={(overflow) => set('overflow', overflow)}
        />
        <Choice
          label="Align"
          options={[
            ['left', 'Left'],
            ['center', 'Centre'],
            ['right', 'Right'],
          ]}
          value={value.align ?? 'left'}
          onChange={(align) => set('align', align)}
        />
        <SelectField
          label="Backlight"
          options={[
            ['unchanged', 'As it is'],
            ['on', 'On'],
            ['off', 'Off'],
            ['blink', 'Blinks'],
          ]}
          value={value.backlight ?? 'unchanged'}
          onChange={(next) => set('backlight', next === 'unchanged' ? undefined : next)}
        />
        <SoundField value={value.sound ?? ''} onChange={(sound) => set('sound', sound)} />
        <Field
          label="Heading"
          name="title"
          autoComplete="off"
          hint="A row above the text."
          value={value.title ?? ''}
          onInput={(title) => set('title', title)}
        />
        <Field
          label="Key"
          name="key"
          autoComplete="off"
          hint="A later message with the same key takes its place."
          value={value.key ?? ''}
          onInput={(key) => set('key', key)}
        />
        <div class="sm:col-span-2">
          <AnswersField
            value={value.actions ?? []}
            onChange={(actions) => set('actions', actions.length === 0 ? undefined : actions)}
          />
        </div>
      </div>
    </details>
  )
}
