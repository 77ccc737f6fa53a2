import { expect, test } from 'vitest'
import { startHub } from '../../support/hub.ts'
import { addPerson, claim, emailOf, fromElsewhere, newPerson, password } from '../../support/person.ts'

const tokenOf = ({ path }: { path: string }) => path.split('#')[1] as string

test('an administrator makes accounts, changes and deletes them', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  const bob = await addPerson(hub, ada, { name: 'Bob', role: 'viewer' })
  const reach = { displays: ['kitchen'], groups: ['floor'] }
  const changed = await ada.call('PUT', `/api/users/${bob.id}`, {
    name: 'Robert',
    role: 'operator',
    reach,
    disabled: false,
  })
  expect(changed.body).toMatchObject({ name: 'Robert', email: emailOf('Bob'), role: 'operator', reach })
  expect((await ada.call('GET', '/api/users')).body.users).toMatchObject([{ name: 'Ada' }, { name: 'Robert', reach }])
  expect((await ada.call('DELETE', `/api/users/${bob.id}`)).status).toBe(204)
  expect((await ada.call('DELETE', `/api/users/${bob.id}`)).status).toBe(404)
  expect((await bob.call('GET', '/api/displays')).status).toBe(401)
})

test('a second account with the same address is refused, however it is spelled', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  const { status, body } = await ada.call('POST', '/api/users', {
    name: 'Other',
    email: 'ADA@example.org ',
    password,
    role: 'viewer',
  })
  expect({ status, field: body.field }).toEqual({ status: 409, field: 'email' })
})

test('the last administrator of everything is neither deleted, limited, nor made less', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  const limited = { displays: [], groups: ['floor'] }
  const eve = await addPerson(hub, ada, { name: 'Eve', role: 'administrator', reach: limited })
  const { id } = (await ada.call('GET', '/api/session')).body.user
  const change = (fields: object) =>
    ada.call('PUT', `/api/users/${id}`, { name: 'Ada', role: 'administrator', disabled: false, ...fields })
  expect((await change({ role: 'operator' })).status).toBe(409)
  expect((await change({ reach: limited })).status).toBe(409)
  expect((await change({ disabled: true })).status).toBe(409)
  expect((await ada.call('DELETE', `/api/users/${id}`)).status).toBe(409)
  await ada.call('PUT', `/api/users/${eve.id}`, { name: 'Eve', role: 'administrator', disabled: false })
  expect((await change({ role: 'operator' })).status).toBe(200)
  expect((await ada.call('GET', '/api/users')).status).toBe(403)
})

test('who is disabled cannot log in any more, and can again later', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  const bob = await addPerson(hub, ada, { name: 'Bob', role: 'viewer' })
  const change = (disabled: boolean) =>
    ada.call('PUT', `/api/users/${bob.id}`, { name: 'Bob', role: 'viewer', disabled })
  await change(true)
  expect((await bob.call('GET', '/api/displays')).status).toBe(401)
  const logIn = () => bob.call('POST', '/api/session', { email: emailOf('Bob'), password })
  expect(await logIn()).toMatchObject({ status: 403, body: { message: expect.stringContaining('disabled') } })
  await change(false)
  expect((await logIn()).status).toBe(200)
})

test('who is invited makes an account with the role of the invitation, once', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  const reach = { displays: [], groups: ['floor'] }
  const invited = await ada.call('POST', '/api/invitations', { role: 'operator', reach })
  expect(invited.body.link).toMatchObject({ mailed: false, url: expect.stringContaining('/accept-invitation#') })
  const invitation = tokenOf(invited.body.link)
  const bob = newPerson(hub, fromElsewhere)
  expect((await bob.call('POST', '/api/account/invitation', { token: invitation })).body).toMatchObject({
    role: 'operator',
    invitedBy: 'Ada',
  })
  const account = { invitation, name: 'Bob', email: emailOf('Bob'), password }
  expect(await bob.call('POST', '/api/account', account)).toMatchObject({ status: 201, body: { next: 'done' } })
  expect((await bob.call('GET', '/api/session')).body.user).toMatchObject({ role: 'operator', reach })
  const again = { ...account, email: emailOf('Eve') }
  expect((await newPerson(hub, fromElsewhere).call('POST', '/api/account', again)).status).toBe(404)
  expect((await ada.call('GET', '/api/invitations')).body.invitations).toEqual([])
})

