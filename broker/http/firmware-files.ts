import type { RequestHandler } from 'express'
import sirv from 'sirv'

/**
 * Serves what `firmware/sign-image.mjs` wrote: images for boards, and their manifests. Anybody may read them: a board checks the
 * signature, not who it is from. Files are looked up at each request, so that a new image needs no restart.
 */
export function firmwareFiles(directory: string): RequestHandler {
  const serve = sirv(directory, {
    // Looks at the folder at each request, also when it is made later.
    dev: true,
    setHeaders(response, path) {
      response.setHeader('Cache-Control', path.endsWith('.json') ? 'no-store' : 'public, max-age=86400')
    },
  })
  return (request, response, next) => {
    if (!/^\/[a-z0-9_-]{1,32}\/(?:manifest\.json|marquee-[\w.+-]{1,32}\.bin)$/.test(request.path)) {
      next()
      return
    }
    serve(request, response, next)
  }
}
