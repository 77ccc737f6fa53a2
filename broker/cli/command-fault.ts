import { MarqueeError } from '#contract/errors.ts'

/** Something the hub said no to, or the command line itself; the person reads `message`, scripts read the rest. */
export class CommandFault extends Error {
  readonly code: string
  readonly field: string | undefined

  constructor({ code, message, field }: { code: string; message: string; field?: string | undefined }) {
    super(message)
    this.name = 'CommandFault'
    this.code = code
    this.field = field
  }
}

/** Any error as a fault: `internal` if it is none that we expect. */
export function asFault(error: unknown): CommandFault {
  if (error instanceof CommandFault) return error
  if (error instanceof MarqueeError) return new CommandFault(error.toBody())
  return new CommandFault({ code: 'internal', message: error instanceof Error ? error.message : String(error) })
}

/** `text must have at most 1024 bytes (too_long, field text)`. */
export function describeFault({ message, code, field }: CommandFault): string {
  return `${message} (${code}${field === undefined ? '' : `, field ${field}`})`
}
