import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface TestProcess {
  readonly child: ChildProcess
  readonly output: () => string
  /** Resolves with the first match in what it prints; rejects when it ends first. */
  prints(pattern: RegExp): Promise<RegExpMatchArray>
  /** The exit code; a signal counts as -1. */
  readonly exit: Promise<number>
}

/** A folder that is removed when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'marquee-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Starts a program; killed when the test ends. */
export function run(
  command: string,
  args: readonly string[],
  { env = {}, cwd = root, input }: { env?: Record<string, string>; cwd?: string; input?: string } = {},
): TestProcess {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env } })
  let output = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      for (const listener of listeners) listener()
    })
  }
  if (input !== undefined) child.stdin?.end(input)
  const exit = new Promise<number>((resolve, reject) => {
    child.once('close', (code) => resolve(code ?? -1))
    child.once('error', reject)
  })
  exit.catch(() => undefined)
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'close')
  })
  return {
    child,
    output: () => output,
    exit,
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = output.match(pattern)
          if (match === null) return
          listeners.delete(look)
          resolve(match)
        }
        listeners.add(look)
        look()
        exit.then(() => reject(new Error(`it ended without printing ${pattern}:\n${output}`)), reject)
      }),
  }
}

/** Runs the hub as `npm start` does, from the built files. */
export function runHub(env: Record<string, string>): TestProcess {
  return run(process.execPath, ['dist/broker/main.js'], { env: { MARQUEE_LOG_LEVEL: 'info', ...env } })
}
