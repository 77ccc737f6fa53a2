import { expect, test } from 'vitest'
import { ackSchema } from '#contract/display.ts'
import { fnv1a32Hex } from '#contract/hash.ts'
import { startFrameProxy } from '../support/frame-proxy.ts'
import type { FrameShape } from '../support/frame-shapes.ts'
import { collect, connectClient, json, startHub } from '../support/hub.ts'
import { messagesOf, runVirtualDisplay } from '../support/virtual-display.ts'

const shapes: FrameShape[] = ['plain', 'tiny', 'merged', 'fragmented']
const texts = Array.from({ length: 1000 }, (_, number) => `message number ${number}`)
const hashes = texts.map((text) => `~${fnv1a32Hex(Buffer.from(text))}`)

test.each(shapes.flatMap((shape) => [[shape, 0] as const, [shape, 1] as const]))(
  '1,000 messages back to back arrive in order and are acknowledged: %s frames, QoS %i',
  async (shape, qos) => {
    const hub = await startHub()
    const proxy = await startFrameProxy(() => hub.httpPort, shape)
    const client = await connectClient(hub)
    const acks = await collect(client, 'displays/kitchen/ack', (payload) => ackSchema.parse(json(payload)))
    const display = runVirtualDisplay({ id: 'kitchen', port: proxy.port, args: ['--messages'] })
    await display.prints(/link up/)

    await Promise.all(texts.map((text) => client.publishAsync('displays/kitchen/message', text, { qos })))
    await expect.poll(() => messagesOf(display).length, { timeout: 30_000 }).toBe(texts.length)
    expect(messagesOf(display)).toEqual(texts)
    await expect.poll(() => new Set(acks.seen.map(({ id }) => id)).size, { timeout: 30_000 }).toBe(texts.length)
    expect(new Set(acks.seen.map(({ id }) => id))).toEqual(new Set(hashes))
    expect(acks.seen.filter(({ state }) => state === 'rejected')).toEqual([])
    await display.prints(/screen \|message number {2}\|999 /)
    expect(proxy.connects).toHaveLength(1)
  },
)
