import { hostname } from 'node:os'
import type { Log } from '../log.ts'

/** How boards that were told no address find the hub: RFC 6763, `_marquee._tcp`. */
const serviceType = 'marquee'
const path = '/mqtt'
const goodbyeMs = 500

export interface Announcement {
  /** Says goodbye; resolves when that has been sent, or could not be. */
  close(): Promise<void>
}

interface Options {
  readonly port: number
  readonly isTls: boolean
  readonly log: Log
  /** Address of the interface to announce on; all of them by default. */
  readonly address?: string
}

/** Announces the hub on its network by mDNS. A network that carries no multicast is no fault of the hub: it says so in the log, once. */
export async function announce({ port, isTls, log, address }: Options): Promise<Announcement> {
  const { Bonjour } = await import('bonjour-service')
  let isTold = false
  const onError = (error: unknown) => {
    if (isTold) return
    isTold = true
    log.info({ reason: String(error) }, 'the hub cannot be announced on this network; give boards its address')
  }
  const bonjour = new Bonjour(optionsOf(address), onError)
  const service = bonjour.publish({
    name: `Marquee on ${hostname()}`,
    type: serviceType,
    port,
    txt: { path, tls: isTls ? '1' : '0' },
    // Two hubs of one machine share its name.
    probe: false,
  })
  service.on('error', onError)
  return {
    close: () =>
      new Promise((resolve) => {
        const done = () => bonjour.destroy(() => resolve())
        const late = setTimeout(done, goodbyeMs)
        bonjour.unpublishAll(() => {
          clearTimeout(late)
          done()
        })
      }),
  }
}

/** They go to multicast-dns, whose options are not in the types. */
function optionsOf(address: string | undefined): object {
  return address === undefined ? {} : { interface: address, bind: '0.0.0.0' }
}
