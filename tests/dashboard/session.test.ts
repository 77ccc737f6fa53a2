import { beforeEach, expect, test, vi } from 'vitest'
import type { SessionView, UserView } from '#contract/people.ts'
import { administersHub, endedFor, may, session, sessionEvent } from '../../dashboard/session/session.ts'

const user = (id: string): UserView => ({
  id,
  name: id,
  email: `${id}@example.org`,
  emailVerified: true,
  role: 'operator',
  disabled: false,
  secondFactor: false,
  createdAt: '2026-11-25T00:00:00Z',
})
const base = { claimed: true, claimNeedsCode: false, signUp: 'invite', sendsMail: false } as const
const nobody: SessionView = { ...base, principal: null }
const person = (id: string): SessionView => ({
  ...base,
  principal: { kind: 'user', name: id, role: 'operator' },
  user: user(id),
})
const tell = (view: SessionView) => sessionEvent({ type: 'session', session: view })
const assign = vi.fn()

beforeEach(() => {
  vi.stubGlobal('location', { assign })
  assign.mockClear()
  session.value = undefined
  endedFor.value = undefined
})

test('a page that has just been opened is not one on which a log-in has ended', () => {
  tell(nobody)
  expect(endedFor.value).toBeUndefined()
})

test('whoever comes back finds the page as it was', () => {
  tell(person('ada'))
  tell(nobody)
  expect(endedFor.value).toBe('ada')
  tell(person('ada'))
  expect(endedFor.value).toBeUndefined()
  expect(assign).not.toHaveBeenCalled()
})

test('the role says what somebody may do, and a limit takes the hub as a whole away', () => {
  expect(may('viewer')).toBe(false)
  tell(person('ada'))
  expect([may('viewer'), may('operator'), may('administrator')]).toEqual([true, true, false])
  const administrator = { kind: 'user', name: 'ada', role: 'administrator' } as const
  tell({ ...person('ada'), principal: administrator })
  expect(administersHub.value).toBe(true)
  tell({ ...person('ada'), principal: { ...administrator, reach: { displays: [], groups: [] } } })
  expect([may('administrator'), administersHub.value]).toEqual([true, false])
})

test('the page begins anew for somebody else, whether the log-in has ended before or not', () => {
  tell(person('ada'))
  tell(nobody)
  tell(person('grace'))
  expect(assign).toHaveBeenCalledWith('/')
})
