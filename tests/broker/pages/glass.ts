import { screenSchema } from '#contract/display.ts'
import { request } from '../../support/http.ts'
import { collect, connectClient, type TestHub } from '../../support/hub.ts'

/** A virtual display of 20 x 4 in the hub, and what is on its glass: rows as text, block elements as `█`. */
export async function startGlass(hub: TestHub, id: string) {
  await request(hub, 'POST', '/api/virtual-displays', { id })
  const screens = await collect(await connectClient(hub), `displays/${id}/screen`, (payload) => {
    const { cells, columns, page } = screenSchema.parse(JSON.parse(payload.toString()))
    const text = Buffer.from(cells, 'hex').toString('latin1').replaceAll('\u00ff', '█')
    return { page, rows: text.match(new RegExp(`.{${columns}}`, 'gs')) ?? [] }
  })
  return { shows: (text: string) => screens.next(({ rows }) => rows.join('\n').includes(text)), screens }
}

/** What is published on a filter, as text. */
export async function published(hub: TestHub, filter: string) {
  return collect(await connectClient(hub), filter, (payload, topic) => ({ topic, payload: payload.toString() }))
}

/** The pages that the hub lists. */
export async function listed(hub: TestHub, query = ''): Promise<Record<string, unknown>[]> {
  const { body } = await request(hub, 'GET', `/api/pages${query}`)
  return body['pages'] as Record<string, unknown>[]
}
