/** Values by key, as text: what the hub makes once, such as the key that signs cookies, and what administrators set. */
export interface SettingsRepository {
  /** What is kept under a key; the first time, what `make` answers. Several hubs that ask at once get the same. */
  getOrMake(key: string, make: () => string): Promise<string>
  get(key: string): Promise<string | undefined>
  set(key: string, value: string): Promise<void>
  /** Told each time that another hub on the same database may have set something; tried again later if it rejects. */
  onChangedElsewhere(listener: () => Promise<void>): void
}
