import { connectAsync, type MqttClient } from 'mqtt'
import { expect, test } from 'vitest'
import type { PageView, PlaylistView } from '#contract/page-operations.ts'
import { prepareHubProcess } from '../support/hub-process.ts'

const kills = 6

/** What a page may be after a kill: what was acknowledged last, or what was under way. */
interface Expected {
  acknowledged: string | undefined
  attempted: string | undefined
}

async function get<Body>(url: string, path: string): Promise<Body> {
  return (await (await fetch(url + path)).json()) as Body
}

/** Every retained page by its topic, as text. */
async function retainedPages(client: MqttClient): Promise<Map<string, string>> {
  const mark = 'displays/all/page/mark'
  const found = new Map<string, string>()
  // What is retained comes before what is published now.
  const isMarked = new Promise<void>((resolve) => {
    client.on('message', (topic, payload) => {
      const text = payload.toString()
      if (topic === mark) resolve()
      else found.set(topic, text.startsWith('{') ? (JSON.parse(text) as { text: string }).text : text)
    })
  })
  await client.subscribeAsync('displays/all/page/+', { qos: 1 })
  await client.publishAsync(mark, 'mark', { qos: 1 })
  await isMarked
  return new Map(found)
}

test('with kill -9 at any moment every page is whole: the last that was acknowledged, or the one under way', async () => {
  const hub = await prepareHubProcess()
  const url = `http://127.0.0.1:${hub.httpPort}`
  const mqttUrl = `ws://127.0.0.1:${hub.httpPort}/mqtt`
  const pages = new Map<string, Expected>()
  let round = 0
  let list: Expected = { acknowledged: undefined, attempted: undefined }

  async function change(name: string, client: MqttClient): Promise<void> {
    const text = Math.random() < 0.25 ? undefined : `v${++round} {{home/x|default:none}}`
    const path = `${url}/api/displays/all/pages/${name}`
    const expected = pages.get(name) ?? { acknowledged: undefined, attempted: undefined }
    pages.set(name, { ...expected, attempted: text })
    if (Math.random() < 0.5)
      await client.publishAsync(`displays/all/page/${name}`, text ?? '', { retain: true, qos: 1 })
    else if (text !== undefined)
      expect((await fetch(path, { method: 'PUT', body: JSON.stringify({ text }) })).status).toBe(200)
    else expect([204, 404]).toContain((await fetch(path, { method: 'DELETE' })).status)
    pages.set(name, { acknowledged: text, attempted: text })
  }

  async function changePlaylist(): Promise<void> {
    const mark = `w${++round}`
    list = { ...list, attempted: mark }
    const body = {
      to: 'all',
      pages: Array.from({ length: 1 + (round % 3) }, (_, index) => ({ name: `p${index}`, text: `${mark} {{home/x}}` })),
    }
    expect((await fetch(`${url}/api/playlists/list`, { method: 'PUT', body: JSON.stringify(body) })).status).toBe(200)
    list = { acknowledged: mark, attempted: mark }
  }

  for (let kill = 0; kill <= kills; kill++) {
    const process = await hub.start()
    const client = await connectAsync(mqttUrl, { reconnectPeriod: 0 })
    const retained = await retainedPages(client)
    const { pages: known } = await get<{ pages: PageView[] }>(url, '/api/pages')
    const { playlists } = await get<{ playlists: PlaylistView[] }>(url, '/api/playlists')
    const byName = new Map(known.map((page) => [page.name, page]))
    expect(new Map([...byName].map(([name, { text }]) => [`displays/all/page/${name}`, text]))).toEqual(retained)
    for (const [name, { acknowledged, attempted }] of pages) {
      expect([acknowledged, attempted]).toContain(byName.get(name)?.page.text)
      pages.set(name, { acknowledged: byName.get(name)?.page.text, attempted: undefined })
    }
    const ofList = known.filter(({ playlist }) => playlist === 'list').map(({ page }) => page.text)
    expect(ofList.sort()).toEqual((playlists[0]?.pages ?? []).map(({ text }) => text).sort())
    if (list.attempted !== undefined) expect([list.acknowledged, list.attempted]).toContain(ofList[0]?.split(' ')[0])
    list = { acknowledged: ofList[0]?.split(' ')[0], attempted: ofList[0]?.split(' ')[0] }
    client.on('error', () => undefined)
    if (kill === kills) {
      await client.endAsync(true)
      break
    }
    const timer = setTimeout(() => process.child.kill('SIGKILL'), 100 + Math.random() * 700)
    const until = process.exit
    let isOver = false
    void until.then(() => {
      isOver = true
    })
    const repeatedly = async (job: () => Promise<void>) => {
      while (!isOver)
        await Promise.race([
          until,
          job().catch((error: Error) => (isUnreachable(error) ? until : Promise.reject(error))),
        ])
    }
    await Promise.all([
      repeatedly(() => change(`a${round % 3}`, client)),
      repeatedly(() => change(`b${round % 2}`, client)),
      repeatedly(changePlaylist),
    ])
    clearTimeout(timer)
    await client.endAsync(true)
  }
  expect(round).toBeGreaterThan(kills)
}, 120_000)

/** The hub was killed while it was asked. */
function isUnreachable(error: Error): boolean {
  return error.name !== 'AssertionError'
}
