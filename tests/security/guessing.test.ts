import { request } from 'node:http'
import { expect, test } from 'vitest'
import { startHub, type TestHub } from '../support/hub.ts'
import { claim, emailOf, newPerson, password, send } from '../support/person.ts'

/** A log-in from an address of the loopback network. */
function logInFrom(hub: TestHub, localAddress: string, given: string, headers: Record<string, string> = {}) {
  return new Promise<number>((resolve, reject) => {
    const call = request(`${hub.httpUrl}/api/session`, { method: 'POST', localAddress, headers }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    call.on('error', reject)
    call.end(JSON.stringify({ email: emailOf('Ada'), password: given }))
  })
}

test('guessing a password ends after some tries, whatever X-Forwarded-For says, and the right one comes too late', async () => {
  const hub = await startHub()
  await claim(hub)
  const statuses: number[] = []
  for (let count = 0; count < 8; count++) {
    const headers = {
      'x-forwarded-for': `203.0.113.${count}`,
      'x-real-ip': `203.0.113.${count}`,
      forwarded: `for=${count}`,
    }
    statuses.push(await logInFrom(hub, '127.0.0.2', `guess ${count}`, headers))
  }
  expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 429, 429])
  expect(await logInFrom(hub, '127.0.0.2', password)).toBe(429)
})

test('whoever is guessed at logs in from another address meanwhile', async () => {
  const hub = await startHub()
  await claim(hub)
  for (let count = 0; count < 8; count++) await logInFrom(hub, '127.0.0.2', `guess ${count}`)
  expect(await logInFrom(hub, '127.0.0.3', password)).toBe(200)
})

test('guesses that are sent at the same moment are not worth more', async () => {
  const hub = await startHub()
  await claim(hub)
  const all = await Promise.all(Array.from({ length: 30 }, (_, count) => logInFrom(hub, '127.0.0.2', `guess ${count}`)))
  expect(all.filter((status) => status === 401)).toHaveLength(6)
})

test('guessing tokens ends after some tries', async () => {
  const hub = await startHub()
  await claim(hub)
  const statuses: number[] = []
  for (let count = 0; count < 33; count++) {
    const headers = { authorization: `Bearer mqt_guess_${count}` }
    statuses.push((await send(hub, 'GET', '/api/displays', undefined, headers)).status)
  }
  expect(statuses[0]).toBe(401)
  expect(statuses.at(-1)).toBe(429)
})

test.each([
  'Bearer mqt_wrong',
  'Bearer ',
  'Basic YWRhOnBhc3N3b3Jk',
  'mqt_without_a_scheme',
  `Bearer ${'x'.repeat(8000)}`,
])('whoever sends the wrong credentials %# is nobody, also on this machine', async (authorization) => {
  const hub = await startHub()
  expect((await send(hub, 'GET', '/api/displays', undefined, { authorization })).status).toBe(401)
})

test('a token in the query is no token', async () => {
  const hub = await startHub()
  await claim(hub)
  const { status } = await newPerson(hub).call('GET', '/api/displays?token=mqt_x&access_token=mqt_x')
  expect(status).toBe(401)
})

test('an unknown address takes as long to refuse as a wrong password', async () => {
  const hub = await startHub()
  await claim(hub)
  const measure = async (email: string) => {
    const times: number[] = []
    for (let count = 0; count < 5; count++) {
      const start = performance.now()
      await newPerson(hub).call('POST', '/api/session', { email, password: `guess ${count}` })
      times.push(performance.now() - start)
    }
    return times.sort((a, b) => a - b)[2] as number
  }
  const wrong = await measure(emailOf('Ada'))
  const unknown = await measure('nobody@example.org')
  // Without the hash of a password that nobody has, it would be a tenth.
  expect(unknown / wrong).toBeGreaterThan(0.3)
  expect(unknown / wrong).toBeLessThan(3)
})

test('forged, foreign and cut cookies are nobody', async () => {
  const hub = await startHub()
  const ada = await claim(hub)
  const [name, value] = [...ada.cookies].find(([each]) => each.endsWith('session_token')) ?? ['', '']
  const [token = ''] = decodeURIComponent(value).split('.')
  const forged = [
    token,
    `${token}.`,
    `${token}.${'A'.repeat(43)}=`,
    value.slice(0, -4),
    '',
    `${value}${value}`,
    '__proto__',
  ]
  for (const each of forged) {
    const headers = { cookie: `${name}=${each}`, origin: hub.httpUrl }
    expect((await send(hub, 'GET', '/api/users', undefined, headers)).status).toBe(401)
  }
})

test('nobody makes accounts without end where everybody may make one', async () => {
  const hub = await startHub({ signUp: 'open' })
  await claim(hub)
  // Tries of other kinds count too, and need no password to be hashed.
  const token = 'x'.repeat(43)
  for (let count = 0; count < 29; count++) await newPerson(hub).call('POST', '/api/account/invitation', { token })
  const statuses: number[] = []
  for (let count = 0; count < 4; count++) {
    const account = { name: 'Bob', email: `bob-${count}@example.org`, password }
    statuses.push((await newPerson(hub).call('POST', '/api/account', account)).status)
  }
  expect(statuses[0]).toBe(201)
  expect(statuses.at(-1)).toBe(429)
})
