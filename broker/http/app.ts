import { join } from 'node:path'
import express, { type Express, type RequestHandler, type Router } from 'express'
import helmet from 'helmet'
import { MarqueeError } from '#contract/errors.ts'
import { operations } from '#contract/http.ts'
import type { Access } from '../access/access.ts'
import type { HttpGate } from '../access/http-gate.ts'
import type { Log } from '../log.ts'
import { packageRoot, version } from '../package-info.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { dashboardFiles } from './dashboard-files.ts'
import { errorBoundary } from './error-boundary.ts'
import { firmwareFiles } from './firmware-files.ts'
import { openApi } from './openapi.ts'
import { answerReadiness, type Readiness } from './readiness.ts'
import { referencePage } from './reference-page.ts'
import { referenceStyle } from './reference-style.ts'

interface AppOptions {
  readonly access: Pick<Access, 'refuseOrigin'>
  readonly gate: HttpGate
  readonly isPublicOverTls: boolean
  /** Everything below `/api`. */
  readonly routes: Router
  readonly telemetry: Pick<Metrics, 'read'>
  readonly readiness: Readiness
  /** Its folder `firmware` holds signed images for boards. */
  readonly dataDir: string
  readonly log: Log
}

/** The HTTP side of the hub: health, metrics, API, dashboard. It can be built without a port. */
export function createApp({
  access,
  gate,
  isPublicOverTls,
  routes,
  telemetry,
  readiness,
  dataDir,
  log,
}: AppOptions): Express {
  const app = express()
  const description = openApi(operations, version)
  const reference = referencePage(operations, version)
  app.disable('x-powered-by')
  app.use(securityHeaders(isPublicOverTls))
  app.use((request, _response, next) => {
    const refused = access.refuseOrigin(request)
    next(refused === undefined ? undefined : new MarqueeError(refused))
  })
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }))
  app.get('/readyz', answerReadiness(readiness))
  app.get('/metrics', async (request, response) => {
    gate.check(await gate.identify(request), { access: 'viewer' })
    const { contentType, text } = await telemetry.read()
    response.set('Content-Type', contentType).send(text)
  })
  app.get('/api/openapi.json', (_request, response) => void response.json(description))
  app.get('/api', (_request, response) => void response.type('html').send(reference))
  app.get('/api/reference.css', (_request, response) => void response.type('css').send(referenceStyle))
  app.use('/api', (_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })
  app.use('/firmware', firmwareFiles(join(dataDir, 'firmware')), noFirmware)
  app.use(routes)
  app.use(dashboardFiles(join(packageRoot, 'dist/dashboard')))
  app.use(errorBoundary(log))
  return app
}

const noFirmware: RequestHandler = (request) => {
  throw new MarqueeError({ code: 'not_found', message: `there is no image ${request.originalUrl}` })
}

/** 180 days. */
const hstsSeconds = 15_552_000

function securityHeaders(isPublicOverTls: boolean) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        // The display core is WebAssembly.
        'script-src': ["'self'", "'wasm-unsafe-eval'"],
        'worker-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'self'"],
      },
    },
    // Plain http is normal on a LAN; over it, these promise something that is not there. A certificate that the hub made
    // itself could not be accepted any more.
    strictTransportSecurity: isPublicOverTls ? { maxAge: hstsSeconds, includeSubDomains: false } : false,
    originAgentCluster: false,
    crossOriginOpenerPolicy: false,
  })
}
