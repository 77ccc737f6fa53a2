import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The path of a program of the system. Throws a sentence that names Debian's package when it is missing: a test is never skipped. */
export function tool(name: string, debianPackage: string): string {
  for (const directory of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(directory, name)
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      // It may be in the next directory.
    }
  }
  throw new Error(`This test needs ${name}. Install it with: apt-get install ${debianPackage}`)
}
