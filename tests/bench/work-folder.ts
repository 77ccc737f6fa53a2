import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The temporary folder and the programs of one run; nothing of them is left when it ends, however it ends. */
export interface WorkFolder {
  readonly folder: string
  /** Makes sure that a program does not outlive the run. */
  watch(child: ChildProcess): void
  close(): void
}

export function openWorkFolder(): WorkFolder {
  const folder = mkdtempSync(join(tmpdir(), 'marquee-bench-'))
  const children = new Set<ChildProcess>()

  function close() {
    for (const child of children) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => {
      close()
      process.exit(code)
    })
  }
  return {
    folder,
    watch(child) {
      children.add(child)
      child.once('close', () => children.delete(child))
    },
    close,
  }
}
