// Stock Aedes behind websocket-stream, as its documentation showed it before. Plain JavaScript: a loader would count as its memory.
import { createServer } from 'node:http'
import { Aedes } from 'aedes'
import webSocketStream from 'websocket-stream'

const broker = await Aedes.createBroker()
const server = createServer()
webSocketStream.createServer({ server }, broker.handle)
server.listen(Number(process.argv[2]), '127.0.0.1')
