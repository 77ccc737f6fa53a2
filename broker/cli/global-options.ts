import type { Command } from 'commander'
import { CommandFault } from './command-fault.ts'
import type { Io } from './io.ts'

export const defaultHubUrl = 'http://localhost:8080'

/** Options that every command takes, before or after its name. */
export interface GlobalOptions {
  readonly url: string
  /** API token; programs on the machine of the hub need none. */
  readonly token: string | undefined
  readonly json: boolean
}

export function addGlobalOptions(command: Command): Command {
  return command
    .option('--url <url>', `address of the hub (default: MARQUEE_URL or ${defaultHubUrl})`)
    .option('--token <token>', 'API token, if the hub asks for one (default: MARQUEE_TOKEN)')
    .option('--json', 'print JSON')
}

/** Throws `CommandFault` for an address that is none. */
export function readGlobalOptions(command: Command, { env }: Io): GlobalOptions {
  const { url, token, json } = command.optsWithGlobals<{ url?: string; token?: string; json?: boolean }>()
  return {
    url: checkUrl(url ?? (env['MARQUEE_URL'] || defaultHubUrl)),
    token: token ?? (env['MARQUEE_TOKEN'] || undefined),
    json: json === true,
  }
}

function checkUrl(url: string): string {
  const protocol = URL.canParse(url) ? new URL(url).protocol : undefined
  if (protocol !== undefined && /^(?:https?|wss?):$/.test(protocol)) return url.replace(/\/+$/, '')
  throw new CommandFault({
    code: 'invalid_value',
    field: 'url',
    message: `"${url}" is not the address of a hub; give one such as ${defaultHubUrl}`,
  })
}

/** The hub's HTTP address, also if its MQTT address was given. */
export function httpUrl(url: string): string {
  return url.replace(/^ws/, 'http').replace(/\/mqtt$/, '')
}

/** Where the hub takes MQTT over WebSocket, also if its HTTP address was given. */
export function mqttUrl(url: string): string {
  const socketUrl = url.replace(/^http/, 'ws')
  return socketUrl.endsWith('/mqtt') ? socketUrl : `${socketUrl}/mqtt`
}
