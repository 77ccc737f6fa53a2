import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { createFramer, createUnframer, type FrameShape } from './frame-shapes.ts'

export interface FrameProxy {
  readonly port: number
  /** When each connection was accepted, in milliseconds of this process. */
  readonly connects: readonly number[]
  /** On the connections that there are nothing passes any more and nothing is closed; `bytesMore` to the display still pass. */
  freeze(bytesMore?: number): void
  /** Ends all connections. While the proxy is down, new ones are ended at once. */
  takeDown(): void
  bringUp(): void
}

/** Stands between a display and a hub, and puts what the hub sends into frames of another shape. */
export async function startFrameProxy(target: () => number, shape: FrameShape = 'plain'): Promise<FrameProxy> {
  const connects: number[] = []
  const connections = new Set<{ freeze(bytesMore: number): void; end(): void }>()
  let isDown = false

  const server = createServer({ noDelay: true }, (display) => {
    connects.push(performance.now())
    display.on('error', () => undefined)
    if (isDown) return void display.destroy()
    const connection = pass(display, target(), shape)
    connections.add(connection)
    display.on('close', () => {
      connections.delete(connection)
      connection.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  function endAll() {
    for (const connection of connections) connection.end()
  }
  onTestFinished(() => {
    endAll()
    server.close()
  })

  return {
    port: (server.address() as AddressInfo).port,
    connects,
    freeze(bytesMore = 0) {
      for (const connection of connections) connection.freeze(bytesMore)
    },
    takeDown() {
      isDown = true
      endAll()
    },
    bringUp() {
      isDown = false
    },
  }
}

function pass(display: Socket, port: number, shape: FrameShape) {
  const hub = connect({ port, host: '127.0.0.1', noDelay: true })
  const framer = createFramer(shape)
  const unframe = createUnframer()
  let passesMore = Number.POSITIVE_INFINITY
  let answer: Buffer | undefined = Buffer.alloc(0)
  const timer = setInterval(() => send(framer.flush()), 20)

  function end() {
    clearInterval(timer)
    display.destroy()
    hub.destroy()
  }

  function send(bytes: Buffer) {
    if (bytes.length === 0) return
    if (passesMore > 0) display.write(bytes.subarray(0, passesMore))
    passesMore -= Math.min(passesMore, bytes.length)
  }

  hub.on('error', end)
  hub.on('close', () => {
    // A hub that is gone while everything is frozen must not be noticed.
    if (passesMore === Number.POSITIVE_INFINITY) end()
  })
  hub.on('data', (chunk) => {
    let bytes: Buffer = chunk
    if (answer !== undefined) {
      answer = Buffer.concat([answer, chunk])
      const headerEnd = answer.indexOf('\r\n\r\n')
      if (headerEnd < 0) return
      send(answer.subarray(0, headerEnd + 4))
      bytes = answer.subarray(headerEnd + 4)
      answer = undefined
    }
    const { data, control } = unframe(bytes)
    if (data.length > 0) send(framer.add(data))
    if (control.length > 0) send(Buffer.concat([framer.flush(), control]))
  })
  display.on('data', (chunk) => {
    if (passesMore === Number.POSITIVE_INFINITY) hub.write(chunk)
  })
  return {
    end,
    freeze(bytesMore: number) {
      passesMore = bytesMore
    },
  }
}
