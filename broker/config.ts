import * as z from 'zod/mini'
import { explain } from '#contract/explain.ts'
import type { CertificatePaths } from './tls/certificate-files.ts'

const port = (fallback: number) =>
  z._default(
    z.pipe(z.string().check(z.regex(/^\d{1,5}$/)), z.pipe(z.transform(Number), z.int().check(z.lte(65_535)))),
    fallback,
  )

const environment = z.object({
  MARQUEE_HOST: z._default(z.string().check(z.minLength(1)), '0.0.0.0'),
  MARQUEE_HTTP_PORT: port(8080),
  MARQUEE_MQTT_PORT: port(1883),
  MARQUEE_MQTTS_PORT: z.exactOptional(port(0)),
  MARQUEE_TLS_CERT: z.exactOptional(z.string()),
  MARQUEE_TLS_KEY: z.exactOptional(z.string()),
  MARQUEE_DATA_DIR: z._default(z.string().check(z.minLength(1)), './data'),
  MARQUEE_DATABASE_URL: z.exactOptional(z.string()),
  MARQUEE_PUBLIC_URL: z.exactOptional(z.url()),
  MARQUEE_ACCESS: z._default(z.enum(['protected', 'open']), 'protected'),
  MARQUEE_TRUST_LOOPBACK: z._default(
    z.pipe(
      z.enum(['true', 'false']),
      z.transform((text) => text === 'true'),
    ),
    true,
  ),
  MARQUEE_SMTP_URL: z.exactOptional(z.string()),
  MARQUEE_SIGNUP: z._default(z.enum(['invite', 'open', 'closed']), 'invite'),
  MARQUEE_LOG_LEVEL: z._default(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']), 'info'),
})

/** Variables that belong to the design but do nothing yet: to accept them in silence would be a false promise. */
const notYet = ['MARQUEE_REDIS_URL']

/** Read by the command line, the development server and the firmware build, not by the hub. */
const ofOthers = ['MARQUEE_URL', 'MARQUEE_TOKEN', 'MARQUEE_HUB_URL', 'MARQUEE_JSMN_DIR']

/** The settings of one hub. Everything else is a constant in `limits.ts`. */
export interface Config {
  readonly host: string
  /** 0 picks a free port. */
  readonly httpPort: number
  /** `undefined` is off. 0 picks a free port. */
  readonly mqttPort: number | undefined
  /** MQTT over TLS; `undefined` is off. 0 picks a free port. */
  readonly mqttsPort: number | undefined
  /** Makes HTTP and WebSocket speak TLS. */
  readonly tls: CertificatePaths | undefined
  readonly dataDir: string
  /** PostgreSQL for everything but the MQTT state; `undefined` keeps it in the data directory. */
  readonly databaseUrl: string | undefined
  readonly publicUrl: string | undefined
  readonly access: 'protected' | 'open'
  /** Programs on this machine without credentials are operators. */
  readonly trustLoopback: boolean
  /** Where mail is handed in; `undefined` writes links to the log instead. */
  readonly smtpUrl: string | undefined
  /** Who may make an account: whoever is invited, whoever comes, or nobody but administrators. */
  readonly signUp: 'invite' | 'open' | 'closed'
  readonly logLevel: string
}

/** Where people and their links find the hub, without a slash at the end. Under https, cookies are sent over TLS alone. */
export function addressOf({ publicUrl, httpPort, tls }: Pick<Config, 'publicUrl' | 'httpPort' | 'tls'>): string {
  return (publicUrl ?? `${tls === undefined ? 'http' : 'https'}://localhost:${httpPort}`).replace(/\/+$/, '')
}

/** Reads the environment. Throws one error that lists every fault. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([name, value]) => name.startsWith('MARQUEE_') && value !== ''),
  )
  const faults = Object.keys(given).flatMap((name) => nameFault(name))
  faults.push(
    ...databaseFault(given['MARQUEE_DATABASE_URL']),
    ...smtpFault(given['MARQUEE_SMTP_URL']),
    ...tlsFault(given),
  )
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const { message } = explain({ ...parsed.error, issues: [issue] }, given)
      faults.push(`${message} (it is "${given[String(issue.path[0])]}")`)
    }
  }
  if (faults.length > 0 || !parsed.success) {
    throw new Error(`Marquee cannot start with these settings:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
  }
  const settings = parsed.data
  return Object.freeze({
    host: settings.MARQUEE_HOST,
    httpPort: settings.MARQUEE_HTTP_PORT,
    mqttPort: settings.MARQUEE_MQTT_PORT === 0 ? undefined : settings.MARQUEE_MQTT_PORT,
    mqttsPort: settings.MARQUEE_MQTTS_PORT === 0 ? undefined : settings.MARQUEE_MQTTS_PORT,
    tls: tlsOf(settings.MARQUEE_TLS_CERT, settings.MARQUEE_TLS_KEY),
    dataDir: settings.MARQUEE_DATA_DIR,
    databaseUrl: settings.MARQUEE_DATABASE_URL,
    publicUrl: settings.MARQUEE_PUBLIC_URL,
    access: settings.MARQUEE_ACCESS,
    trustLoopback: settings.MARQUEE_TRUST_LOOPBACK,
    smtpUrl: settings.MARQUEE_SMTP_URL,
    signUp: settings.MARQUEE_SIGNUP,
    logLevel: settings.MARQUEE_LOG_LEVEL,
  })
}

/** Unlike other faults without the value, which may hold a password. */
function databaseFault(url: string | undefined): string[] {
  if (url === undefined) return []
  const { protocol, pathname } = URL.canParse(url) ? new URL(url) : { protocol: '', pathname: '' }
  if (/^postgres(?:ql)?:$/.test(protocol) && pathname.length > 1) return []
  return ['MARQUEE_DATABASE_URL must look like postgres://user:password@host:5432/marquee']
}

/** Without the value too. */
function smtpFault(url: string | undefined): string[] {
  if (
    url === undefined ||
    (URL.canParse(url) && /^smtps?:$/.test(new URL(url).protocol) && new URL(url).hostname !== '')
  )
    return []
  return ['MARQUEE_SMTP_URL must look like smtp://user:password@mail.example.org:587?from=marquee@example.org']
}

function tlsOf(certFile: string | undefined, keyFile: string | undefined): Config['tls'] {
  return certFile === undefined || keyFile === undefined ? undefined : { certFile, keyFile }
}

function tlsFault(given: Readonly<Record<string, string | undefined>>): string[] {
  const isGiven = [given['MARQUEE_TLS_CERT'], given['MARQUEE_TLS_KEY']].map((file) => file !== undefined)
  if (isGiven[0] !== isGiven[1])
    return ['MARQUEE_TLS_CERT and MARQUEE_TLS_KEY go together; `marquee certificate` makes both files']
  if ((given['MARQUEE_MQTTS_PORT'] ?? '0') === '0' || isGiven[0]) return []
  return ['MARQUEE_MQTTS_PORT needs MARQUEE_TLS_CERT and MARQUEE_TLS_KEY; `marquee certificate` makes both files']
}

function nameFault(name: string): string[] {
  if (name in environment.shape || ofOthers.includes(name)) return []
  if (notYet.includes(name)) return [`${name} is not supported by this version; remove it`]
  return [`${name} is not a setting of Marquee; known are ${Object.keys(environment.shape).join(', ')}`]
}
