import { createTransport } from 'nodemailer'
import { limits } from '../../limits.ts'
import type { Letter } from './mailer.ts'

export interface Smtp {
  /** Rejects if the server does not take it. */
  send(letter: Letter): Promise<void>
  close(): void
}

/** The server of `smtp://user:password@host:587?from=marquee@example.org`; `smtps://` speaks TLS from the start. */
export async function openSmtp(smtpUrl: string): Promise<Smtp> {
  const url = new URL(smtpUrl)
  const from = url.searchParams.get('from') ?? `marquee@${url.hostname}`
  const transport = createTransport({
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    secure: url.protocol === 'smtps:',
    connectionTimeout: limits.mailTimeoutMs,
    greetingTimeout: limits.mailTimeoutMs,
    socketTimeout: limits.mailTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
  })
  return {
    async send({ to, subject, text }) {
      await transport.sendMail({
        from: { name: 'Marquee', address: from },
        to: { name: '', address: to },
        subject,
        text,
      })
    },
    close: () => transport.close(),
  }
}
