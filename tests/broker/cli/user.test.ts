import { expect, test } from 'vitest'
import { startKeptHub } from '../../support/kept-hub.ts'
import { addPerson, claim, emailOf, fromElsewhere, newPerson, password, send } from '../../support/person.ts'
import { temporaryFolder } from '../../support/process.ts'
import { marquee } from './fake-io.ts'

type Options = { input?: string }

async function run(dataDir: string, argv: readonly string[], options: Options = {}) {
  const run = marquee('http://localhost', ['user', ...argv, '--data-dir', dataDir], options)
  return { exitCode: await run.exitCode, lines: run.lines, faults: run.faults }
}

test('an administrator made on the command line claims a hub that runs, and logs in', async () => {
  const hub = await startKeptHub()
  const added = await run(hub.dataDir, ['add', emailOf('Ada'), '--name', 'Ada', '--role', 'administrator'])
  expect(added).toMatchObject({ exitCode: 0, faults: [] })
  const [, made = ''] = /is an administrator now\. Password: (\S+)$/.exec(added.lines[0] ?? '') ?? []
  const ada = newPerson(hub, fromElsewhere)
  expect((await ada.call('POST', '/api/session', { email: emailOf('Ada'), password: made })).status).toBe(200)
  await expect
    .poll(async () => (await send(hub, 'GET', '/api/session')).body)
    .toMatchObject({ claimed: true, principal: { role: 'operator' } })
  expect((await ada.call('GET', '/api/audit')).body.entries.at(-1)).toMatchObject({
    actor: 'command line',
    action: 'user.added',
  })
})

test('a password that is reset on the command line ends log-ins and connections of a hub that runs', async () => {
  const hub = await startKeptHub()
  const ada = await claim(hub)
  const page = await ada.connect()
  const end = new Promise<void>((resolve) => page.once('close', () => resolve()))
  const reset = await run(hub.dataDir, ['reset-password', emailOf('Ada'), '--password-from-input'], {
    input: 'another horse battery\n',
  })
  expect(reset).toMatchObject({ exitCode: 0, lines: [`${emailOf('Ada')} has a new password.`] })
  expect((await ada.call('GET', '/api/users')).status).toBe(401)
  await end
  const logIn = (given: string) => ada.call('POST', '/api/session', { email: emailOf('Ada'), password: given })
  expect((await logIn(password)).status).toBe(401)
  expect((await logIn('another horse battery')).status).toBe(200)
})

test('roles and limits are set and listed', async () => {
  const hub = await startKeptHub()
  const ada = await claim(hub)
  await addPerson(hub, ada, { name: 'Bob', role: 'viewer' })
  const set = await run(hub.dataDir, [
    'set-role',
    emailOf('Bob'),
    'operator',
    '--displays',
    'kitchen,hall',
    '--groups',
    'floor',
  ])
  expect(set).toMatchObject({ exitCode: 0, lines: [`${emailOf('Bob')} is an operator now.`] })
  const listed = await run(hub.dataDir, ['list'])
  expect(listed.lines[2]).toMatch(/bob@example\.org +Bob +operator +kitchen,hall,group floor +-/)
  const json = await run(hub.dataDir, ['list', '--json'])
  expect(JSON.parse(json.lines[0] ?? '').users[1]).toMatchObject({ reach: { displays: ['kitchen', 'hall'] } })
})

test.each([
  [['set-role', emailOf('Ada'), 'viewer'], 'only administrator'],
  [['set-role', emailOf('Ada'), 'king'], 'role must be one of'],
  [['set-role', 'nobody@example.org', 'viewer'], 'nobody has the address'],
  [['add', 'no address'], 'email must be an e-mail address'],
  [['add', emailOf('Ada')], 'has an account already'],
  [['reset-password', emailOf('Ada'), '--password-from-input'], 'at least 10 characters'],
])('%j is refused: %s', async (argv, sentence) => {
  const hub = await startKeptHub()
  await claim(hub)
  const { exitCode, faults } = await run(hub.dataDir, argv, { input: 'short' })
  expect(exitCode).toBe(1)
  expect(faults.join()).toContain(sentence)
})

test('where there is no hub, nothing is made', async () => {
  const { exitCode, faults } = await run(await temporaryFolder(), ['list'])
  expect(exitCode).toBe(1)
  expect(faults[0]).toContain('--data-dir')
})
