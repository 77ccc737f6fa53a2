import { expect, test } from 'vitest'
import { startFrameProxy } from '../support/frame-proxy.ts'
import { connectClient, startHub } from '../support/hub.ts'
import { messagesOf, runVirtualDisplay, timesUp } from '../support/virtual-display.ts'

test('half a packet and then silence: the display gives the connection up, and nothing of the packet is shown', async () => {
  const hub = await startHub()
  const proxy = await startFrameProxy(() => hub.httpPort)
  const client = await connectClient(hub)
  const display = runVirtualDisplay({ id: 'kitchen', port: proxy.port, args: ['--messages'] })
  await display.prints(/link up/)
  // The rest of the retained state passes first, so that the cut falls into the message.
  await client.publishAsync('displays/kitchen/message', 'before')
  await display.prints(/message before/)
  proxy.freeze(20)
  await client.publishAsync('displays/kitchen/message', 'x'.repeat(500))
  await display.prints(/link lost/)
  await expect.poll(() => timesUp(display), { timeout: 60_000 }).toBe(2)
  await client.publishAsync('displays/kitchen/message', 'after')
  await display.prints(/message after/)
  // What was not acknowledged comes again as a whole or not at all.
  expect(messagesOf(display).filter((text) => text.startsWith('x') && text.length !== 500)).toEqual([])
}, 120_000)
