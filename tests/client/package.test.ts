import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from '#contract/http.ts'
import { connectBoard } from '../support/board.ts'
import { startHub } from '../support/hub.ts'
import { run } from '../support/process.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let folder: string

/** Packs what would be published and unpacks it where another program finds it; no registry is asked. */
beforeAll(async () => {
  execFileSync(process.execPath, ['scripts/build.mjs', '--if-stale', '--quiet'], { cwd: root })
  folder = mkdtempSync(join(tmpdir(), 'marquee-client-'))
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--offline', '--pack-destination', folder], {
    cwd: root,
  })
  const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
  const installed = join(folder, 'node_modules/marquee')
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', join(folder, archive), '-C', installed, '--strip-components', '1'])
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const script = `
import { createClient, MarqueeError } from 'marquee/client'

const hub = createClient({ url: process.argv[2] ?? '' })
const ending = new AbortController()
const heard: string[] = []
const listening = (async () => {
  for await (const event of hub.streamEvents({ types: 'delivery' }, { signal: ending.signal })) {
    if (event.type === 'delivery') heard.push(event.data.id)
    if (event.type === 'delivery' && event.data.counts.shown === 1) break
  }
})()
const once = { idempotencyKey: 'tea-at-five' }
const body = { to: ['kitchen'], text: 'Tea' }
const first = await hub.sendMessage({ wait: 'shown', body }, once)
const again = await hub.sendMessage({ wait: 'shown', body }, once)
const { messages } = await hub.listMessages({ text: 'te', limit: 5, complete: true })
const plain = await hub.sendToDisplay({ id: 'kitchen', body: 'Dinner' })
await listening
const groups = await hub.putGroup({ id: 'floor', body: { displays: ['kitchen'] } })
const file = await (await hub.exportMessages({ format: 'csv' })).text()
let fault: unknown
try {
  await hub.sendToDisplay({ id: 'nowhere', body: 'x' })
} catch (error) {
  if (error instanceof MarqueeError) fault = { code: error.code, status: error.status }
}
let away: unknown
await createClient({ url: 'http://127.0.0.1:1' }).listDisplays().catch((error) => { away = error.code })
console.log(JSON.stringify({ same: first.id === again.id, heard: heard.length > 0, texts: messages.map(({ text }) => text),
  plain: plain?.to, groups: groups.displays, rows: file.split('\\r\\n').length, fault, away }))
`

test('a program sends, lists, follows and is told what is wrong with the packed client alone', async () => {
  const hub = await startHub()
  const board = await connectBoard(hub, 'kitchen')
  board.client.on('message', (topic, payload) => {
    if (topic === 'displays/kitchen/message') board.ack(payload.toString())
  })
  writeFileSync(join(folder, 'use.mjs'), withoutTypes(script))
  const program = run(process.execPath, ['use.mjs', hub.httpUrl], { cwd: folder })
  expect(await program.exit, program.output()).toBe(0)
  expect(JSON.parse(program.output())).toMatchObject({
    same: true,
    heard: true,
    texts: ['Tea'],
    plain: ['kitchen'],
    groups: ['kitchen'],
    rows: 4,
    fault: { code: 'unknown_display', status: 404 },
    away: 'unreachable',
  })
})

test('the declarations know every operation, and refuse what the hub would', () => {
  writeFileSync(join(folder, 'use.ts'), script)
  const wrong = [
    "hub.sendMessage({ body: { to: ['kitchen'] } })",
    "hub.sendMessage({ body: { to: 'all', text: 'x', priority: 'urgent' } })",
    'hub.getDisplay({})',
    "hub.listMessages({ state: 'seen' })",
    "hub.listMessages({ colour: 'red' })",
  ]
  const lines = [
    "import { createClient } from 'marquee/client'",
    "const hub = createClient({ url: '' })",
    ...wrong.flatMap((line) => ['// @ts-expect-error', line]),
  ]
  writeFileSync(join(folder, 'wrong.ts'), lines.join('\n'))
  const compiler = createRequire(import.meta.url)
    .resolve('typescript/package.json')
    .replace('package.json', 'bin/tsc')
  const types = join(root, 'node_modules/@types')
  const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--module', 'nodenext']
  const settings = [...options, '--lib', 'es2023,dom', '--types', 'node', '--typeRoots', types]
  execFileSync(process.execPath, [compiler, ...settings, 'use.ts', 'wrong.ts'], { cwd: folder, stdio: 'pipe' })
  const declared = readFileSync(join(folder, 'node_modules/marquee/dist/client/client.d.ts'), 'utf8')
  for (const name of Object.keys(operations)) expect(declared).toMatch(new RegExp(`^  ${name}\\(`, 'm'))
})

test('the client brings nothing along', () => {
  const built = readFileSync(join(folder, 'node_modules/marquee/dist/client/client.js'), 'utf8')
  expect(built).not.toMatch(/\bimport\b|\brequire\(|zod/)
  expect(built.length).toBeLessThan(40_000)
})

/** Enough for the one script here: Node 20 does not run TypeScript. */
function withoutTypes(source: string): string {
  return source.replaceAll(/(const heard|let fault|let away): [^=\n]+/g, '$1 ')
}
