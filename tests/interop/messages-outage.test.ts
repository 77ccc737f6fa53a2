import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../broker/clock.ts'
import { createLog } from '../../broker/log.ts'
import { openStores } from '../../broker/storage/open-stores.ts'
import { carefulBoard } from '../support/careful-board.ts'
import { connectClient, startHub } from '../support/hub.ts'
import { startPostgres } from '../support/postgres.ts'
import { temporaryFolder } from '../support/process.ts'

test('while the database is away messages are shown, what asks for it is not acknowledged, and all is written when it is back', async () => {
  const server = await startPostgres()
  const settings = { dataDir: await temporaryFolder(), databaseUrl: await server.createDatabase() }
  const stores = await openStores(settings, { clock: systemClock, log: createLog('silent') })
  // Registered before the hub, so that it runs after the hub is closed.
  onTestFinished(() => stores.close())
  const hub = await startHub({}, { stores })
  const url = () => `mqtt://127.0.0.1:${hub.mqttPort}`
  const board = carefulBoard({ id: 'kitchen', url })
  await board.connect()
  const [careful, hasty] = [await connectClient(hub), await connectClient(hub)]
  const publish = (client: typeof careful, id: string, qos: 0 | 1 | 2) =>
    client.publishAsync('displays/kitchen/message', JSON.stringify({ id, text: id }), { qos })
  await publish(careful, 'before', 1)

  await server.stop()
  let acknowledged = 0
  const once = publish(careful, 'q1', 1).then(() => acknowledged++)
  const exactly = publish(careful, 'q2', 2).then(() => acknowledged++)
  // What two clients publish at a time has no order.
  await expect.poll(() => board.shown).toEqual(['before', 'q1', 'q2'])
  await publish(hasty, 'q0', 0)
  await expect.poll(() => board.shown).toEqual(['before', 'q1', 'q2', 'q0'])
  const answer = await fetch(`${hub.httpUrl}/api/displays/kitchen/message`, {
    method: 'POST',
    body: JSON.stringify({ id: 'http', text: 'http' }),
  })
  expect({ status: answer.status, body: await answer.json() }).toMatchObject({
    status: 503,
    body: { code: 'unavailable', message: expect.stringContaining('the database is not available') },
  })
  await expect.poll(() => board.shown.at(-1)).toBe('http')
  // Nobody else is disturbed: the hub still answers, also to a client whose message is not acknowledged.
  expect(acknowledged).toBe(0)
  expect(careful.connected).toBe(true)
  expect(((await (await fetch(`${hub.httpUrl}/api/messages/q1`)).json()) as { counts: object }).counts).toMatchObject({
    shown: 1,
  })

  await server.start()
  await Promise.all([once, exactly])
  expect(acknowledged).toBe(2)
  await stores.messages.saved()
  for (const id of ['before', 'q1', 'q2', 'q0', 'http']) {
    expect(await stores.messages.find(id), id).toMatchObject({
      completedAt: expect.any(Number),
      deliveries: [{ display: 'kitchen', state: 'shown' }],
    })
  }
}, 90_000)
