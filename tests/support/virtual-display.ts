import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { run, type TestProcess } from './process.ts'

export interface VirtualDisplayOptions {
  readonly id: string
  readonly port: number
  /** Built with the limits of boards with little RAM. */
  readonly small?: boolean
  readonly args?: readonly string[]
}

/** A program of the firmware with exactly these arguments. */
export function runProgram(name: string, args: readonly string[], { small = false } = {}): TestProcess {
  return run(pathOf(name, small), args)
}

/** The firmware as a process of its own; killed when the test ends. */
export function runVirtualDisplay({ id, port, small = false, args = [] }: VirtualDisplayOptions): TestProcess {
  return runProgram('virtual-display', ['--headless', '--port', String(port), '--id', id, ...args], { small })
}

/** A sketch of somebody else on the same WebSocket client. */
export function runPlainSketch({ id, port }: { id: string; port: number }): TestProcess {
  return runProgram('plain-sketch', ['127.0.0.1', String(port), id])
}

function pathOf(name: string, small: boolean): string {
  const path = fileURLToPath(new URL(`../../firmware/build/${small ? 'small' : 'g++'}/${name}`, import.meta.url))
  if (!existsSync(path)) throw new Error(`${path} is not built. Build it with: bash scripts/build-virtual-display.sh`)
  return path
}

/** The payloads of `message` lines so far. */
export function messagesOf(display: TestProcess): string[] {
  return Array.from(display.output().matchAll(/^message (.*)$/gm), ([, payload]) => payload ?? '')
}

/** How often it came online. */
export const timesUp = (display: TestProcess): number => display.output().split('link up\n').length - 1
