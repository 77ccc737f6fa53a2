import { connectAsync } from 'mqtt'
import { expect, test } from 'vitest'
import { request } from '../support/http.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { temporaryFolder } from '../support/process.ts'
import { runProgram, timesUp } from '../support/virtual-display.ts'

const patience = { timeout: 30_000 }

/** A display that is set up by hand: its secret, and how its board is started. */
async function setUp(hub: TestHub, store: readonly string[]) {
  const { body } = await request(hub, 'POST', '/api/displays', { id: 'kitchen' })
  const secret = String(body['secret'])
  const args = ['--headless', '--port', String(hub.httpPort), '--id', 'kitchen', '--secret', secret, ...store]
  return { secret, start: () => runProgram('virtual-display', args) }
}

const isRotating = async (hub: TestHub) => {
  const { body } = await request(hub, 'GET', '/api/displays/kitchen')
  return (body['credentials'] as { rotating: boolean }).rotating
}

const tryWith = (hub: TestHub, password: string) =>
  connectAsync(hub.wsUrl, { clientId: 'kitchen', username: 'kitchen', password, reconnectPeriod: 0 }, false)

test('a board that is online takes a new secret, the old one ends, and the new one outlives its restart', async () => {
  const hub = await startHub()
  const { secret, start } = await setUp(hub, ['--store', `${await temporaryFolder()}/kept`])
  const board = start()
  await board.prints(/link up/)
  const rotated = await request(hub, 'POST', '/api/displays/kitchen/credentials')
  expect(rotated).toMatchObject({ status: 200, body: { delivered: true } })
  await expect.poll(() => isRotating(hub), patience).toBe(false)
  await expect(tryWith(hub, secret)).rejects.toThrow()
  board.child.kill('SIGTERM')
  expect(await board.exit).toBe(0)

  const again = start()
  await again.prints(/link up/)
  expect(again.output()).not.toContain('link lost')
  expect((await request(hub, 'POST', '/api/displays/kitchen/credentials')).body).toMatchObject({ delivered: true })
  await expect.poll(() => isRotating(hub), patience).toBe(false)
  expect(again.output()).not.toContain('link lost')
})

test('a board that is paired takes a new secret, and the next one', async () => {
  const hub = await startHub()
  const store = `${await temporaryFolder()}/kept`
  const board = runProgram('virtual-display', ['--headless', '--port', String(hub.httpPort), '--store', store])
  const [, code = ''] = await board.prints(/pairing code (\d{6})\n/)
  expect(await request(hub, 'POST', '/api/pairing', { code, id: 'kitchen' })).toMatchObject({ status: 201 })
  for (let rotations = 0; rotations < 2; rotations++) {
    await expect
      .poll(async () => (await request(hub, 'POST', '/api/displays/kitchen/credentials')).body, patience)
      .toMatchObject({ delivered: true })
    await expect.poll(() => isRotating(hub), patience).toBe(false)
  }
  await expect
    .poll(async () => (await request(hub, 'GET', '/api/displays/kitchen')).body, patience)
    .toMatchObject({ presence: 'online' })
})

test('a board that loses power right after it was sent a new secret connects with the old or the new one', async () => {
  const hub = await startHub()
  const { start } = await setUp(hub, ['--store', `${await temporaryFolder()}/kept`])
  for (const delayMs of [0, 1, 2, 4, 8, 16]) {
    const board = start()
    await board.prints(/link up/)
    const rotated = await request(hub, 'POST', '/api/displays/kitchen/credentials')
    expect(rotated.body).toMatchObject({ delivered: true })
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    board.child.kill('SIGKILL')
    await board.exit
  }
  const board = start()
  await board.prints(/link up/)
  expect(board.output()).not.toContain('CONNACK')
})

test('a board that keeps nothing is sent no secret: whoever asks is told it, and the board stays online with the old one', async () => {
  const hub = await startHub()
  const { start } = await setUp(hub, [])
  const board = start()
  await board.prints(/link up/)
  const rotated = await request(hub, 'POST', '/api/displays/kitchen/credentials')
  expect(rotated.body).toMatchObject({ delivered: false, secret: expect.stringMatching(/^mqd_/) as string })
  expect((await request(hub, 'GET', '/api/displays/kitchen')).body).toMatchObject({ presence: 'online' })
  expect(timesUp(board)).toBe(1)
})
