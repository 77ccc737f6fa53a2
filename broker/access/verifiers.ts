import type { Verifiers } from './authentication.ts'
import type { DisplaySecrets } from './display-secrets.ts'

interface Options {
  readonly secrets: DisplaySecrets
  readonly accounts: Pick<Verifiers, 'ticket' | 'isClaimed'>
}

/** What is known of secrets: those of displays, and of people. */
export function createVerifiers({ secrets, accounts }: Options): Verifiers {
  return {
    display: secrets.verify,
    hasSecret: secrets.has,
    token: () => undefined,
    ticket: accounts.ticket,
    refusePairing: () => ({ code: 'unavailable', message: 'This hub does not pair boards yet.' }),
    isClaimed: accounts.isClaimed,
  }
}
