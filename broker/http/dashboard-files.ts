import { existsSync } from 'node:fs'
import type { RequestHandler } from 'express'
import sirv from 'sirv'

const missing =
  '<!doctype html><title>Marquee</title><p>The dashboard has not been built. Run <code>npm run build</code> and start the hub again.'

/** Serves the built dashboard, compressed beforehand; every other path gets its page, which has its own routes. */
export function dashboardFiles(directory: string): RequestHandler {
  if (!existsSync(directory)) return (_request, response) => void response.status(503).type('html').send(missing)
  return sirv(directory, {
    single: true,
    gzip: true,
    brotli: true,
    etag: true,
    setHeaders(response, path) {
      response.setHeader(
        'Cache-Control',
        path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
}
