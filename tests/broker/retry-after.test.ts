import { expect, test } from 'vitest'
import { limits } from '../../broker/limits.ts'
import { retryAfterOf } from '../../broker/retry-after.ts'
import { startHub } from '../support/hub.ts'
import { claim, emailOf, fromElsewhere, newPerson, send } from '../support/person.ts'

/** A clock that stands still. */
const clock = { now: () => 1_800_000_000_000 }

test('after too many wrong passwords the answer says for how many seconds to wait', async () => {
  const hub = await startHub({}, { clock })
  await claim(hub)
  const logIn = () =>
    newPerson(hub, fromElsewhere).call('POST', '/api/session', { email: emailOf('Ada'), password: 'a wrong guess' })
  let answer = await logIn()
  expect(answer).toMatchObject({ status: 401 })
  expect(answer.headers).not.toHaveProperty('retry-after')
  while (answer.status === 401) answer = await logIn()
  expect(answer.status).toBe(429)
  expect(answer.headers['retry-after']).toBe(String(limits.attempts.firstPauseMs / 1000))
  expect(answer.body.message).toContain(`${limits.attempts.firstPauseMs / 1000} seconds`)
})

test('after too many wrong pairing codes the answer says when the next one is taken', async () => {
  const hub = await startHub({}, { clock })
  const guess = () => send(hub, 'POST', '/api/pairing', { code: '000000', id: 'kitchen' })
  let answer = await guess()
  while (answer.status === 404) answer = await guess()
  expect(answer.status).toBe(429)
  expect(answer.headers['retry-after']).toBe(String(limits.guessWindowMs / 1000))
})

test('where nobody knows when trying again helps there is a default, and none where it does not', async () => {
  const hub = await startHub()
  for (let count = 0; count < limits.maxTokens; count++)
    await send(hub, 'POST', '/api/tokens', { name: `${count}`, role: 'viewer' })
  const answer = await send(hub, 'POST', '/api/tokens', { name: 'one more', role: 'viewer' })
  expect(answer.status).toBe(429)
  expect(answer.headers['retry-after']).toBe(String(limits.retryAfterMs.limit_reached / 1000))
  expect(retryAfterOf({ code: 'unavailable' })).toBe(String(limits.retryAfterMs.unavailable / 1000))
  expect(retryAfterOf({ code: 'limit_reached', retryAfterMs: 1 })).toBe('1')
  expect(retryAfterOf({ code: 'not_found', retryAfterMs: 1000 })).toBeUndefined()
})

test('links name the port that the hub answers on', async () => {
  const hub = await startHub()
  const administrator = await claim(hub)
  const { status, body } = await administrator.call('POST', '/api/invitations', { role: 'viewer' })
  expect(status).toBe(201)
  expect(new URL(body.link.url).port).toBe(String(hub.httpPort))
})
