import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { freePort } from './free-port.ts'
import { tool } from './tool.ts'

/** A PostgreSQL server on the loopback address, in a temporary folder. */
export interface PostgresServer {
  /** Makes an empty database and answers its URL. */
  createDatabase(): Promise<string>
  stop(): Promise<void>
  start(): Promise<void>
}

/** Where Debian has the programs of the newest server, or those in PATH. */
function program(name: string): string {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  const found = versions.map((version) => join(root, version, 'bin', name)).find((path) => existsSync(path))
  return found ?? tool(name, 'postgresql')
}

/** PostgreSQL refuses to run as root; its package makes this user. */
function asServerUser(command: string, args: readonly string[]): [string, string[]] {
  return process.getuid?.() === 0 ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, [...args]]
}

/** Ends the server when its standard input ends, which it does also when the test process is killed. */
const untilInputEnds = '"$@" & server=$!; read -r _; kill -INT $server; wait $server'

/** Starts a server; stopped and removed when the test ends, or by what `onEnd` is given. */
export async function startPostgres(
  onEnd: (end: () => Promise<void>) => void = onTestFinished,
): Promise<PostgresServer> {
  const isRoot = process.getuid?.() === 0
  // Where the other user may go, which is not so for every TMPDIR of root.
  const folder = mkdtempSync(join(isRoot ? '/tmp' : tmpdir(), 'marquee-postgres-'))
  if (isRoot) {
    const ids = ['-u', '-g'].map((option) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' })))
    chownSync(folder, ids[0] ?? 0, ids[1] ?? 0)
  }
  const data = join(folder, 'data')
  const port = await freePort()
  let server: ChildProcess | undefined
  let databases = 0
  const url = (database: string) => `postgres://marquee:secret@127.0.0.1:${port}/${database}`

  const [initdb, initdbArgs] = asServerUser(program('initdb'), [
    '-D',
    data,
    '-U',
    'marquee',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-locale',
    '-N',
  ])
  execFileSync(initdb, initdbArgs, { cwd: folder, stdio: 'pipe' })

  async function start() {
    const options = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-c', 'fsync=off']
    const [command, args] = asServerUser('sh', ['-c', untilInputEnds, 'sh', program('postgres'), ...options])
    server = spawn(command, args, { cwd: folder, stdio: ['pipe', 'ignore', 'pipe'] })
    let output = ''
    server.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    for (;;) {
      if (server.exitCode !== null) throw new Error(`PostgreSQL does not start:\n${output}`)
      try {
        return await query('postgres', 'SELECT 1')
      } catch {
        await sleep(50)
      }
    }
  }

  async function query(database: string, sql: string) {
    const client = new pg.Client({ connectionString: url(database) })
    client.on('error', () => {})
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }

  async function stop() {
    if (server === undefined || server.exitCode !== null) return
    const closed = once(server, 'close')
    server.stdin?.end()
    await closed
  }

  onEnd(async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  })
  await start()
  return {
    async createDatabase() {
      const name = `test_${databases++}`
      await query('postgres', `CREATE DATABASE ${name}`)
      return url(name)
    },
    stop,
    start,
  }
}
