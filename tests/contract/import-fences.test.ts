import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'

const root = fileURLToPath(new URL('../../', import.meta.url))
const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')

const refused = [
  ['dashboard/app.ts', 'node:fs'],
  ['dashboard/app.ts', 'fs'],
  ['dashboard/app.ts', 'express'],
  ['dashboard/app.ts', 'mqtt'],
  ['dashboard/displays/list.ts', 'mqtt'],
  ['dashboard/app.ts', '../broker/hub.ts'],
  ['dashboard/app.ts', '../broker/contract/ids.ts'],
  ['dashboard/lcd/core.ts', '../../firmware/core/wasm/display-core.ts'],
  ['dashboard/hub/client.ts', '../../broker/hub.ts'],
  ['dashboard/hub/client.ts', 'node:net'],
  ['dashboard/hub/client.ts', 'aedes'],
  ['broker/hub.ts', 'aedes'],
  ['broker/http/upgrade.ts', 'ws'],
  ['broker/http/upgrade.ts', 'mqtt-packet'],
  ['broker/virtual-displays/board.ts', 'aedes'],
  ['broker/cli/send.ts', 'ws'],
  ['broker/messages/messages.ts', 'ws'],
  ['broker/messages/messages.ts', 'mqtt'],
  ['broker/displays/displays.ts', 'node:fs'],
  ['broker/groups/groups.ts', 'node:fs/promises'],
  ['broker/deliveries/delivery.ts', 'node:net'],
  ['broker/groups/groups.ts', 'kysely'],
  ['broker/hub.ts', 'pg'],
  ['broker/hub.ts', '@photostructure/sqlite'],
  ['broker/storage/files.ts', 'aedes'],
  ['broker/storage/files.ts', '../contract/ids.ts'],
  ['broker/telemetry/telemetry.ts', 'node:http'],
  ['broker/credentials/credentials.ts', 'kysely'],
  ['broker/pages/page-book.ts', 'node:fs'],
  ['broker/pairing/pairing.ts', 'node:net'],
  ['broker/tokens/tokens.ts', 'node:fs'],
  ['broker/hub.ts', 'better-auth'],
  ['broker/storage/repositories/people-in-sql.ts', 'better-auth/adapters/memory'],
  ['broker/mqtt/listener.ts', 'better-auth'],
  ['broker/tokens/tokens.ts', 'better-auth/crypto'],
  ['broker/cli/user.ts', 'nodemailer'],
  ['broker/accounts/recovery.ts', 'nodemailer'],
  ['broker/accounts/people.ts', 'kysely'],
  ['broker/accounts/mail/smtp.ts', 'ws'],
  ['broker/displays/displays.ts', 'nodemailer'],
  ['broker/hub.ts', '../dashboard/app.ts'],
  ['broker/hub.ts', '../tests/support/hub.ts'],
  ['broker/hub.ts', './contract/ids.ts'],
  ['broker/mqtt/listener.ts', '../contract/ids.ts'],
  ['broker/contract/extra.ts', 'node:crypto'],
  ['broker/contract/extra.ts', 'zod'],
  ['broker/contract/extra.ts', 'preact'],
  ['broker/contract/extra.ts', '../hub.ts'],
  ['broker/contract/extra.ts', '#contract/ids.ts'],
  ['firmware/core/wasm/loader.ts', 'node:fs'],
  ['firmware/core/wasm/loader.ts', 'zod/mini'],
  ['firmware/core/wasm/loader.ts', '#contract/ids.ts'],
  ['firmware/core/wasm/loader.ts', '../../../broker/contract/ids.ts'],
] as const

