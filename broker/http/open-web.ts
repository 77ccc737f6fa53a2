import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import type { Stores } from '../storage/stores.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import type { CertificateFiles } from '../tls/certificate-files.ts'
import { createWebServer, type WebServer } from '../tls/web-server.ts'
import { createApp } from './app.ts'
import { createRepeats } from './repeats.ts'
import { type Capabilities, createRoutes } from './routes.ts'

interface Options extends Omit<Capabilities, 'repeats'> {
  readonly config: Config
  readonly certificate: CertificateFiles | undefined
  readonly stores: Stores
  readonly telemetry: Pick<Metrics, 'read'>
  readonly isReady: () => boolean
  readonly clock: Clock
  readonly log: Log
}

/** The web server with everything that it serves; it listens to nothing yet. `close` ends what would hold up its end. */
export function openWeb({ config, certificate, stores, telemetry, isReady, clock, log, ...served }: Options): {
  readonly server: WebServer
  close(): void
} {
  const repeats = createRepeats({ repository: stores.repeats, clock, log })
  const routes = createRoutes({ ...served, repeats })
  const readiness = { isReady, database: stores.health }
  const app = createApp({ ...served.guard, routes, telemetry, readiness, dataDir: config.dataDir, log })
  return {
    server: createWebServer(app, certificate),
    close() {
      repeats.close()
      served.streams.close()
    },
  }
}
