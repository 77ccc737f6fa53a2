// Writes docs/protocol.md from the contract; `--check` only compares and fails when the page is out of date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

// Node 20 does not run TypeScript by itself.
register()
const { protocolPage } = await import('./docs/protocol.ts')

const path = fileURLToPath(new URL('../docs/protocol.md', import.meta.url))
const written = existsSync(path) ? readFileSync(path, 'utf8') : ''
const generated = protocolPage()

if (!process.argv.includes('--check')) {
  writeFileSync(path, generated)
} else if (written !== generated) {
  console.error('docs/protocol.md is out of date; run npm run fix')
  process.exit(1)
}
