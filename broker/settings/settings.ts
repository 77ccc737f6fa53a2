import { parseValue } from '#contract/payload.ts'
import { type PutSettings, type Settings, settingsSchema } from '#contract/settings.ts'
import type { Log } from '../log.ts'
import type { SettingsRepository } from './settings-repository.ts'

const key = 'settings'

/** The settings that count now. Whoever needs one reads `current` when it is needed. */
export interface LiveSettings {
  readonly current: Settings
  /** Resolves when they are kept; they count from then on. What is left out stays as it is. */
  put(settings: PutSettings): Promise<Settings>
  onChanged(listener: () => void): void
}

/** Loads the settings; what is missing, or was kept by a version with other bounds, is the default. */
export async function openSettings({
  repository,
  defaults,
  log,
}: {
  repository: SettingsRepository
  defaults: Settings
  log: Log
}): Promise<LiveSettings> {
  const { softUnsentBytes, maxUnsentBytes, historyDays, historyMessages } = defaults
  let current: Settings = { softUnsentBytes, maxUnsentBytes, historyDays, historyMessages }
  const listeners: (() => void)[] = []
  let puts = 0

  /** What is put here meanwhile is newer. */
  async function read(): Promise<void> {
    const before = puts
    const kept = await repository.get(key)
    if (kept === undefined || puts !== before) return
    const parsed = parseValue(settingsSchema, { ...current, ...(JSON.parse(kept) as object) })
    if (parsed.ok) current = parsed.value
    else log.warn({ reason: parsed.error.message }, 'the settings that were kept do not fit; those before count')
  }

  await read()
  // Another hub on the same database has set some.
  repository.onChangedElsewhere(async () => {
    await read()
    for (const listener of listeners) listener()
  })
  return {
    onChanged: (listener) => void listeners.push(listener),
    get current() {
      return current
    },
    async put(changes) {
      const settings = { ...current, ...changes }
      await repository.set(key, JSON.stringify(settings))
      puts++
      current = settings
      for (const listener of listeners) listener()
      return current
    },
  }
}
