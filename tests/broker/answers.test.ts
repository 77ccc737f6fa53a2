import { expect, onTestFinished, test } from 'vitest'
import { displayIdSchema } from '#contract/ids.ts'
import type { Message } from '#contract/message.ts'
import { answerOf } from '../../broker/deliveries/answer.ts'
import { createDeliveries } from '../../broker/deliveries/deliveries.ts'
import { createReporter } from '../../broker/deliveries/reporter.ts'
import { createDisplays } from '../../broker/displays/displays.ts'
import { createLog } from '../../broker/log.ts'
import { createMessagesInMemory } from '../../broker/storage/repositories/messages-in-memory.ts'

const kitchen = displayIdSchema.parse('kitchen')
const question: Message = {
  text: 'Coming?',
  actions: [
    { input: 'ok', label: 'Yes', reply: 'yes' },
    { input: 'up', label: 'Later', reply: 'later' },
    { input: 'down', label: 'Not now', reply: 'later' },
  ],
}
const dismissed = (reason?: string) => ({
  id: 'x',
  state: 'dismissed' as const,
  ...(reason === undefined ? {} : { reason }),
})

test.each([
  ['the only button with that reply', dismissed('action:yes'), { input: 'ok', label: 'Yes', reply: 'yes' }],
  [
    'one of two buttons, and the board does not say which',
    dismissed('action:later'),
    { label: 'Later', reply: 'later' },
  ],
  [
    'the button that the board names',
    { ...dismissed('action:later'), input: 'down' },
    { input: 'down', label: 'Not now', reply: 'later' },
  ],
  ['a reply that the message does not have', dismissed('action:perhaps'), { reply: 'perhaps' }],
  ['nothing', dismissed(), undefined],
  ['nothing, but taken away by somebody', dismissed('by_hand'), undefined],
])('an answer is %s', (_, ack, answer) => {
  expect(answerOf(question, ack)).toEqual(answer)
})

test('an answer counts also when the message has long left memory, and is in its report', async () => {
  const clock = { now: () => 1_800_000_000_000 }
  const repository = createMessagesInMemory()
  const displays = createDisplays({ clock, limit: 10 })
  displays.setPresence(kitchen, 'online', 'c')
  const open = () => {
    const publish = () => {}
    const bounds = { maxMessages: 99, maxDeliveries: 99, maxFinishedMessages: 1, maxFinishedDeliveries: 99 }
    const reporter = createReporter(publish)
    const deliveries = createDeliveries({
      clock,
      publish,
      log: createLog('silent'),
      reporter,
      repository,
      findDisplay: displays.get,
      bounds,
    })
    onTestFinished(() => deliveries.close())
    return deliveries
  }
  const deliveries = open()
  const send = (message: Message) => {
    const payload = Buffer.from(JSON.stringify(message))
    const { id, ackId } = deliveries.track({
      topic: 'displays/kitchen/message',
      to: ['kitchen'],
      sender: 's',
      payload,
      content: { form: 'json', message },
      displays: [kitchen],
    })
    deliveries.acknowledge(kitchen, { id: ackId, state: 'shown' })
    return { id, ackId }
  }
  const { id, ackId } = send(question)
  for (const text of ['a', 'b', 'c']) send({ text })
  expect(deliveries.addressOf(id)?.topic).toBeUndefined()
  deliveries.acknowledge(kitchen, { ...dismissed('action:yes'), id: ackId })
  const answer = { input: 'ok', label: 'Yes', reply: 'yes' }
  await expect
    .poll(async () => (await deliveries.report(id)).displays['kitchen'])
    .toMatchObject({ state: 'dismissed', reason: 'action:yes', answer })
  await expect.poll(async () => (await repository.find(id))?.deliveries[0]?.answer).toEqual(answer)

  const restarted = open()
  await restarted.load()
  expect((await restarted.report(id)).displays['kitchen']?.answer).toEqual(answer)
})
