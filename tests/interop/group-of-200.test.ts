import { expect, test } from 'vitest'
import { type Report, reportSchema } from '#contract/delivery.ts'
import { carefulBoard } from '../support/careful-board.ts'
import { collect, connectClient, json, startHub } from '../support/hub.ts'

const size = Number(process.env['MARQUEE_GROUP_SIZE'] ?? 200)
const broadcasts = 60

/** Every board keeps its own count of each text. */
function timesShown(boards: readonly { id: string; shown: readonly string[] }[], text: string): Map<string, number> {
  const times = new Map<string, number>()
  for (const { id, shown } of boards) {
    const count = shown.filter((each) => each === text).length
    if (count > 0) times.set(id, count)
  }
  return times
}

test(`while ${size} displays join and leave their group, each broadcast is shown once by exactly those who were in it, and reported so`, async () => {
  const hub = await startHub()
  const url = () => `mqtt://127.0.0.1:${hub.mqttPort}`
  // Sessions that are kept join a moment later than others.
  const boards = Array.from({ length: size }, (_, at) => carefulBoard({ id: `d${at}`, url, clean: at % 4 > 0 }))
  for (const board of boards) await board.connect()
  const sender = await connectClient(hub, { clientId: 'sender' })
  const reports = await collect(sender, 'marquee/deliveries/+', (payload): Report => reportSchema.parse(json(payload)))

  const setMembers = (round: number) => {
    const displays = boards.filter((_, at) => (at * 7 + round * 13) % 10 < 6).map(({ id }) => id)
    return fetch(`${hub.httpUrl}/api/groups/floor`, { method: 'PUT', body: JSON.stringify({ displays }) })
  }
  await setMembers(0)
  let isDone = false
  const changing = (async () => {
    for (let round = 1; !isDone; round++) expect((await setMembers(round)).status).toBe(200)
    return 'changed'
  })()
  const texts = Array.from({ length: broadcasts }, (_, at) => `broadcast ${at}`)
  for (const [at, text] of texts.entries()) {
    // Half of them over HTTP, and some in a row without waiting.
    const overMqtt = () => sender.publishAsync('displays/group/floor/message', text, { qos: at % 3 === 0 ? 0 : 1 })
    const overHttp = () => fetch(`${hub.httpUrl}/api/groups/floor/message`, { method: 'POST', body: text })
    await (at % 2 === 0 ? overMqtt() : overHttp())
  }
  isDone = true
  expect(await changing).toBe('changed')

  let everShown = 0
  for (const text of texts) {
    const report = await reports.next((each) => each.text === text && each.complete)
    const whole = (await (await fetch(`${hub.httpUrl}/api/messages/${report.id}`)).json()) as Report
    const times = timesShown(boards, text)
    expect([...times.keys()].sort(), text).toEqual(Object.keys(whole.displays).sort())
    expect(
      [...times.values()].every((count) => count === 1),
      `${text}: ${[...times.values()]}`,
    ).toBe(true)
    expect(whole.counts).toMatchObject({ shown: times.size, queued: 0, sent: 0 })
    everShown += times.size
  }
  expect(everShown).toBeGreaterThan(broadcasts * size * 0.4)
}, 120_000)