test('of two who use one invitation at the same moment, one gets the account', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  const { link } = (await ada.call('POST', '/api/invitations', { role: 'viewer' })).body
  const signUp = (name: string) =>
    newPerson(hub, fromElsewhere).call('POST', '/api/account', {
      invitation: tokenOf(link),
      name,
      email: emailOf(name),
      password,
    })
  const statuses = (await Promise.all([signUp('Bob'), signUp('Eve')])).map(({ status }) => status)
  expect(statuses.sort()).toEqual([201, 404])
})

test('an invitation for an address is for that address alone, and can be taken back', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  const { invitation, link } = (await ada.call('POST', '/api/invitations', { role: 'viewer', email: emailOf('Bob') }))
    .body
  const account = { invitation: tokenOf(link), name: 'Eve', email: emailOf('Eve'), password }
  expect((await newPerson(hub, fromElsewhere).call('POST', '/api/account', account)).status).toBe(403)
  expect((await ada.call('DELETE', `/api/invitations/${invitation.id}`)).status).toBe(204)
  const bobs = { ...account, email: emailOf('Bob') }
  expect((await newPerson(hub, fromElsewhere).call('POST', '/api/account', bobs)).status).toBe(404)
})

test.each([
  ['invite', 403],
  ['closed', 403],
  ['open', 201],
] as const)('with sign-up %s, a stranger is answered %i', async (signUp, expected) => {
  const hub = await startHub({ signUp })
  await claim(hub)
  const bob = newPerson(hub, fromElsewhere)
  const { status } = await bob.call('POST', '/api/account', { name: 'Bob', email: emailOf('Bob'), password })
  expect(status).toBe(expected)
  if (expected === 201) expect((await bob.call('GET', '/api/session')).body.user).toMatchObject({ role: 'viewer' })
})

test('an administrator makes a link for whoever forgot their password; it works once and ends their log-ins', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  const bob = await addPerson(hub, ada, { name: 'Bob', role: 'viewer' })
  const { body } = await ada.call('POST', `/api/users/${bob.id}/recovery`)
  expect(body.url).toContain('/recover#')
  const recovery = { token: tokenOf(body), password: 'another horse battery' }
  const anyone = newPerson(hub, fromElsewhere)
  expect((await anyone.call('PUT', '/api/account/recovery', recovery)).status).toBe(204)
  expect((await bob.call('GET', '/api/displays')).status).toBe(401)
  expect((await anyone.call('PUT', '/api/account/recovery', recovery)).status).toBe(404)
  const logIn = { email: emailOf('Bob'), password: recovery.password }
  expect((await anyone.call('POST', '/api/session', logIn)).status).toBe(200)
})

test('the audit log says who did what, to administrators alone', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  const bob = await addPerson(hub, ada, { name: 'Bob', role: 'viewer' })
  await ada.call('PUT', '/api/groups/floor', { displays: [] })
  await bob.call('POST', '/api/session', { email: emailOf('Bob'), password: 'wrong password' })
  const { entries } = (await ada.call('GET', '/api/audit')).body
  const lines = entries.map(({ actor, action, subject }: Record<string, string>) => [actor, action, subject])
  expect(lines).toEqual([
    [emailOf('Bob'), 'login.failed', undefined],
    ['Ada', 'group.changed', 'floor'],
    [emailOf('Bob'), 'login.done', undefined],
    ['Ada', 'user.added', emailOf('Bob')],
    ['Ada', 'hub.claimed', undefined],
  ])
  expect(JSON.stringify(entries)).not.toContain('wrong password')
  const first = (await ada.call('GET', '/api/audit?limit=2')).body
  const second = (await ada.call('GET', `/api/audit?limit=2&before=${first.next}`)).body
  expect(second.entries[0]).toEqual(entries[2])
  expect((await bob.call('GET', '/api/audit')).status).toBe(403)
})
