import { generate, type Packet, parser } from 'mqtt-packet'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'

/** Sends one packet over a WebSocket that was opened with these headers, and answers the first packet that comes back. */
export async function rawWebSocket(url: string, headers: Record<string, string>, packet: Packet): Promise<Packet> {
  const socket = new WebSocket(url, 'mqtt', { headers })
  onTestFinished(() => socket.terminate())
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const reader = parser()
  socket.on('message', (data: Buffer) => reader.parse(data))
  const answer = new Promise<Packet>((resolve) => reader.once('packet', resolve))
  socket.send(generate(packet))
  return answer
}
