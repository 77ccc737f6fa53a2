import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { freePort } from '../../support/free-port.ts'
import type { WorkFolder } from '../work-folder.ts'

const startTimeoutMs = 15_000
const stopTimeoutMs = 5000
/** Start-up work, and the garbage of it, is over by then. */
const settleMs = 700

export interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** A broker that can be measured. */
export interface BrokerKind {
  readonly id: string
  readonly name: string
  /** Its version, or `undefined` when it is not installed. */
  version(): string | undefined
  /** What to do when it is not installed. */
  readonly hint?: string
  /** How to start it with a WebSocket listener at `port`. `spare` are two more free ports. */
  command(place: { port: number; spare: readonly [number, number]; folder: string }): Command
}

export interface RunningBroker {
  readonly pid: number
  readonly port: number
  stop(): Promise<void>
}

/** Starts a broker on free ports; resolves when it accepts connections. */
export async function startBroker(kind: BrokerKind, workFolder: WorkFolder): Promise<RunningBroker> {
  const folder = mkdtempSync(join(workFolder.folder, `${kind.id}-`))
  const port = await freePort()
  const command = kind.command({ port, spare: [await freePort(), await freePort()], folder })
  const child = spawn(command.file, command.args, {
    env: { ...process.env, ...command.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  workFolder.watch(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = `${output}${chunk.toString()}`.slice(-2000)
    })
  }
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => reject(new Error(`${kind.name} ended with ${code}:\n${output}`)))
  })
  await Promise.race([accepts(port), failed])
  failed.catch(() => undefined)
  await new Promise((resolve) => setTimeout(resolve, settleMs))
  return { pid: child.pid ?? 0, port, stop: () => stop(child) }
}

async function accepts(port: number): Promise<void> {
  const end = Date.now() + startTimeoutMs
  while (Date.now() < end) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`nothing listens on port ${port} after ${startTimeoutMs / 1000} s`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = once(child, 'close')
  child.kill('SIGTERM')
  const cutOff = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
  await closed
  clearTimeout(cutOff)
}
