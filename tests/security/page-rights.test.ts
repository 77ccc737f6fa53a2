import { expect, test } from 'vitest'
import { connectBoard } from '../support/board.ts'
import { startHub } from '../support/hub.ts'
import { addPerson, claim } from '../support/person.ts'

async function hubWithPeople() {
  const hub = await startHub()
  const ada = await claim(hub)
  for (const id of ['kitchen', 'hall']) await connectBoard(hub, id)
  const reach = { displays: ['kitchen'], groups: [] }
  const limited = await addPerson(hub, ada, { name: 'Lim', role: 'operator', reach })
  const operator = await addPerson(hub, ada, { name: 'Oz', role: 'operator' })
  return { hub, ada, limited, operator }
}

const one = { name: 'a', text: 'A' }

test('whoever is limited makes pages of their own displays, and sees no others', async () => {
  const { ada, limited } = await hubWithPeople()
  expect((await limited.call('PUT', '/api/displays/kitchen/pages/mine', { text: 'A' })).status).toBe(200)
  expect((await limited.call('PUT', '/api/displays/hall/pages/mine', { text: 'A' })).status).toBe(404)
  expect((await limited.call('PUT', '/api/displays/all/pages/mine', { text: 'A' })).status).toBe(403)
  await ada.call('PUT', '/api/displays/hall/pages/other', { text: 'B' })
  await ada.call('PUT', '/api/displays/all/pages/everywhere', { text: 'C' })
  const { body } = await limited.call('GET', '/api/pages')
  expect(body.pages.map(({ name }: { name: string }) => name)).toEqual(['everywhere', 'mine'])
  expect((await limited.call('GET', '/api/pages?display=hall')).status).toBe(404)
})

test('whoever is limited shows nothing of topics that they may not read', async () => {
  const { limited, operator } = await hubWithPeople()
  const page = (text: string) => limited.call('PUT', '/api/displays/kitchen/pages/a', { text })
  for (const topic of ['home/secret', 'displays/hall/screen', '$SYS/broker/load'])
    expect(await page(`{{${topic}}}`)).toMatchObject({ status: 403, body: { code: 'not_authorised', field: 'text' } })
  expect((await page('{{displays/kitchen/sensor/light}}')).status).toBe(200)
  const message = await limited.call('POST', '/api/messages', { to: ['kitchen'], text: '{{home/secret}}' })
  expect(message.status).toBe(403)
  const rendered = await limited.call('POST', '/api/render', { text: '{{home/secret}}' })
  expect(rendered.body.values).toEqual([
    { placeholder: '{{home/secret}}', topic: 'home/secret', fault: 'you may not read home/secret' },
  ])
  const system = await operator.call('PUT', '/api/displays/kitchen/pages/b', { text: '{{$SYS/broker/load}}' })
  expect(system.status).toBe(403)
  expect((await operator.call('PUT', '/api/displays/kitchen/pages/b', { text: '{{home/secret}}' })).status).toBe(200)
})

test('whoever is limited makes playlists for their own displays only, and touches no others', async () => {
  const { ada, limited } = await hubWithPeople()
  const put = (id: string, to: unknown) => limited.call('PUT', `/api/playlists/${id}`, { to, pages: [one] })
  expect((await put('mine', ['kitchen'])).status).toBe(200)
  for (const to of ['all', ['hall'], ['kitchen', 'hall'], ['size:20x4'], ['!hall'], { group: 'floor' }])
    expect([403, 404]).toContain((await put('wide', to)).status)
  await ada.call('PUT', '/api/playlists/other', { to: ['hall'], pages: [one] })
  expect((await put('other', ['kitchen'])).status).toBe(404)
  expect((await limited.call('DELETE', '/api/playlists/other')).status).toBe(404)
  const { body } = await limited.call('GET', '/api/playlists')
  expect(body.playlists.map(({ id }: { id: string }) => id)).toEqual(['mine'])
})
