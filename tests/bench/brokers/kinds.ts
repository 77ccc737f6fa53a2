import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrokerKind } from './broker.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
/** Debian keeps servers where not every user's PATH reaches. */
const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` }

/** First line of what a program prints, `undefined` when there is no such program. */
function firstLine(file: string, args: readonly string[]): string | undefined {
  const { error, stdout } = spawnSync(file, args, { env, encoding: 'utf8' })
  return error === undefined ? stdout.trim().split('\n')[0] : undefined
}

function packageVersion(name: string): string {
  return (JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8')) as { version: string }).version
}

function commit(): string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim()
    const isChanged = git('status', '--porcelain', 'broker', 'package-lock.json') !== ''
    return `, commit ${git('rev-parse', '--short', 'HEAD')}${isChanged ? ' with changes' : ''}`
  } catch {
    return ''
  }
}

/** The hub as `npm start` runs it, with deliveries, access and metrics on. */
const hub: BrokerKind = {
  id: 'hub',
  name: 'Marquee',
  version: () => `${packageVersion('.')}${commit()}`,
  command: ({ port, spare: [mqttPort], folder }) => ({
    file: process.execPath,
    args: [join(root, 'dist/broker/main.js')],
    env: {
      MARQUEE_HOST: '127.0.0.1',
      MARQUEE_HTTP_PORT: String(port),
      MARQUEE_MQTT_PORT: String(mqttPort),
      MARQUEE_LOG_LEVEL: 'warn',
      MARQUEE_DATA_DIR: folder,
    },
  }),
}

const mosquitto: BrokerKind = {
  id: 'mosquitto',
  name: 'Mosquitto',
  hint: 'apt-get install mosquitto',
  version: () => firstLine('mosquitto', ['-h'])?.replace('mosquitto version ', ''),
  command({ port, spare: [tcpPort], folder }) {
    const config = join(folder, 'mosquitto.conf')
    writeFileSync(
      config,
      [
        // 2.0.11 ends at once when WebSocket is its only listener, and takes the interface, not the address, for it.
        `listener ${tcpPort} 127.0.0.1`,
        `listener ${port} lo`,
        'protocol websockets',
        'allow_anonymous true',
        'set_tcp_nodelay true',
        // Without bounds, so that QoS 1 is not dropped.
        'max_queued_messages 0',
        'log_type error',
        // Otherwise it would become a user who cannot read this file.
        ...(process.getuid?.() === 0 ? ['user root'] : []),
        '',
      ].join('\n'),
    )
    return { file: 'mosquitto', args: ['-c', config], env: { PATH: env.PATH } }
  },
}

const natsServer: BrokerKind = {
  id: 'nats',
  name: 'nats-server',
  hint: 'apt-get install nats-server',
  version: () => firstLine('nats-server', ['-v'])?.replace('nats-server: v', ''),
  command({ port, spare: [clientPort, mqttPort], folder }) {
    const config = join(folder, 'nats.conf')
    writeFileSync(
      config,
      `server_name: bench
listen: "127.0.0.1:${clientPort}"
jetstream { store_dir: "${folder}" }
websocket { listen: "127.0.0.1:${port}", no_tls: true }
mqtt { listen: "127.0.0.1:${mqttPort}" }
`,
    )
    return { file: 'nats-server', args: ['-c', config], env: { PATH: env.PATH } }
  },
}

function aedes(id: string, transport: string, script: string): BrokerKind {
  return {
    id,
    name: `Aedes, ${transport}`,
    version: () => `${packageVersion('node_modules/aedes')}, ws ${packageVersion('node_modules/ws')}`,
    command: ({ port }) => ({ file: process.execPath, args: [here(script), String(port)] }),
  }
}

/** Everything that can be compared, Mosquitto being what the others are compared with. */
export const brokerKinds: readonly BrokerKind[] = [
  hub,
  mosquitto,
  natsServer,
  aedes('aedes-ws', 'createWebSocketStream', 'aedes-ws.mjs'),
  aedes('aedes-websocket-stream', 'websocket-stream', 'aedes-websocket-stream.mjs'),
]

export const hubKind = hub
export const referenceId = mosquitto.id
