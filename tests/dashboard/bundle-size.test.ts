import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const built = fileURLToPath(new URL('../../dist/dashboard/', import.meta.url))
const kib = 1024

const gzipped = (path: string): number => gzipSync(readFileSync(built + path), { level: 9 }).length

/** What the browser must have before it can draw: the page and every script and style sheet that it names. */
function firstLoad(): string[] {
  const html = readFileSync(`${built}index.html`, 'utf8')
  const named = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map((match) => match[1] as string)
  return ['index.html', ...named]
}

test('the first load is at most 45 KiB', () => {
  const files = firstLoad()
  expect(files.length).toBeGreaterThanOrEqual(3)
  const total = files.reduce((sum, file) => sum + gzipped(file), 0)
  expect(total).toBeLessThanOrEqual(45 * kib)
})

test('the worker with the MQTT client is at most 130 KiB', () => {
  const workers = readdirSync(`${built}assets`).filter((file) => /^worker-.*\.js$/.test(file))
  expect(workers).toHaveLength(1)
  expect(gzipped(`assets/${workers[0]}`)).toBeLessThanOrEqual(130 * kib)
})

test('the first load contains neither the schema library nor the MQTT client', () => {
  for (const file of firstLoad()) {
    expect(readFileSync(built + file, 'utf8')).not.toMatch(/_zod|protocolVersion/)
  }
})

test('the page holds no script or style of its own, which the Content-Security-Policy would refuse', () => {
  const html = readFileSync(`${built}index.html`, 'utf8')
  expect(html).not.toMatch(/<style|<script(?![^>]* src=)|style="/)
})
