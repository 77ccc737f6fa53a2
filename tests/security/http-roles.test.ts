import { describe, expect, test } from 'vitest'
import { operations } from '#contract/http.ts'
import type { Operation } from '#contract/operation.ts'
import { connectBoard } from '../support/board.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { addPerson, claim, fromElsewhere, newPerson, type Person, send } from '../support/person.ts'

const all = Object.entries(operations) as [string, Operation][]
const pathOf = ({ path }: Operation) => path.replace('{id}', 'kitchen')

async function statuses(person: Pick<Person, 'call'>, which: (operation: Operation) => boolean) {
  const found: Record<string, number> = {}
  for (const [name, operation] of all.filter(([, each]) => which(each))) {
    found[name] = (await person.call(operation.method.toUpperCase(), pathOf(operation))).status
  }
  return found
}

const everyoneGets = (found: Record<string, number>, status: number) =>
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, status])))

describe('of every operation that is not for anyone', () => {
  test('nobody gets past a hub that is claimed', async () => {
    const hub = await startHub()
    await claim(hub)
    everyoneGets(await statuses(newPerson(hub, fromElsewhere), ({ access }) => access !== 'anyone'), 401)
  })

  test('nobody from elsewhere gets past a hub that is not claimed', async () => {
    const hub = await startHub()
    everyoneGets(await statuses(newPerson(hub, fromElsewhere), ({ access }) => access !== 'anyone'), 403)
  })

  test('a viewer does nothing of operators and administrators, and an operator nothing of administrators', async () => {
    const hub = await startHub()
    const ada = await claim(hub)
    const viewer = await addPerson(hub, ada, { name: 'Vic', role: 'viewer' })
    everyoneGets(await statuses(viewer, ({ access }) => access === 'operator' || access === 'administrator'), 403)
    const operator = await addPerson(hub, ada, { name: 'Oz', role: 'operator' })
    everyoneGets(await statuses(operator, ({ access }) => access === 'administrator'), 403)
  })

  test('an administrator who is limited does nothing that concerns the whole hub', async () => {
    const hub = await startHub()
    const reach = { displays: ['hall'], groups: [] }
    const limited = await addPerson(hub, await claim(hub), { name: 'Lim', role: 'administrator', reach })
    everyoneGets(await statuses(limited, ({ access, about }) => access === 'administrator' && about === undefined), 403)
    everyoneGets(await statuses(limited, ({ access, about }) => access === 'administrator' && about !== undefined), 404)
  })
})

test('the body of somebody who may not send it is not looked at', async () => {
  const hub = await startHub()
  await claim(hub)
  const body = `{"to":"all","text":"${'x'.repeat(900_000)}`
  const { status } = await send(hub, 'POST', '/api/messages', body, fromElsewhere)
  expect(status).toBe(401)
})

test('numbers of a hub are not told to strangers, and its health is', async () => {
  const hub = await startHub()
  await claim(hub)
  expect((await send(hub, 'GET', '/metrics', undefined, fromElsewhere)).status).toBe(401)
  expect((await send(hub, 'GET', '/healthz', undefined, fromElsewhere)).status).toBe(200)
  expect((await send(hub, 'GET', '/readyz', undefined, fromElsewhere)).status).toBe(200)
})

describe('whoever is limited to a group', () => {
  async function world(hub: TestHub) {
    for (const id of ['kitchen', 'hall']) await connectBoard(hub, id)
    const ada = await claim(hub)
    await ada.call('PUT', '/api/groups/floor', { displays: ['kitchen'] })
    await ada.call('PUT', '/api/groups/attic', { displays: ['hall'] })
    const reach = { displays: [], groups: ['floor'] }
    return { ada, lim: await addPerson(hub, ada, { name: 'Lim', role: 'administrator', reach }) }
  }

  test('sees its displays and nothing of the others', async () => {
    const hub = await startHub()
    const { lim } = await world(hub)
    const listed = (await lim.call('GET', '/api/displays')).body.displays
    expect(listed).toMatchObject([{ id: 'kitchen', groups: ['floor'] }])
    expect((await lim.call('GET', '/api/groups')).body.groups).toEqual([{ id: 'floor', displays: ['kitchen'] }])
    expect((await lim.call('GET', '/api/displays/kitchen')).status).toBe(200)
  })

  test('is answered alike for what is not there and what is out of reach, and hears of no other names', async () => {
    const hub = await startHub()
    const { lim } = await world(hub)
    const requests = [
      ['GET', '/api/displays/{}', undefined],
      ['DELETE', '/api/displays/{}', undefined],
      ['POST', '/api/displays/{}/message', 'x'],
      ['POST', '/api/messages', { to: ['{}'], text: 'x' }],
      ['PUT', '/api/groups/floor', { displays: ['{}'] }],
    ] as const
    for (const [method, path, body] of requests) {
      const ask = async (id: string) => {
        const given = body === undefined ? undefined : JSON.parse(JSON.stringify(body).replace('{}', id))
        const answer = await lim.call(method, path.replace('{}', id), given)
        return { status: answer.status, text: JSON.stringify(answer.body).replaceAll(id, '{}') }
      }
      const foreign = await ask('hall')
      expect(foreign.status).toBe(404)
      expect(foreign).toEqual(await ask('nowhere'))
      expect(foreign.text).not.toMatch(/hall|attic|kitchen/)
    }
  })

  test('sends to its displays and groups alone, not by a detour either', async () => {
    const hub = await startHub()
    const { ada, lim } = await world(hub)
    const sendTo = async (to: unknown) => (await lim.call('POST', '/api/messages', { to, text: 'x' })).status
    expect(await sendTo(['kitchen'])).toBe(202)
    expect(await sendTo({ group: 'floor' })).toBe(202)
    expect(await sendTo(['kitchen', 'hall'])).toBe(404)
    expect(await sendTo({ group: 'attic' })).toBe(404)
    expect(await sendTo('all')).toBe(403)
    expect((await lim.call('POST', '/api/displays/all/message', 'x')).status).toBe(403)
    expect((await lim.call('POST', '/api/groups/attic/message', 'x')).status).toBe(404)
    const sent = await ada.call('POST', '/api/displays/hall/message', 'for the hall')
    expect((await lim.call('GET', `/api/messages/${sent.body.id}`)).status).toBe(404)
    expect((await ada.call('GET', `/api/messages/${sent.body.id}`)).body.sender).toBe('Ada')
  })

  test('takes no display into its group to reach it', async () => {
    const hub = await startHub()
    const { ada, lim } = await world(hub)
    expect((await lim.call('PUT', '/api/groups/floor', { displays: ['kitchen', 'hall'] })).status).toBe(404)
    expect((await lim.call('PUT', '/api/groups/attic', { displays: ['kitchen'] })).status).toBe(404)
    expect((await lim.call('PUT', '/api/groups/new', { displays: ['kitchen'] })).status).toBe(404)
    expect((await lim.call('PUT', '/api/groups/floor', { displays: ['kitchen'] })).status).toBe(200)
    expect((await ada.call('GET', '/api/groups')).body.groups).toHaveLength(2)
  })
})
