import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

export interface MailServer {
  readonly url: string
  /** Resolves with the next mail to somebody that was not handed out before. */
  next(to: string): Promise<string>
  readonly received: { readonly to: string; readonly text: string }[]
}

/** A real SMTP server on the loopback address; `refuse` turns the first mails away. */
export async function startMailServer({ refuse = 0 } = {}): Promise<MailServer> {
  const received: { to: string; text: string }[] = []
  const waiting: { to: string; resolve: (text: string) => void }[] = []
  const unread: { to: string; text: string }[] = []
  let refused = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      void text(stream).then((content) => {
        if (refused++ < refuse) return done(new Error('come back later'))
        for (const { address } of session.envelope.rcptTo) {
          const mail = { to: address, text: content.replaceAll('=\r\n', '').replaceAll('=3D', '=') }
          received.push(mail)
          const index = waiting.findIndex(({ to }) => to === address)
          if (index >= 0) waiting.splice(index, 1)[0]?.resolve(mail.text)
          else unread.push(mail)
        }
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}?from=marquee@example.org`,
    received,
    next(to) {
      const index = unread.findIndex((mail) => mail.to === to)
      if (index >= 0) return Promise.resolve(unread.splice(index, 1)[0]?.text ?? '')
      return new Promise((resolve) => waiting.push({ to, resolve }))
    },
  }
}
