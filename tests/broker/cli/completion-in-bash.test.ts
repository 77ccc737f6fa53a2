import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { completionScripts } from '../../../broker/cli/completion-scripts.ts'
import { packageRoot } from '../../../broker/package-info.ts'

test('bash itself completes the words of a line with its script', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'marquee-completion-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const marquee = join(folder, 'marquee')
  const program = join(packageRoot, 'dist/broker/cli.js')
  await writeFile(marquee, `#!/bin/sh\nexec "${process.execPath}" "${program}" --url http://127.0.0.1:1 "$@"\n`, {
    mode: 0o755,
  })
  const script = `${completionScripts.bash}
COMP_WORDS=(marquee send all Hello --priority c); COMP_CWORD=5; _marquee; echo "\${COMPREPLY[@]}"
COMP_WORDS=(marquee hist); COMP_CWORD=1; _marquee; echo "\${COMPREPLY[@]}"`
  const env = { PATH: `${folder}:${process.env['PATH']}` }
  const { stdout } = await promisify(execFile)('bash', ['-c', script], { env })
  expect(stdout).toBe('critical\nhistory\n')
})
