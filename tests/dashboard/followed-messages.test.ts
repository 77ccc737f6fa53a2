import { expect, test } from 'vitest'
import { FollowedMessages } from '../../dashboard/hub/followed-messages.ts'

test('a message that was reported complete is still followed, but not asked for again', () => {
  const followed = new FollowedMessages()
  followed.add('a')
  followed.add('b')
  followed.finish('a')
  expect(followed.has('a')).toBe(true)
  expect(followed.unfinished()).toEqual(['b'])
})

test('the oldest is let go when too many are followed', () => {
  const followed = new FollowedMessages()
  for (let number = 0; number < 300; number++) followed.add(String(number))
  expect(followed.has('99')).toBe(false)
  expect(followed.has('100')).toBe(true)
  expect(followed.unfinished()).toHaveLength(200)
})
