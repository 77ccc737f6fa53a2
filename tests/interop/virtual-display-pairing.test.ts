import { expect, test } from 'vitest'
import { request } from '../support/http.ts'
import { connectClient, startHub } from '../support/hub.ts'
import { temporaryFolder } from '../support/process.ts'
import { runProgram } from '../support/virtual-display.ts'

test('a new board shows its code, becomes the display that somebody makes of it, and is it again after a restart', async () => {
  const hub = await startHub()
  const folder = `${await temporaryFolder()}/kept`
  const args = ['--headless', '--port', String(hub.httpPort), '--store', folder]
  const board = runProgram('virtual-display', args)
  const [, code = ''] = await board.prints(/pairing code (\d{6})\n/)
  await board.prints(new RegExp(`screen \\|\\s*Pair me\\s*\\|\\s*${code.slice(0, 3)} ${code.slice(3)}\\s*\\|`))
  const paired = await request(hub, 'POST', '/api/pairing', { code, id: 'kitchen', name: 'Galley' })
  expect(paired).toMatchObject({ status: 201 })
  await board.prints(/paired as kitchen\n/)
  await board.prints(/screen \|\s*Paired as\s*\|\s*Galley\s*\|/)
  await expect
    .poll(async () => (await request(hub, 'GET', '/api/displays/kitchen')).body, { timeout: 20_000 })
    .toMatchObject({ presence: 'online' })
  board.child.kill('SIGTERM')
  expect(await board.exit).toBe(0)

  const again = runProgram('virtual-display', args)
  await again.prints(/link up/)
  expect(again.output()).not.toContain('pairing code')
  const client = await connectClient(hub)
  await client.publishAsync('displays/kitchen/message', 'Welcome back')
  await again.prints(/screen \|Welcome back/)
  expect((await request(hub, 'DELETE', '/api/displays/kitchen')).status).toBe(204)
  await again.prints(/screen \|.*Hub refused me/)
})
