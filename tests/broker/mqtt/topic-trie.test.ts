import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesFilter, TopicTrie } from '../../../broker/mqtt/routing/topic-trie.ts'

const level = fc.constantFrom('a', 'b', '', '$x', '__proto__')
const topics = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'))
const filters = fc
  .tuple(fc.array(fc.oneof(level, fc.constant('+')), { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([levels, endsInHash]) => [...levels, ...(endsInHash ? ['#'] : [])].join('/'))

test.each([
  ['#', 'a/b', true],
  ['a/#', 'a', true],
  ['a/#', 'a/', true],
  ['+', 'a/', false],
  ['+/+', '/a', true],
  ['/+', '/a', true],
  ['+', '/a', false],
  ['#', '$SYS/x', false],
  ['+/x', '$SYS/x', false],
  ['$SYS/#', '$SYS/x', true],
  ['a/+/c', 'a//c', true],
])('whether %s matches %s: %s', (filter, topic, matches) => {
  const trie = new TopicTrie<string>()
  trie.add(filter, filter)
  expect(trie.match(topic)).toEqual(matches ? [filter] : [])
  expect(matchesFilter(filter, topic)).toBe(matches)
})

test('the index finds exactly the filters that match, also after some were removed', () => {
  const finding = fc.property(
    fc.uniqueArray(filters, { maxLength: 20 }),
    fc.array(topics),
    fc.nat(),
    (added, names, removed) => {
      const trie = new TopicTrie<string>()
      for (const filter of added) trie.add(filter, filter)
      const kept = added.filter((_, index) => index % 3 !== removed % 3)
      for (const filter of added) if (!kept.includes(filter)) trie.remove(filter, filter)
      for (const topic of names) {
        expect(trie.match(topic).sort()).toEqual(kept.filter((filter) => matchesFilter(filter, topic)).sort())
      }
    },
  )
  expect(() => fc.assert(finding)).not.toThrow()
})
