// Stock Aedes behind ws, as the documentation of Aedes shows it. Plain JavaScript: a loader would count as its memory.
import { createServer } from 'node:http'
import { Aedes } from 'aedes'
import { createWebSocketStream, WebSocketServer } from 'ws'

const broker = await Aedes.createBroker()
const server = createServer()
new WebSocketServer({ server }).on('connection', (socket, request) =>
  broker.handle(createWebSocketStream(socket), request),
)
server.listen(Number(process.argv[2]), '127.0.0.1')
