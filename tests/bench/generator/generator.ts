import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { WorkFolder } from '../work-folder.ts'

const source = fileURLToPath(new URL('main.cpp', import.meta.url))

/** What is asked of the generator; the fields are explained in `settings.h`. */
export interface Load {
  readonly mode?: 'traffic' | 'retained' | 'idle'
  readonly subscribers: number
  readonly publishers?: number
  readonly topic: string
  readonly topics?: number
  readonly qos?: 0 | 1
  readonly payloadBytes?: number
  readonly window?: number
  readonly rate?: number
  readonly count?: number
  readonly warmupMs?: number
  readonly measureMs?: number
  readonly drainMs?: number
  readonly stallMs?: number
  readonly frozen?: 1
  readonly displays?: 1
  readonly answers?: 1
}

/** Where the load goes. `brokerPid` is the process whose CPU and memory are read. */
export interface Target {
  readonly port: number
  readonly path?: string
  readonly brokerPid?: number
}

/** Times and CPU are of the measured window, counts of the whole run. */
export interface Measurement {
  readonly sent: number
  readonly expected: number
  readonly received: number
  readonly duplicates: number
  readonly disordered: number
  /** Messages that this run did not send. */
  readonly foreign: number
  /** PUBACKs of the publishers. */
  readonly acknowledged: number
  /** Connections that the broker closed. */
  readonly closed: number
  readonly deliveries: number
  readonly seconds: number
  readonly p50Us: number
  readonly p99Us: number
  readonly maxUs: number
  readonly maxGapUs: number
  readonly brokerCpuSeconds: number
  readonly brokerWaitedSeconds: number
  readonly generatorCpuSeconds: number
  readonly generatorWaitedSeconds: number
  readonly rssBeforeKb: number
  readonly rssAfterKb: number
}

export type Generate = (target: Target, load: Load) => Promise<Measurement>

/** Compiles the generator into the work folder. Throws a sentence when there is no compiler. */
export async function buildGenerator(workFolder: WorkFolder): Promise<Generate> {
  const binary = join(workFolder.folder, 'generator')
  const compiler = process.env['CXX'] ?? 'g++'
  try {
    await promisify(execFile)(compiler, ['-std=c++17', '-O2', '-Wall', '-Wextra', '-Werror', '-o', binary, source])
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause
    throw new Error('The load generator needs a C++ compiler. Install one with: apt-get install g++', { cause })
  }
  return (target, load) =>
    new Promise((resolve, reject) => {
      const args = Object.entries({ ...target, ...load }).map(([name, value]) => `${name}=${value}`)
      const child = execFile(binary, args, (error, stdout, stderr) => {
        if (error === null) resolve(JSON.parse(stdout) as Measurement)
        else reject(new Error(stderr.trim() || error.message, { cause: error }))
      })
      workFolder.watch(child)
    })
}
