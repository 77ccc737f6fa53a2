import { connectAsync } from 'mqtt'
import { expect, test } from 'vitest'
import { request } from '../../support/http.ts'
import { startHub } from '../../support/hub.ts'
import { connectNewBoard } from '../../support/new-board.ts'
import { ran } from './fake-io.ts'

test('pairs the board that shows a code, and lists those that wait', async () => {
  const hub = await startHub()
  expect((await ran(hub.httpUrl, ['pair'])).lines).toEqual(['No board waits to be paired.'])
  const board = await connectNewBoard(hub)
  const code = await board.nextDigits()
  const list = await ran(hub.httpUrl, ['pair'])
  expect(list.lines[1]).toMatch(/^aabbccddeeff {2}esp32 {2}16×2 {2}127\.0\.0\.1 {2}\d\d:\d\d$/)
  const paired = await ran(hub.httpUrl, ['pair', code, 'kitchen', '--name', 'Galley'])
  expect(paired).toMatchObject({ exitCode: 0, lines: ['The board aabbccddeeff is the display kitchen now.'] })
  expect(await board.nextCredentials()).toMatchObject({ id: 'kitchen', name: 'Galley' })
  const wrong = await ran(hub.httpUrl, ['pair', code, 'lobby'])
  expect(wrong).toMatchObject({ exitCode: 1, faults: [expect.stringMatching(/no board shows this code.*field code/)] })
})

test('prints credentials that work, and the lines for the firmware', async () => {
  const hub = await startHub()
  const { exitCode, lines } = await ran(hub.httpUrl, ['display', 'add', 'kitchen'])
  expect(exitCode).toBe(0)
  const [, secret = ''] = /#define MARQUEE_DISPLAY_SECRET "(mqd_[^"]+)"/.exec(lines.join('\n')) ?? []
  expect(lines).toContain('  #define MARQUEE_DISPLAY_ID "kitchen"')
  expect(lines).toContain(`  #define MARQUEE_HUB "${hub.wsUrl}"`)
  const login = { clientId: 'kitchen', username: 'kitchen', password: secret, reconnectPeriod: 0 }
  await (await connectAsync(hub.wsUrl, login)).endAsync()
  const again = await ran(hub.httpUrl, ['display', 'add', 'kitchen'])
  expect(again).toMatchObject({ exitCode: 1, faults: [expect.stringContaining('conflict')] })
})

test('replaces, ends and gives back what a display connects with', async () => {
  const hub = await startHub()
  await ran(hub.httpUrl, ['display', 'add', 'kitchen'])
  const marquee = async (...argv: string[]) => (await ran(hub.httpUrl, ['display', ...argv])).lines.join('\n')
  expect(await marquee('rotate', 'kitchen')).toMatch(/mqd_.*The secret before is good until/s)
  expect(await marquee('disable', 'kitchen')).toBe('kitchen is closed out.')
  expect(await marquee('enable', 'kitchen')).toBe('kitchen is let in again.')
  expect(await marquee('rename', 'kitchen', 'Galley')).toBe('kitchen is called Galley.')
  expect(await marquee('rename', 'kitchen')).toBe('kitchen has no name.')
  expect(await marquee('forget', 'kitchen')).toBe('kitchen is forgotten.')
  expect((await request(hub, 'GET', '/api/displays')).body).toEqual({ displays: [] })
})

test('makes a token that a hub which trusts nobody takes, lists it without its secret, and revokes it', async () => {
  const hub = await startHub()
  const made = await ran(hub.httpUrl, ['token', 'add', 'Grafana', '--role', 'viewer', '--groups', 'up, down', '--json'])
  const { token, id } = JSON.parse(made.lines[0] ?? '') as { token: string; id: string }
  const login = { username: 'token', password: token, reconnectPeriod: 0 }
  await (await connectAsync(hub.wsUrl, login)).endAsync()
  const { lines } = await ran(hub.httpUrl, ['token', 'list'])
  expect(lines[1]).toContain(`${id}  Grafana  viewer  group:up,group:down`)
  expect(lines.join('\n')).not.toContain(token.slice(-43))
  expect((await ran(hub.httpUrl, ['token', 'revoke', id])).lines).toEqual([`The token ${id} is revoked.`])
  await expect(connectAsync(hub.wsUrl, login, false)).rejects.toThrow()
  expect((await ran(hub.httpUrl, ['token', 'list'])).lines).toEqual(['There is no token.'])
})

test('comes with the token of --token or MARQUEE_TOKEN', async () => {
  const hub = await startHub()
  const made = await ran(hub.httpUrl, ['token', 'add', 'reader', '--role', 'viewer', '--no-expiry', '--json'])
  const { token, expires } = JSON.parse(made.lines[0] ?? '') as { token: string; expires?: string }
  expect(expires).toBeUndefined()
  expect((await ran(hub.httpUrl, ['displays', '--token', token])).exitCode).toBe(0)
  const refused = await ran(hub.httpUrl, ['display', 'add', 'kitchen'], { env: { MARQUEE_TOKEN: token } })
  expect(refused).toMatchObject({
    exitCode: 1,
    faults: [expect.stringMatching(/takes the role administrator.*reader/)],
  })
  const wrong = await ran(hub.httpUrl, ['displays'], { env: { MARQUEE_TOKEN: `${token.slice(0, -3)}xxx` } })
  expect(wrong.faults.join()).toContain('not_authenticated')
})
