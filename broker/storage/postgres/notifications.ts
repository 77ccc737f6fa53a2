import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import pg from 'pg'
import { limits } from '../../limits.ts'
import type { Announcements, SharedTable } from '../announcements.ts'
import { reasonOf } from '../faults.ts'
import type { Tables } from '../tables.ts'
import { Retry } from '../writer/retry.ts'
import { Rereading } from './rereading.ts'

const channel = 'marquee'

interface Options {
  readonly url: string
  readonly connectTimeoutMs: number
  readonly queryTimeoutMs: number
  /** Hears why once, each time that other hubs are not heard any more. */
  readonly onDeaf: (reason: string) => void
}

/**
 * Hubs on one PostgreSQL, by LISTEN and NOTIFY. A connection of its own listens, as long as anybody follows anything; each
 * time that it was made anew everything is read again, because what was told meanwhile is lost.
 */
export class Notifications implements Announcements {
  readonly #options: Options
  readonly #self = randomUUID()
  readonly #followed = new Map<string, Rereading>()
  readonly #retry = new Retry({
    delayMs: 0,
    minMs: limits.databaseRetryMinMs,
    maxMs: limits.databaseRetryMaxMs,
    run: () => void this.#connect(),
  })
  #client: pg.Client | undefined
  #checking: NodeJS.Timeout | undefined
  #isListening = false
  #isClosed = false

  constructor(options: Options) {
    this.#options = options
  }

  async announce(transaction: Transaction<Tables>, table: SharedTable): Promise<void> {
    await sql`select pg_notify(${channel}, ${`${this.#self} ${table}`})`.execute(transaction)
  }

  follow(table: SharedTable, reread: () => Promise<void>): void {
    const rereading = new Rereading(reread)
    this.#followed.set(table, rereading)
    if (this.#isListening) rereading.due()
    if (this.#client === undefined) this.#retry.soon()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#retry.stop()
    clearInterval(this.#checking)
    for (const rereading of this.#followed.values()) rereading.close()
    await this.#client?.end().catch(() => {})
  }

  async #connect(): Promise<void> {
    if (this.#client !== undefined || this.#isClosed) return
    const { url, connectTimeoutMs, queryTimeoutMs } = this.#options
    const client = new pg.Client({
      connectionString: url,
      application_name: 'marquee',
      connectionTimeoutMillis: connectTimeoutMs,
      query_timeout: queryTimeoutMs,
      keepAlive: true,
    })
    this.#client = client
    client.on('error', (error) => this.#lost(client, error))
    client.on('end', () => this.#lost(client, new Error('the connection was closed')))
    client.on('notification', ({ payload = '' }) => this.#heard(payload))
    try {
      await client.connect()
      await client.query(`LISTEN ${channel}`)
    } catch (error) {
      return this.#lost(client, error)
    }
    this.#retry.succeeded()
    this.#isListening = true
    for (const rereading of this.#followed.values()) rereading.due()
    // A server that went silent is noticed only by asking it.
    this.#checking = setInterval(() => {
      client.query('SELECT 1').catch((error: unknown) => this.#lost(client, error))
    }, limits.checkDatabaseIntervalMs).unref()
  }

  #heard(payload: string): void {
    const [hub, table = ''] = payload.split(' ')
    if (hub !== this.#self) this.#followed.get(table)?.due()
  }

  #lost(client: pg.Client, error: unknown): void {
    if (this.#client !== client || this.#isClosed) return
    if (this.#isListening) this.#options.onDeaf(reasonOf(error))
    this.#client = undefined
    this.#isListening = false
    clearInterval(this.#checking)
    client.end().catch(() => {})
    this.#retry.failed()
    this.#retry.soon()
  }
}
