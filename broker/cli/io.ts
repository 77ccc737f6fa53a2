/** What a command may do with the outside: the process, or what a test puts in its place. */
export interface Io {
  /** Prints one line. */
  out(line: string): void
  /** Prints one line for what went wrong. */
  err(line: string): void
  readInput(): Promise<string>
  /** Resolves when the user or the system asks the command to stop. */
  untilStopped(): Promise<void>
  readonly env: Readonly<Record<string, string | undefined>>
}
