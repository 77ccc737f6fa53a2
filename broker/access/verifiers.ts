import type { Verifiers } from './authentication.ts'
import type { DisplaySecrets } from './display-secrets.ts'

/** What is known of secrets: those of displays so far. */
export function createVerifiers({ secrets }: { secrets: DisplaySecrets }): Verifiers {
  return {
    display: secrets.verify,
    hasSecret: secrets.has,
    token: () => undefined,
    ticket: () => undefined,
    refusePairing: () => ({ code: 'unavailable', message: 'This hub does not pair boards yet.' }),
    isClaimed: () => false,
  }
}
