import { expect, test } from 'vitest'
import { limits } from '../../../broker/limits.ts'
import { createAdmission } from '../../../broker/mqtt/inbound/admission.ts'
import { TokenBucket } from '../../../broker/mqtt/inbound/token-bucket.ts'

const elsewhere = { address: '192.168.1.5', isLocal: false, isBrowser: false }

test('an address that connects too often is turned away, others and this machine are not', () => {
  const admission = createAdmission({ openConnections: () => 0, now: () => 0 })
  for (let index = 0; index < limits.maxConnectBurst; index++) expect(admission.refuse(elsewhere)).toBeUndefined()
  expect(admission.refuse(elsewhere)).toMatchObject({ code: 'limit_reached' })
  expect(admission.refuse({ ...elsewhere, address: '192.168.1.6' })).toBeUndefined()
  for (let index = 0; index <= limits.maxConnectBurst; index++)
    expect(admission.refuse({ address: '127.0.0.1', isLocal: true, isBrowser: false })).toBeUndefined()
})

test('a connection beyond the limit is turned away', () => {
  const admission = createAdmission({ openConnections: () => limits.maxConnections })
  expect(admission.refuse({ address: '127.0.0.1', isLocal: true, isBrowser: false })).toMatchObject({
    code: 'limit_reached',
  })
})

test('a bucket fills again with time, and never beyond its burst', () => {
  let now = 0
  const bucket = new TokenBucket({ perSecond: 10, burst: 2, now })
  const take = () => bucket.take(() => now)
  expect([take(), take(), take()]).toEqual([0, 0, 100])
  now += 200
  expect(take()).toBe(0)
  now += 60_000
  expect([take(), take(), take()]).toEqual([0, 0, 100])
})
