import type { DisplayId } from '#contract/ids.ts'
import { displayTopic } from '#contract/topics.ts'
import type { Display, Displays } from '../displays/displays.ts'
import type { Inbox } from '../inbox/inbox.ts'
import type { Log } from '../log.ts'
import type { Publish } from '../publication.ts'
import type { SettingsRepository } from '../settings/settings-repository.ts'
import type { QuietRules } from './quiet-hours.ts'

const key = 'dimmed-displays'

interface Options {
  readonly rules: QuietRules
  readonly displays: Displays
  readonly inbox: Pick<Inbox, 'on'>
  readonly publish: Publish
  readonly repository: SettingsRepository
  readonly log: Log
}

/**
 * Switches backlights off when quiet hours begin and on when they end, also of displays that come back meanwhile. Who
 * switches one in between is left alone until the next ones. What was switched off is kept over a restart of the hub.
 */
export async function dimBacklights({ rules, displays, inbox, publish, repository, log }: Options): Promise<void> {
  const dimmed = new Set<string>(JSON.parse((await repository.get(key)) ?? '[]') as string[])
  /** Switched by somebody during the quiet hours that it is in. */
  const leftAlone = new Set<string>()
  let isSaving = false

  function look(display: Display): void {
    const isDark = rules.isDark(display)
    if (!isDark) leftAlone.delete(display.id)
    const isOnline = display.presence === 'online'
    if (isDark && isOnline && !leftAlone.has(display.id) && !dimmed.has(display.id)) {
      dimmed.add(display.id)
      switchTo(display.id, 'OFF')
    } else if (!isDark && isOnline && dimmed.delete(display.id)) switchTo(display.id, 'ON')
  }

  function switchTo(id: DisplayId, state: 'ON' | 'OFF'): void {
    publish(displayTopic('backlightSet', { kind: 'display', id }), state, { qos: 1 })
    save()
  }

  /** Once for all that change in one turn. */
  function save(): void {
    if (isSaving) return
    isSaving = true
    setImmediate(() => {
      isSaving = false
      repository
        .set(key, JSON.stringify([...dimmed]))
        .catch((error: Error) => log.warn({ reason: error.message }, 'dimmed displays could not be saved'))
    })
  }

  rules.onChanged((changed) => changed.forEach(look))
  displays.onOnline((display) => {
    // A board that has started again has its backlight on.
    if (rules.isDark(display)) dimmed.delete(display.id)
    look(display)
  })
  displays.onForgotten(({ id }) => {
    leftAlone.delete(id)
    if (dimmed.delete(id)) save()
  })
  inbox.on('backlightSet', ({ topic }) => {
    if (topic.target.kind !== 'display') return
    const display = displays.get(topic.target.id)
    if (display !== undefined && rules.isDark(display)) leftAlone.add(display.id)
    if (dimmed.delete(topic.target.id)) save()
  })
  for (const display of displays.all()) look(display)
}
