import { expect, onTestFinished, test } from 'vitest'
import type { DisplayId } from '#contract/ids.ts'
import { createDisplaySecrets } from '../../../broker/access/display-secrets.ts'
import { createCredentials } from '../../../broker/credentials/credentials.ts'
import { limits } from '../../../broker/limits.ts'
import { createCredentialsInMemory } from '../../../broker/storage/repositories/credentials-in-memory.ts'

const kitchen = 'kitchen' as DisplayId
const start = 1_800_000_000_000

async function open({
  repository = createCredentialsInMemory(),
  saved = async () => {},
  now = start,
  room = true,
}: {
  repository?: ReturnType<typeof createCredentialsInMemory>
  saved?: () => Promise<void>
  now?: number
  room?: boolean
} = {}) {
  const clock = { time: now, now: () => clock.time }
  const revoked: string[] = []
  const secrets = createDisplaySecrets()
  const credentials = await createCredentials({
    repository,
    secrets,
    clock,
    saved: () => saved(),
    expect: () => room,
    onRevoked: (display) => revoked.push(display),
    onForgottenElsewhere: () => {},
  })
  onTestFinished(credentials.close)
  return { credentials, repository, secrets, revoked, clock }
}

test('what was issued is good, also after a restart; anything else is not', async () => {
  const { credentials, repository } = await open()
  const { secret } = await credentials.issue(kitchen)
  const again = await open({ repository })
  for (const each of [credentials, again.credentials]) {
    expect(each.verify('kitchen', secret)).toBe(true)
    expect(each.verify('kitchen', `${secret}x`)).toBe(false)
    expect(each.verify('lobby', secret)).toBe(false)
  }
})

test('what could not be kept is not in effect, and what was before still is', async () => {
  let isAway = true
  const saved = async () => {
    if (isAway) throw new Error('away')
  }
  const { credentials, repository } = await open({ saved })
  await expect(credentials.issue(kitchen)).rejects.toThrow('away')
  expect(credentials.has('kitchen')).toBe(false)
  expect(await repository.load()).toEqual([])
  isAway = false
  const { secret } = await credentials.issue(kitchen)
  const before = await repository.load()
  isAway = true
  await expect(credentials.issue(kitchen, { replace: true })).rejects.toThrow('away')
  await expect(credentials.rotate(kitchen)).rejects.toThrow('away')
  expect(credentials.verify('kitchen', secret)).toBe(true)
  expect(await repository.load()).toMatchObject([{ secretHash: before[0]?.secretHash, nextSecretHash: undefined }])
})

test('a display that is known in too many others gets no secret', async () => {
  const { credentials } = await open({ room: false })
  await expect(credentials.issue(kitchen)).rejects.toMatchObject({ code: 'limit_reached' })
})

test('both secrets are good while one replaces the other, until the new one was used', async () => {
  const { credentials, repository } = await open()
  const { secret: old } = await credentials.issue(kitchen)
  const { secret: next, oldUntil } = await credentials.rotate(kitchen)
  expect(oldUntil).toBe(start + limits.oldSecretMs)
  expect(credentials.verify('kitchen', old)).toBe(true)
  expect(credentials.view('kitchen')).toMatchObject({ rotating: true })
  expect(credentials.verify('kitchen', next)).toBe(true)
  expect(credentials.verify('kitchen', old)).toBe(false)
  expect(credentials.view('kitchen')).toMatchObject({ rotating: false })
  const again = await open({ repository })
  expect(again.credentials.verify('kitchen', old)).toBe(false)
  expect(again.credentials.verify('kitchen', next)).toBe(true)
})

test('a new secret that is never used ends the old one after a day, and its connections', async () => {
  const { credentials, repository, clock, revoked } = await open()
  const { secret: old } = await credentials.issue(kitchen)
  const { secret: next } = await credentials.rotate(kitchen)
  revoked.length = 0
  clock.time += limits.oldSecretMs
  expect(credentials.verify('kitchen', old)).toBe(false)
  expect(revoked).toEqual(['kitchen'])
  expect(credentials.verify('kitchen', next)).toBe(true)
  const late = await open({ repository, now: start + limits.oldSecretMs })
  expect(late.credentials.verify('kitchen', old)).toBe(false)
})

test('a display that is disabled is closed out at once and let in again with the secret it has', async () => {
  const { credentials, repository, secrets, revoked } = await open()
  const { secret } = await credentials.issue(kitchen)
  revoked.length = 0
  await credentials.setEnabled(kitchen, false)
  expect(revoked).toEqual(['kitchen'])
  expect(credentials.verify('kitchen', secret)).toBe(false)
  // Its id stays its own.
  expect(secrets.has('kitchen')).toBe(true)
  expect((await open({ repository })).credentials.verify('kitchen', secret)).toBe(false)
  await credentials.setEnabled(kitchen, true)
  expect(credentials.verify('kitchen', secret)).toBe(true)
})

test('what is revoked stays so although the database is away', async () => {
  let isAway = false
  const saved = async () => {
    if (isAway) throw new Error('away')
  }
  const { credentials } = await open({ saved })
  const { secret } = await credentials.issue(kitchen)
  isAway = true
  await expect(credentials.setEnabled(kitchen, false)).rejects.toThrow('away')
  expect(credentials.verify('kitchen', secret)).toBe(false)
})

test('a display that is forgotten while it is issued a secret does not come back with it', async () => {
  let release = () => {}
  const saving = new Promise<void>((resolve) => {
    release = resolve
  })
  const { credentials, repository } = await open({ saved: () => saving })
  const issued = credentials.issue(kitchen)
  await expect(credentials.issue(kitchen)).rejects.toMatchObject({ code: 'conflict' })
  credentials.forget(kitchen)
  release()
  await expect(issued).rejects.toMatchObject({ code: 'conflict' })
  expect(credentials.has('kitchen')).toBe(false)
  expect(await repository.load()).toEqual([])
})

test('a virtual display of the hub is not given the id of its own to somebody else', async () => {
  const { credentials, secrets } = await open()
  const lent = secrets.lend('kitchen')
  expect(credentials.verify('kitchen', lent)).toBe(true)
  await expect(credentials.issue(kitchen)).rejects.toMatchObject({ code: 'conflict' })
})

test('connecting is written down once a minute, however often a display does', async () => {
  const repository = createCredentialsInMemory()
  let writes = 0
  const counting = {
    ...repository,
    put() {
      writes++
    },
    used() {
      writes++
    },
  }
  const { credentials, clock } = await open({ repository: counting })
  const { secret } = await credentials.issue(kitchen)
  writes = 0
  for (let times = 0; times < 10; times++) credentials.verify('kitchen', secret)
  expect(writes).toBe(1)
  clock.time += limits.lastUsedResolutionMs
  credentials.verify('kitchen', secret)
  expect(writes).toBe(2)
  expect(credentials.view('kitchen')?.lastUsed).toBe(new Date(start + limits.lastUsedResolutionMs).toISOString())
})
