import { expect } from 'vitest'
import type { OpenStore } from './conformance.ts'
import { message, retainedTexts } from './open-store.ts'
import { storeTest } from './with-store.ts'

const topics = ['a', 'a/b', 'a/b/c', '/', '/a', 'a/', 'a//b', '$SYS/up', '$SYS', 'ä/ö/😀', 'room[1]/x', 'a/$b']

const matches: readonly [filter: string, found: readonly string[]][] = [
  ['#', topics.filter((topic) => !topic.startsWith('$'))],
  ['+', ['a']],
  ['+/+', ['a/b', '/', '/a', 'a/', 'room[1]/x', 'a/$b']],
  ['+/#', topics.filter((topic) => !topic.startsWith('$'))],
  ['a/#', ['a', 'a/b', 'a/b/c', 'a/', 'a//b', 'a/$b']],
  ['a/+', ['a/b', 'a/', 'a/$b']],
  ['a/+/b', ['a//b']],
  ['/+', ['/', '/a']],
  ['+/', ['/', 'a/']],
  ['/#', ['/', '/a']],
  ['+/up', []],
  ['$SYS/#', ['$SYS', '$SYS/up']],
  ['$SYS/+', ['$SYS/up']],
  ['ä/+/😀', ['ä/ö/😀']],
  ['room[1]/#', ['room[1]/x']],
  ['room?/#', []],
  ['a/b', ['a/b']],
  ['a/b/c/d', []],
  ['A', []],
]

/** Retained messages: which filter finds which topic. */
export function retainedConformance(open: OpenStore): void {
  const test = storeTest(open)

  for (const [filter, found] of matches) {
    test(`finds ${found.length} of the retained messages by ${filter}`, async ({ store }) => {
      for (const topic of topics) await store.storeRetained(message(topic, 'x', { retain: true }))
      expect(await retainedTexts(store, filter)).toEqual(found.map((topic) => `${topic}=x`).sort())
    })
    test(`matches the same topics for subscriptions by ${filter}`, async ({ store }) => {
      await store.addSubscriptions({ id: 'reader' }, [{ topic: filter, qos: 1 }])
      const matched: string[] = []
      for (const topic of topics) if ((await store.subscriptionsByTopic(topic)).length > 0) matched.push(topic)
      expect(matched.sort()).toEqual([...found].sort())
    })
  }

  test('sends a retained message once to filters that overlap', async ({ store }) => {
    await store.storeRetained(message('a/b', 'x', { retain: true }))
    expect(await retainedTexts(store, 'a/b', 'a/+', '#')).toEqual(['a/b=x'])
  })

  test('forgets a retained message when an empty one is published', async ({ store }) => {
    await store.storeRetained(message('a/b', 'x', { retain: true }))
    await store.storeRetained(message('a', 'y', { retain: true }))
    await store.storeRetained(message('a/b', '', { retain: true }))
    await store.storeRetained(message('never/there', '', { retain: true }))
    expect(await retainedTexts(store, '#')).toEqual(['a=y'])
    expect(store.stats.retainedMessages).toBe(1)
    expect(store.stats.retainedBytes).toBe(2)
  })

  test('keeps retained messages at topics that mean something to JavaScript', async ({ store }) => {
    const names = ['__proto__', 'constructor', 'a/__proto__', 'toString/x']
    for (const topic of names) await store.storeRetained(message(topic, 'x', { retain: true }))
    expect(await retainedTexts(store, '#')).toEqual(names.map((topic) => `${topic}=x`).sort())
    expect(await retainedTexts(store, 'hasOwnProperty')).toEqual([])
    expect(await retainedTexts(store, '__proto__')).toEqual(['__proto__=x'])
  })

  test('shows a retained message to a stream opened in the same turn', async ({ store }) => {
    const stored = store.storeRetained(message('now', 'x', { retain: true }))
    expect(await retainedTexts(store, 'now')).toEqual(['now=x'])
    await stored
  })

  test('does not change a retained message when the publisher reuses its buffer', async ({ store }) => {
    const payload = Buffer.from('first')
    await store.storeRetained(message('a', '', { payload, retain: true }))
    payload.write('other')
    expect(await retainedTexts(store, 'a')).toEqual(['a=first'])
  })
}
