import type { UserView } from '#contract/people.ts'
import type { People } from '../accounts/people.ts'
import type { AuditDetails } from '../audit/audit-repository.ts'
import { systemClock } from '../clock.ts'
import { createLog } from '../log.ts'
import { CommandFault } from './command-fault.ts'
import type { DataOptions } from './data-options.ts'

interface Tools {
  readonly people: People
  /** Rejects if nobody has this e-mail address. */
  find(email: string): Promise<UserView>
  /** Into the audit log. */
  note(action: string, subject: string, details?: AuditDetails): void
}

/** Runs work on the people in the database of a hub of this machine. What it needs is loaded by no other command. */
export async function withPeople<Result>(
  options: DataOptions,
  work: (tools: Tools) => Promise<Result>,
): Promise<Result> {
  const { dataDir } = options
  const log = createLog('silent')
  const { openDatabase } = await import('../storage/open-database.ts')
  const stores = await openDatabase(options, { clock: systemClock, log })
  if (stores === undefined)
    throw new CommandFault({
      code: 'not_found',
      message: `there is no database of a hub in ${dataDir}; start the hub once, or name its folder with --data-dir`,
    })
  const { openAuth } = await import('../accounts/accounts.ts')
  const { createPeople } = await import('../accounts/people.ts')
  const { createAudit } = await import('../audit/audit.ts')
  const audit = createAudit({ repository: stores.audit, clock: systemClock, log })
  try {
    const auth = openAuth({ ...stores, baseUrl: 'http://localhost', isSecure: false, verifiesEmail: false })
    const people = createPeople(async () => (await auth).$context)
    return await work({
      people,
      async find(email) {
        const found = await people.findByEmail(email)
        if (found !== undefined) return found
        throw new CommandFault({ code: 'not_found', field: 'email', message: `nobody has the address ${email}` })
      },
      note: (action, subject, details) => audit.record({ actor: 'command line', action, subject, details }),
    })
  } finally {
    audit.close()
    await stores.close()
  }
}
