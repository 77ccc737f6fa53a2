import type { Verifiers } from './authentication.ts'
import type { DisplaySecrets } from './display-secrets.ts'
import type { Identities } from './identities.ts'

interface Options {
  readonly secrets: DisplaySecrets
  readonly accounts: Pick<Verifiers, 'ticket' | 'isClaimed'>
  /** Asked at every CONNECT; without it only displays with a lent secret are known. */
  readonly identities?: (() => Pick<Identities, 'credentials' | 'tokens' | 'pairing'>) | undefined
}

/** What is known of secrets: those of displays, of programs, and of people. */
export function createVerifiers({ secrets, accounts, identities }: Options): Verifiers {
  return {
    display: (id, secret) => identities?.().credentials.verify(id, secret) ?? secrets.verify(id, secret),
    hasSecret: secrets.has,
    token: (secret) => identities?.().tokens.verify(secret),
    ticket: accounts.ticket,
    refusePairing: (board, peer) =>
      identities === undefined
        ? { code: 'unavailable', message: 'This hub does not pair boards.' }
        : identities().pairing.refuse(board, peer),
    isClaimed: accounts.isClaimed,
  }
}
