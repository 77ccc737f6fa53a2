import { limits } from '../../limits.ts'
import type { Log } from '../../log.ts'
import { openSmtp, type Smtp } from './smtp.ts'

export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The link that it is about, for the log of a hub that sends no mail. */
  readonly url?: string
}

/** Sends mail in the background: nobody who asks for a letter learns from the time it takes whether one was written. */
export interface Mailer {
  readonly sendsMail: boolean
  /** Queues a letter; without SMTP its link goes to the log. Never waits, never fails. */
  send(letter: Letter): void
  close(): void
}

interface Waiting {
  readonly letter: Letter
  readonly tries: number
}

export function createMailer({ smtpUrl, log }: { smtpUrl: string | undefined; log: Log }): Mailer {
  if (smtpUrl === undefined) return logInstead(log)
  const queue: Waiting[] = []
  let smtp: Smtp | undefined
  let isSending = false
  let isClosed = false
  const retries = new Set<NodeJS.Timeout>()

  async function sendNext(): Promise<void> {
    const next = queue.shift()
    if (isSending || next === undefined || isClosed) {
      if (next !== undefined && !isClosed) queue.unshift(next)
      return
    }
    isSending = true
    try {
      smtp ??= await openSmtp(smtpUrl as string)
      await smtp.send(next.letter)
    } catch (error) {
      retry(next, error as Error)
    } finally {
      isSending = false
    }
    await sendNext()
  }

  function retry({ letter, tries }: Waiting, { message }: Error): void {
    const isLast = tries + 1 >= limits.mailTries
    log[isLast ? 'error' : 'warn']({ to: letter.to, reason: message }, isLast ? 'a mail is given up' : 'a mail waits')
    if (isLast || isClosed) return
    const timer = setTimeout(
      () => {
        retries.delete(timer)
        queue.push({ letter, tries: tries + 1 })
        void sendNext()
      },
      limits.mailRetryMs * 4 ** tries,
    ).unref()
    retries.add(timer)
  }

  return {
    sendsMail: true,
    send(letter) {
      if (queue.length + retries.size >= limits.maxWaitingMails)
        return log.error({ to: letter.to }, 'too many mails wait already; this one is not sent')
      queue.push({ letter, tries: 0 })
      void sendNext()
    },
    close() {
      isClosed = true
      for (const timer of retries) clearTimeout(timer)
      smtp?.close()
    },
  }
}

function logInstead(log: Log): Mailer {
  return {
    sendsMail: false,
    send({ to, subject, url }) {
      if (url !== undefined) log.warn({ to, url }, `${subject}. MARQUEE_SMTP_URL is not set: give them this link`)
    },
    close() {},
  }
}
