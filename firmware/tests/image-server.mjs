// Serves a folder as the hub serves images, for one test: prints its port, ends with its input.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join, normalize } from 'node:path'

const folder = process.argv[2]
const server = createServer((request, response) => {
  try {
    const body = readFileSync(join(folder, normalize(request.url).replace(/^\/firmware\//, '')))
    response.writeHead(200, { 'content-length': body.length, 'x-long-header': 'x'.repeat(500) }).end(body)
  } catch {
    response.writeHead(404, { 'content-length': 0 }).end()
  }
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
process.stdin.resume().on('end', () => process.exit())
