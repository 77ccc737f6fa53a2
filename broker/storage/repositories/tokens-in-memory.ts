import type { KeptToken, TokensRepository } from '../../tokens/tokens-repository.ts'

/** API tokens, for as long as the process lives. */
export function createTokensInMemory(): TokensRepository {
  const tokens = new Map<string, KeptToken>()
  return {
    load: async () => structuredClone([...tokens.values()].sort((a, b) => (a.id < b.id ? -1 : 1))),
    put: (token) => void tokens.set(token.id, structuredClone(token)),
    used(id, lastUsedAt) {
      const token = tokens.get(id)
      if (token !== undefined) tokens.set(id, { ...token, lastUsedAt })
    },
    remove: (id) => void tokens.delete(id),
    saved: async () => {},
    onChangedElsewhere: () => {},
  }
}