const allowed = [
  ['dashboard/app.ts', 'preact'],
  ['dashboard/app.ts', 'preact/hooks'],
  ['dashboard/app.ts', '@preact/signals'],
  ['dashboard/app.ts', 'preact-iso'],
  ['dashboard/app.ts', '#contract/ids.ts'],
  ['dashboard/app.ts', '#display-core/display-core.ts'],
  ['dashboard/app.ts', './displays/list.ts'],
  ['dashboard/displays/list.ts', '../hub/client.ts'],
  ['dashboard/hub/client.ts', 'mqtt'],
  ['dashboard/hub/client.ts', '#contract/topics.ts'],
  ['broker/mqtt/listener.ts', 'aedes'],
  ['broker/mqtt/listener.ts', 'mqtt-packet'],
  ['broker/mqtt/listener.ts', 'ws'],
  ['broker/mqtt/listener.ts', 'node:net'],
  ['broker/mqtt/listener.ts', '#contract/ids.ts'],
  ['broker/storage/files.ts', 'node:fs'],
  ['broker/storage/files.ts', 'kysely'],
  ['broker/storage/files.ts', 'pg'],
  ['broker/storage/files.ts', '@photostructure/sqlite'],
  ['broker/accounts/auth.ts', 'better-auth'],
  ['broker/accounts/auth.ts', 'better-auth/plugins/two-factor'],
  ['broker/accounts/mail/smtp.ts', 'nodemailer'],
  ['broker/http/app.ts', 'express'],
  ['broker/messages/messages.ts', '#contract/message.ts'],
  ['broker/messages/messages.ts', 'node:crypto'],
  ['broker/cli/send.ts', 'mqtt'],
  ['broker/contract/extra.ts', 'zod/mini'],
  ['broker/contract/extra.ts', './ids.ts'],
] as const

const reportSchema = z.object({ title: z.string(), file: z.string() })

/** A file beside `path` for every case, so that one run of Biome judges them all. */
function caseFile(path: string, specifier: string, kind: string): string {
  return join(dirname(path), `${kind}-${Buffer.from(`${path} ${specifier}`).toString('hex')}.ts`)
}

describe('import fences', () => {
  const folder = mkdtempSync(join(tmpdir(), 'marquee-fences-'))
  let violations: ReadonlySet<string>

  beforeAll(() => {
    cpSync(join(root, 'biome.json'), join(folder, 'biome.json'))
    for (const [path, specifier] of [...refused, ...allowed]) {
      for (const [kind, source] of [
        ['static', `import { thing } from '${specifier}'\n\nthing()\n`],
        ['type', `import type { Thing } from '${specifier}'\n\nexport type Mine = Thing\n`],
        ['lazy', `export const load = () => import('${specifier}')\n`],
        ['passed-on', `export { thing } from '${specifier}'\n`],
      ] as const) {
        const file = join(folder, caseFile(path, specifier, kind))
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, source)
      }
    }
    const { stdout, status } = spawnSync(
      process.execPath,
      [biome, 'lint', '--only=style/noRestrictedImports', '--reporter=github', '--max-diagnostics=none', '.'],
      { cwd: folder, encoding: 'utf8' },
    )
    expect(status).toBe(1)
    violations = new Set(
      stdout.split('\n').flatMap((line) => {
        const found = /^::error title=(?<title>[^,]+),file=(?<file>[^,]+)/.exec(line)?.groups
        const report = reportSchema.safeParse(found)
        return report.success && report.data.title === 'lint/style/noRestrictedImports'
          ? [relative(folder, report.data.file)]
          : []
      }),
    )
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  for (const kind of ['static', 'type', 'lazy', 'passed-on']) {
    test.each(refused)(`%s may not import %s (${kind})`, (path, specifier) => {
      expect(violations).toContain(caseFile(path, specifier, kind))
    })
    test.each(allowed)(`%s may import %s (${kind})`, (path, specifier) => {
      expect(violations).not.toContain(caseFile(path, specifier, kind))
    })
  }
})

test('Biome reads this configuration without a warning', () => {
  const output = execFileSync(process.execPath, [biome, 'rage'], { cwd: root, encoding: 'utf8' })
  expect(output).toMatch(/Status:\s+Loaded successfully/)
})
