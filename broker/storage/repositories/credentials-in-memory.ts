import type { CredentialsRepository, KeptCredentials } from '../../credentials/credentials-repository.ts'

/** The credentials of displays, for as long as the process lives. */
export function createCredentialsInMemory(): CredentialsRepository {
  const credentials = new Map<string, KeptCredentials>()
  return {
    load: async () => structuredClone([...credentials.values()].sort((a, b) => (a.display < b.display ? -1 : 1))),
    put: (kept) => void credentials.set(kept.display, structuredClone(kept)),
    used(display, lastUsedAt) {
      const kept = credentials.get(display)
      if (kept !== undefined) credentials.set(display, { ...kept, lastUsedAt })
    },
    promote(display, nextSecretHash) {
      const kept = credentials.get(display)
      if (kept?.nextSecretHash !== nextSecretHash) return
      credentials.set(display, { ...kept, secretHash: nextSecretHash, nextSecretHash: undefined })
    },
    remove: (display) => void credentials.delete(display),
    saved: async () => {},
    onChangedElsewhere: () => {},
  }
}
