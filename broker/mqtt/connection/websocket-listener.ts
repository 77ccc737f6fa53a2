import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { type ErrorBody, errorCodes } from '#contract/errors.ts'
import { limits } from '../../limits.ts'
import { retryAfterOf } from '../../retry-after.ts'
import type { Sink } from './connection-writer.ts'
import { WebSocketDuplex } from './websocket-duplex.ts'
import { webSocketSink } from './websocket-sink.ts'

const subProtocols = ['mqtt', 'mqttv3.1']
const paths = ['/mqtt', '/']
const reasons: Record<number, string> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
}

/** Accepts MQTT over WebSocket at `/mqtt` and `/` of an HTTP server; says why in the HTTP answer when it does not. */
export function listenWebSocket(
  server: Server,
  {
    refuse,
    accept,
  }: {
    refuse: (request: IncomingMessage) => ErrorBody | undefined
    accept: (conn: WebSocketDuplex, sink: Sink, request: IncomingMessage) => void
  },
): { close(): void } {
  const sockets = new WebSocketServer({
    noServer: true,
    // Compression would need a context per connection and would forbid shared frames; Safari has also been seen to break with it.
    perMessageDeflate: false,
    maxPayload: limits.maxPacketBytes,
    maxFragments: limits.maxWebSocketFragments,
    maxBufferedChunks: limits.maxWebSocketBufferedChunks,
    clientTracking: false,
    handleProtocols: (offered) => subProtocols.find((name) => offered.has(name)) ?? false,
  })

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', destroySelf)
    const refused = refuseUpgrade(request) ?? refuse(request)
    if (refused !== undefined) return answer(socket, refused)
    const onePacketPerFrame = wantsSinglePackets(request)
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      accept(new WebSocketDuplex(webSocket), webSocketSink(webSocket, { onePacketPerFrame }), request),
    )
  }
  server.on('upgrade', onUpgrade)
  return {
    close() {
      server.off('upgrade', onUpgrade)
      server.on('upgrade', (_request, socket) => answer(socket, { code: 'unavailable', message: 'the hub is closing' }))
      sockets.close()
    },
  }
}

/** A listener that holds on to nothing: the request and its headers would stay in memory as long as the connection. */
function destroySelf(this: Duplex): void {
  this.destroy()
}

/** `?frames=single`: for clients that take a WebSocket frame for a packet, which [MQTT-6.0.0-2] forbids them. */
function wantsSinglePackets(request: IncomingMessage): boolean {
  return new URLSearchParams((request.url ?? '').split('?')[1]).get('frames') === 'single'
}

function refuseUpgrade(request: IncomingMessage): ErrorBody | undefined {
  const path = (request.url ?? '/').split('?')[0] as string
  if (!paths.includes(path)) return { code: 'not_found', message: `MQTT is at ${paths.join(' and ')}, not at ${path}` }
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  if (offered.some((name) => subProtocols.includes(name))) return undefined
  return { code: 'invalid_value', field: 'Sec-WebSocket-Protocol', message: 'the WebSocket sub-protocol must be mqtt' }
}

function answer(socket: Duplex, error: ErrorBody): void {
  const status = errorCodes[error.code]
  const body = JSON.stringify(error)
  const retryAfter = retryAfterOf(error)
  const later = retryAfter === undefined ? '' : `Retry-After: ${retryAfter}\r\n`
  socket.end(
    `HTTP/1.1 ${status} ${reasons[status] ?? 'Error'}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${later}Connection: close\r\n\r\n${body}`,
  )
}
