import { Bonjour, type Service } from 'bonjour-service'
import { expect, onTestFinished, test } from 'vitest'
import { announce } from '../../../broker/discovery/announce.ts'
import { createLog } from '../../../broker/log.ts'

const loopback = '127.0.0.1'
const log = createLog('silent')

test('a board that asks the network finds the port of the hub, and hears when it goes', async () => {
  const announcement = await announce({ port: 18_080, isTls: false, log, address: loopback })
  const seeker = new Bonjour({ interface: loopback, bind: '0.0.0.0' } as object)
  onTestFinished(() => new Promise<void>((resolve) => seeker.destroy(() => resolve())))
  const browser = seeker.find({ type: 'marquee' })
  const ours = ({ port }: Service) => port === 18_080
  await expect
    .poll(
      () => {
        browser.update()
        return browser.services.find(ours)?.txt
      },
      { timeout: 15_000 },
    )
    .toMatchObject({ path: '/mqtt', tls: '0' })
  await announcement.close()
  await expect.poll(() => browser.services.some(ours), { timeout: 15_000 }).toBe(false)
}, 40_000)
