import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os'

/** One line per fact that a reader needs to judge the figures. */
export function describeMachine(): string[] {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`
  const [load = 0] = loadavg()
  return [
    `${availableParallelism()} cores of ${cpus()[0]?.model.trim() ?? 'an unknown CPU'}, ${memory} of memory`,
    `${distribution()}, Linux ${release()}, Node.js ${process.version}`,
    `load average before the start: ${load.toFixed(1)}`,
  ]
}

function distribution(): string {
  try {
    return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'Linux'
  } catch {
    return 'Linux'
  }
}

/** Files that a process may open. Node has raised it to the hard limit already, and children inherit it. */
export function maxOpenFiles(): number {
  const limit = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]
  return limit === undefined || limit === 'unlimited' ? Number.POSITIVE_INFINITY : Number(limit)
}
