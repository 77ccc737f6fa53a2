import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createInbox } from '../../../broker/inbox/inbox.ts'

function inboxOfATest() {
  const events: string[] = []
  const inbox = createInbox({
    limit: 100,
    onRefused: () => undefined,
    drops: { onOverflow: () => undefined, onFault: () => undefined },
  })
  inbox.on('log', ({ value }) => void events.push(String(value)))
  const admit = (line: string) =>
    inbox.admit({
      topic: 'displays/kitchen/log',
      payload: Buffer.from(line),
      qos: 0,
      retain: false,
      clientId: 'kitchen',
      sender: 'kitchen',
    })
  return { events, inbox, admit }
}

test('a change that settles waits until everything that was passed on before is recorded', async () => {
  const { events, inbox, admit } = inboxOfATest()
  admit('one')
  inbox.settle(() => events.push('change'))
  admit('two')
  expect(events).toEqual([])
  await turn()
  expect(events).toEqual(['one', 'two', 'change'])
})

test('a change settles at once when nothing waits to be recorded', () => {
  const { events, inbox } = inboxOfATest()
  inbox.settle(() => events.push('change'))
  expect(events).toEqual(['change'])
})

test('a change that a handler asks for waits for the handlers behind it', async () => {
  const { events, inbox, admit } = inboxOfATest()
  inbox.on('log', ({ value }) => {
    if (String(value) === 'one') inbox.settle(() => events.push('change'))
  })
  admit('one')
  admit('two')
  await turn()
  expect(events).toEqual(['one', 'two', 'change'])
})
