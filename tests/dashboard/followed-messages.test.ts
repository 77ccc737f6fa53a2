import { expect, test } from 'vitest'
import { FollowedMessages } from '../../dashboard/hub/followed-messages.ts'

test('a message that was reported complete is still followed, but not asked for again', () => {
  const followed = new FollowedMessages()
  followed.add('a')
  followed.add('b')
  followed.reported('a', true)
  expect(followed.has('a')).toBe(true)
  expect(followed.unfinished()).toEqual(['b'])
})

test('an answer counts only as long as no report has come', () => {
  const followed = new FollowedMessages()
  followed.add('a')
  expect(followed.isUnheard('a')).toBe(true)
  followed.reported('a', false)
  expect(followed.isUnheard('a')).toBe(false)
  expect(followed.unfinished()).toEqual(['a'])
  followed.reported('never-followed', false)
  expect(followed.has('never-followed')).toBe(false)
})

test('the oldest is let go when too many are followed', () => {
  const followed = new FollowedMessages()
  for (let number = 0; number < 300; number++) followed.add(String(number))
  expect(followed.has('99')).toBe(false)
  expect(followed.has('100')).toBe(true)
  expect(followed.unfinished()).toHaveLength(200)
})
