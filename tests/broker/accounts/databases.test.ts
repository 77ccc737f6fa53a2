import { describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../../broker/clock.ts'
import { limits } from '../../../broker/limits.ts'
import { createLog } from '../../../broker/log.ts'
import { createMemoryStore } from '../../../broker/mqtt/store/memory-store.ts'
import { createStores } from '../../../broker/storage/stores.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { addPerson, claim, emailOf, fromElsewhere, newPerson, password } from '../../support/person.ts'
import { databaseKinds } from '../storage/databases.ts'

const tokenOf = ({ path }: { path: string }) => path.split('#')[1] as string

describe.each(databaseKinds())('%s', (_kind, newPlace) => {
  async function start(): Promise<TestHub> {
    const database = await (await newPlace()).open()
    const mqtt = createMemoryStore({ limits, clock: systemClock })
    const stores = createStores({ database, mqtt, clock: systemClock, log: createLog('silent') })
    let hub: TestHub | undefined
    onTestFinished(async () => {
      await hub?.close()
      await stores.close()
    })
    hub = await startHub({}, { stores })
    return hub
  }

  test('people are claimed, added, changed, listed and deleted', async () => {
    const hub = await start()
    const ada = await claim(hub)
    const reach = { displays: ['kitchen'], groups: [] }
    const bob = await addPerson(hub, ada, { name: 'Bob', role: 'viewer', reach })
    expect((await bob.call('GET', '/api/session')).body.user).toMatchObject({ role: 'viewer', reach, disabled: false })
    const page = await bob.connect()
    const end = new Promise<void>((resolve) => page.once('close', () => resolve()))
    const change = { name: 'Bob', role: 'operator', disabled: true }
    expect((await ada.call('PUT', `/api/users/${bob.id}`, change)).body).toMatchObject({
      role: 'operator',
      disabled: true,
    })
    await end
    expect((await ada.call('GET', '/api/users')).body.users).toMatchObject([{ name: 'Ada' }, { name: 'Bob' }])
    expect((await ada.call('DELETE', `/api/users/${bob.id}`)).status).toBe(204)
    expect((await ada.call('GET', '/api/users')).body.users).toHaveLength(1)
  })

  test('invitations and links for passwords work once, and are listed by kind', async () => {
    const hub = await start()
    const ada = await claim(hub)
    const { id } = (await ada.call('GET', '/api/session')).body.user
    const invited = (await ada.call('POST', '/api/invitations', { role: 'operator' })).body
    const other = (await ada.call('POST', '/api/invitations', { role: 'viewer' })).body
    const recovery = tokenOf((await ada.call('POST', `/api/users/${id}/recovery`)).body)
    expect((await ada.call('GET', '/api/invitations')).body.invitations).toHaveLength(2)
    expect((await ada.call('DELETE', `/api/invitations/${other.invitation.id}`)).status).toBe(204)
    const signUp = (name: string) =>
      newPerson(hub, fromElsewhere).call('POST', '/api/account', {
        invitation: tokenOf(invited.link),
        name,
        email: emailOf(name),
        password,
      })
    const statuses = (await Promise.all([signUp('Bob'), signUp('Eve')])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([201, 404])
    const set = () => ada.call('PUT', '/api/account/recovery', { token: recovery, password: 'another horse battery' })
    expect((await Promise.all([set(), set()])).map(({ status }) => status).sort()).toEqual([204, 404])
    expect((await ada.call('GET', '/api/users')).status).toBe(401)
  })
})
