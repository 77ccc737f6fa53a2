import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { localPrincipal } from '../../broker/access/principal.ts'
import { positionOf } from '../../broker/history/cursor.ts'
import { type Wanted, wantedBy } from '../../broker/history/filters.ts'
import { createHistory } from '../../broker/history/history.ts'
import { createHistoryInSql } from '../../broker/storage/repositories/history-in-sql.ts'
import { openSqlite } from '../../broker/storage/sqlite/open-sqlite.ts'
import { Writer } from '../../broker/storage/writer/writer.ts'
import { everyMs, fillHistory, firstAt } from './fill-history.ts'
import type { WorkFolder } from './work-folder.ts'

/** The hub answers each of these within so many ms, however long the history is. */
const goalMs = 50
const tries = 60

interface Case {
  readonly name: string
  readonly query: Readonly<Record<string, string>>
  /** Looks in the middle of the history. */
  readonly isDeep?: boolean
}

const cases: readonly Case[] = [
  { name: 'first page', query: {} },
  { name: 'a page in the middle', query: {}, isDeep: true },
  { name: 'of one display', query: { display: 'd7' } },
  { name: 'of one display, in the middle', query: { display: 'd7' }, isDeep: true },
  { name: 'of one sender', query: { sender: 'sender 7' } },
  { name: 'of one group', query: { group: 'floor' } },
  { name: 'with an outcome that is common', query: { state: 'shown' } },
  { name: 'with an outcome that is rare', query: { state: 'rejected' } },
  { name: 'critical ones', query: { priority: 'critical' } },
  { name: 'a common word', query: { text: 'dinner' } },
  { name: 'what a common word begins with', query: { text: 'dinn' } },
  { name: 'a common word, in the middle', query: { text: 'dinner' }, isDeep: true },
  { name: 'two common words', query: { text: 'dinner ready' } },
  { name: 'a rare word', query: { text: 'zebra' } },
  { name: 'one letter', query: { text: 'd' } },
  { name: 'a word of one sender on one display', query: { text: 'dinner', sender: 'sender 7', display: 'd7' } },
]

interface Options {
  readonly messages: number
  readonly workFolder: WorkFolder
  readonly say: (line: string) => void
}

/** Fills a database with messages and measures how long lists and searches take, and how long they hold the hub up. */
export async function benchHistory({ messages, workFolder, say }: Options): Promise<void> {
  const file = join(workFolder.folder, 'history.db')
  say(`Filling a database with ${messages.toLocaleString('en')} messages …`)
  const filledMs = await fillHistory(file, messages)
  say(`Filled in ${(filledMs / 1000).toFixed(0)} s.\n`)
  await measureHistory({ file, messages, say })
}

/** One row per list or search in a database that is there. */
export async function measureHistory({
  file,
  messages,
  say,
}: Omit<Options, 'workFolder'> & { readonly file: string }): Promise<void> {
  const database = await openSqlite(file)
  const nothing = () => {}
  const writer = new Writer({
    transaction: database.transaction,
    onUnavailable: nothing,
    onAvailable: nothing,
    onRefused: nothing,
  })
  const history = createHistory({
    repository: createHistoryInSql({ kysely: database.kysely, kind: 'sqlite', writer }),
    deliveries: { openMessages: () => [] },
    rights: { mayReach: () => true, mayReceive: () => true },
    membersOf: () => [],
  })
  say(
    `| ${messages.toLocaleString('en')} messages, page of 50 | p50 ms | p99 ms | p99 CPU ms | longest hold-up ms | goal | |`,
  )
  say('| --- | --: | --: | --: | --: | --: | --- |')
  for (const each of cases) {
    const wanted = wantedBy(each.query)
    const after = each.isDeep === true ? await middle(history.list, wanted, messages) : undefined
    const delay = monitorEventLoopDelay({ resolution: 1 })
    const taken: number[] = []
    const cpu: number[] = []
    await history.list(wanted, { after, limit: 50 }, localPrincipal)
    delay.enable()
    for (let index = 0; index < tries; index++) {
      await nextTurn()
      const begin = performance.now()
      const cpuBegin = process.cpuUsage()
      JSON.stringify(await history.list(wanted, { after, limit: 50 }, localPrincipal))
      taken.push(performance.now() - begin)
      const { user, system } = process.cpuUsage(cpuBegin)
      cpu.push((user + system) / 1000)
    }
    delay.disable()
    const p99 = share(taken, 0.99)
    const cells = [share(taken, 0.5), p99, share(cpu, 0.99), delay.max / 1e6].map((value) => value.toFixed(1))
    say(`| ${each.name} | ${cells.join(' | ')} | ≤ ${goalMs} | ${p99 <= goalMs ? 'reached' : 'not reached'} |`)
  }
  await database.close()
}

function share(values: number[], part: number): number {
  return values.sort((a, b) => a - b)[Math.ceil(values.length * part) - 1] ?? 0
}

/** Where a page in the middle of the history begins. */
async function middle(list: ReturnType<typeof createHistory>['list'], wanted: Wanted, messages: number) {
  const until = firstAt + (messages / 2) * everyMs
  const { nextCursor } = await list({ ...wanted, until }, { limit: 1 }, localPrincipal)
  return nextCursor === undefined ? undefined : positionOf(nextCursor)
}
