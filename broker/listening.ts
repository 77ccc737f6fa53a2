import { createServer } from 'node:net'
import { hubStatusTopic } from '#contract/topics.ts'
import { isLoopbackAddress } from './access/peer.ts'
import type { Config } from './config.ts'
import { type Announcement, announce } from './discovery/announce.ts'
import { limits } from './limits.ts'
import type { Log } from './log.ts'
import { listenOn } from './mqtt/listen-on.ts'
import type { MqttServer } from './mqtt/mqtt-server.ts'
import type { CertificateFiles } from './tls/certificate-files.ts'
import type { WebServer } from './tls/web-server.ts'

/** The ports that the hub answers on. */
export interface Listening {
  readonly httpPort: number
  readonly mqttPort: number | undefined
  readonly mqttsPort: number | undefined
}

/**
 * Rejects if a port of the settings is taken. Looked at before anything else: whoever starts a second hub in the same
 * folder should hear of the port, not of the files that the first one holds.
 */
export async function checkPorts({ host, httpPort, mqttPort, mqttsPort }: Config): Promise<void> {
  for (const [variable, port] of [
    ['MARQUEE_HTTP_PORT', httpPort],
    ['MARQUEE_MQTT_PORT', mqttPort ?? 0],
    ['MARQUEE_MQTTS_PORT', mqttsPort ?? 0],
  ] as const) {
    if (port === 0) continue
    const probe = createServer()
    await explained(variable, port, listenOn(probe, host, port))
    await new Promise((resolve) => probe.close(resolve))
  }
}

/** Opens the listeners of a hub in order and closes them in the other. */
export function listenInOrder({
  config,
  mqtt,
  certificate,
  log,
  onReady,
}: {
  config: Config
  log: Log
  mqtt: MqttServer
  certificate: CertificateFiles | undefined
  onReady: () => void
}) {
  let ports: Listening | undefined
  let announcement: Promise<Announcement> | undefined

  return {
    isReady: () => ports !== undefined,
    /** The port of HTTP that people are told: the one that was opened, as soon as one is. */
    httpPort: () => ports?.httpPort ?? config.httpPort,
    /** Where a virtual display of this hub connects. Throws before `start`. */
    localMqttUrl(): string {
      if (ports === undefined) throw new Error('the hub does not listen yet')
      return `${certificate === undefined ? 'ws' : 'wss'}://${localHost(config.host)}:${ports.httpPort}/mqtt`
    },
    async start(server: WebServer): Promise<Listening> {
      server.headersTimeout = limits.connectTimeoutMs
      server.requestTimeout = limits.maxWaitMs + limits.connectTimeoutMs
      mqtt.attach(server)
      try {
        const httpPort = await explained(
          'MARQUEE_HTTP_PORT',
          config.httpPort,
          listenOn(server, config.host, config.httpPort),
        )
        const { mqttPort, mqttsPort } = config
        ports = {
          httpPort,
          mqttPort:
            mqttPort === undefined
              ? undefined
              : await explained('MARQUEE_MQTT_PORT', mqttPort, mqtt.listenTcp(config.host, mqttPort)),
          mqttsPort:
            mqttsPort === undefined || certificate === undefined
              ? undefined
              : await explained('MARQUEE_MQTTS_PORT', mqttsPort, mqtt.listenTls(config.host, mqttsPort, certificate)),
        }
        // Who cannot be reached from the network need not be found there.
        if (!isLoopbackAddress(config.host))
          announcement = announce({ port: httpPort, isTls: certificate !== undefined, log })
        mqtt.publish(hubStatusTopic, 'online', { retain: true, qos: 1 })
        onReady()
        return ports
      } catch (error) {
        await this.stop(server)
        throw error
      }
    },
    /** Tells MQTT clients, answers requests that are under way, then cuts off what is left. */
    async stop(server: WebServer): Promise<void> {
      ports = undefined
      await (await announcement)?.close()
      const closed = server.listening
        ? new Promise<void>((resolve) => server.close(() => resolve()))
        : Promise.resolve()
      const cutOff = setTimeout(() => server.closeAllConnections(), limits.closeTimeoutMs / 2)
      await mqtt.close()
      server.closeIdleConnections()
      await closed
      clearTimeout(cutOff)
    },
  }
}

function localHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

/** Says which setting a listener that cannot be opened belongs to, and what to do. */
async function explained(variable: string, port: number, listening: Promise<number>): Promise<number> {
  try {
    return await listening
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') {
      throw new Error(
        `Port ${port} (${variable}) is taken by another program, perhaps by another Marquee. Stop that one, or choose another port: ${variable}=${port + 1} npm start`,
        { cause },
      )
    }
    if (code === 'EACCES')
      throw new Error(`Port ${port} (${variable}) may not be opened by this user. Choose one above 1023.`, { cause })
    throw new Error(`Port ${port} (${variable}) cannot be opened: ${message}`, { cause })
  }
}
