import { Choice } from '../ui/choice.tsx'
import { clockTime } from '../ui/clock-time.ts'
import { durationOptions } from '../ui/duration-text.ts'
import { Field } from '../ui/field.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { asItIs, type PageDraft } from './page-draft.ts'

const stays = [3000, 5000, 8000, 15_000, 30_000, 60_000, 600_000]
const lifetimes = [60_000, 600_000, 3_600_000, 21_600_000, 86_400_000]
const ttls = [3_600_000, 86_400_000, 604_800_000, 2_592_000_000]
const whens = [
  ['always', 'Always', 'Takes its turn with the others.'],
  ['idle', 'If nothing else', 'Shown only while there is no other page.'],
  ['offline', 'Hub away', 'Shown only while the hub cannot be reached.'],
] as const

interface PageOptionsProps {
  readonly draft: PageDraft
  readonly onChange: (change: Partial<PageDraft>) => void
}

/** When a page is shown, for how long, and how. */
export function PageOptions({ draft, onChange }: PageOptionsProps) {
  const { staleAt, expiresAt } = draft.base
  return (
    <div class="grid gap-4 sm:grid-cols-2">
      <SelectField
        label="Stays for"
        options={durationOptions(stays, draft.showMs)}
        value={draft.showMs}
        onChange={(showMs) => onChange({ showMs })}
      />
      <SelectField
        label="Marked as old"
        options={[
          [0, 'Never'],
          ...keptOption(staleAt),
          ...durationOptions(lifetimes, draft.lifetimeMs).map(
            ([length, name]) => [length, `${name} after a change`] as const,
          ),
        ]}
        value={draft.lifetimeMs}
        onChange={(lifetimeMs) => onChange({ lifetimeMs })}
      />
      <div class="sm:col-span-2">
        <Choice
          label="Shown"
          options={whens.map(([value, name]) => [value, name] as const)}
          value={draft.when}
          onChange={(when) => onChange({ when })}
        />
        <p class="text-muted mt-1.5 text-sm">{whens.find(([when]) => when === draft.when)?.[2]}</p>
      </div>
      <Field
        label="Heading"
        name="title"
        autoComplete="off"
        value={draft.title}
        onInput={(title) => onChange({ title })}
      />
      <SelectField
        label="Goes by itself"
        options={[
          [0, 'Never'],
          ...keptOption(expiresAt),
          ...durationOptions(ttls, draft.ttlMs).map(([length, name]) => [length, `After ${name}`] as const),
        ]}
        value={draft.ttlMs}
        onChange={(ttlMs) => onChange({ ttlMs })}
      />
      <Choice
        label="Long text"
        options={[
          ['page', 'Pages'],
          ['scroll', 'Scroll'],
          ['cut', 'Cut'],
        ]}
        value={draft.overflow}
        onChange={(overflow) => onChange({ overflow })}
      />
      <Choice
        label="Align"
        options={[
          ['left', 'Left'],
          ['center', 'Centre'],
          ['right', 'Right'],
        ]}
        value={draft.align}
        onChange={(align) => onChange({ align })}
      />
      <div class="sm:col-span-2">
        <Choice
          label="Backlight"
          options={[
            ['unchanged', 'As it is'],
            ['on', 'On'],
            ['off', 'Off'],
            ['blink', 'Blink'],
          ]}
          value={draft.backlight}
          onChange={(backlight) => onChange({ backlight })}
        />
      </div>
    </div>
  )
}

function keptOption(moment: string | undefined): readonly (readonly [number, string])[] {
  return moment === undefined ? [] : [[asItIs, `At ${clockTime(Date.parse(moment), Date.now())}`]]
}
