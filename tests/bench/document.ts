import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const path = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url))
const begin = '<!-- results: written by npm run bench -- --docs -->'
const end = '<!-- end of results -->'

/** Replaces the results in docs/benchmarks.md and leaves the text around them. */
export function writeDocument(results: string): void {
  const page = readFileSync(path, 'utf8')
  const from = page.indexOf(begin)
  const to = page.indexOf(end)
  if (from < 0 || to < from) throw new Error(`docs/benchmarks.md lacks the lines ${begin} and ${end}`)
  writeFileSync(path, `${page.slice(0, from)}${begin}\n\n${results}\n\n${page.slice(to)}`)
}
