import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of Marquee's package.json, found from the running file, be it a source or a bundle. */
export const packageRoot = findPackageRoot(dirname(fileURLToPath(import.meta.url)))

/** The version in package.json. */
export const version = String(
  (JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }).version,
)

function findPackageRoot(directory: string): string {
  if (existsSync(join(directory, 'package.json'))) return directory
  const parent = dirname(directory)
  if (parent === directory) throw new Error('the package.json of Marquee is missing')
  return findPackageRoot(parent)
}
