import { type Access, createAccess } from './access/access.ts'
import { createDisplaySecrets, type DisplaySecrets } from './access/display-secrets.ts'
import { createHttpGate, type HttpGate } from './access/http-gate.ts'
import type { Identities } from './access/identities.ts'
import type { RightsFacts } from './access/rights.ts'
import { createVerifiers } from './access/verifiers.ts'
import { type Accounts, createAccounts } from './accounts/accounts.ts'
import { type Audit, createAudit } from './audit/audit.ts'
import { addressOf, type Config } from './config.ts'
import type { Surroundings } from './surroundings.ts'

/** Everything that says who somebody is and what they may do. */
export interface OpenAccess {
  readonly access: Access
  readonly gate: HttpGate
  readonly secrets: DisplaySecrets
  readonly accounts: Accounts
  readonly audit: Audit
  /** Browsers reach the hub through https with a name of its own, and should never try http again. */
  readonly isPublicOverTls: boolean
  close(): void
}

/** What is there before anybody asks. */
interface Later {
  readonly facts: Omit<RightsFacts, 'hasSecret'>
  readonly identities: () => Identities
  readonly httpPort: () => number
}

/** Opens what is known of people and secrets; rejects if it cannot be read. */
export async function openAccess(
  config: Config,
  { clock, log, stores }: Surroundings,
  { facts, identities, httpPort }: Later,
): Promise<OpenAccess> {
  const isPublicOverTls = addressOf(config).startsWith('https:')
  const baseUrl = () => addressOf({ ...config, httpPort: httpPort() })
  const audit = createAudit({ repository: stores.audit, clock, log })
  const accounts = await createAccounts({
    config: { ...config, baseUrl, isSecure: isPublicOverTls },
    stores,
    audit,
    clock,
    log,
  })
  const secrets = createDisplaySecrets()
  const verifiers = createVerifiers({ secrets, accounts, identities })
  const access = createAccess({ ...config, verifiers, facts })
  const { peerOf, rights } = access
  const gate = createHttpGate({
    ...config,
    verifiers,
    peerOf,
    mayReach: rights.mayReach,
    logIns: accounts,
    beginAttempt: accounts.beginAttempt,
  })
  return {
    access,
    gate,
    secrets,
    accounts,
    audit,
    isPublicOverTls,
    close() {
      accounts.close()
      audit.close()
    },
  }
}
