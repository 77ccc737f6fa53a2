import { describe, expect, test } from 'vitest'
import { isDisplayId, isName, type Name } from '#contract/ids.ts'
import { type DisplayTopicKind, type TopicRule, topicTable } from '#contract/topic-table.ts'
import {
  displayTopic,
  displayTopicFilter,
  hubStatusTopic,
  parseTopic,
  rejectionsTopic,
  reportTopic,
  type Target,
} from '#contract/topics.ts'

const rules = Object.entries(topicTable) as [keyof typeof topicTable, TopicRule][]
const displayRules = rules.filter(([, rule]) => rule.direction !== 'hub') as [DisplayTopicKind, TopicRule][]

function displayTarget(id: string): Target {
  if (!isDisplayId(id)) throw new Error(`${id} is no display id`)
  return { kind: 'display', id }
}

function groupTarget(id: string): Target {
  if (!isName(id)) throw new Error(`${id} is no group name`)
  return { kind: 'group', id }
}

function nameFor(rule: TopicRule): { name?: Name } {
  const name = 'main'
  return rule.path.endsWith('/+') && isName(name) ? { name } : {}
}

const oneDisplay = displayTarget('kitchen')
const broadcastTargets = [groupTarget('ground-floor'), { kind: 'all' }] as const satisfies readonly Target[]

describe('topics of a display', () => {
  test.each(displayRules)('%s: what is built is parsed again', (kind, rule) => {
    const { name } = nameFor(rule)
    const topic = displayTopic(kind, oneDisplay, name)
    expect(topic).not.toMatch(/[+#]/)
    expect(parseTopic(topic)).toEqual({ kind, target: oneDisplay, ...nameFor(rule) })
  })

  test.each(displayRules)('%s: a group and all are addressed only where the table says so', (kind, rule) => {
    for (const target of broadcastTargets) {
      const expected = rule.broadcast ? { kind, target, ...nameFor(rule) } : undefined
      expect(parseTopic(displayTopic(kind, target, nameFor(rule).name))).toEqual(expected)
    }
  })

  test.each(displayRules)('%s: its filter covers every display', (kind, rule) => {
    expect(displayTopicFilter(kind)).toBe(`displays/+/${rule.path}`)
  })

  test('a display may be named like a topic, and a group like a reserved display', () => {
    expect(parseTopic('displays/status/status')).toMatchObject({ kind: 'status', target: { id: 'status' } })
    expect(parseTopic('displays/message/message')).toMatchObject({ kind: 'message', target: { id: 'message' } })
    expect(parseTopic('displays/group/all/message')).toMatchObject({ target: { kind: 'group', id: 'all' } })
  })

  test('a page may be named like a topic', () => {
    expect(parseTopic('displays/kitchen/page/status')).toMatchObject({ kind: 'page', name: 'status' })
  })

  test('ids of 1 and 32 characters are displays', () => {
    expect(parseTopic('displays/0/message')).toBeDefined()
    expect(parseTopic(`displays/${'a'.repeat(32)}/message`)).toBeDefined()
  })
})

describe('topics of the hub', () => {
  test('what is built is parsed again', () => {
    expect(parseTopic(hubStatusTopic)).toEqual({ kind: 'hubStatus' })
    expect(parseTopic(rejectionsTopic)).toEqual({ kind: 'rejections' })
    expect(parseTopic(reportTopic('order-66_A'))).toEqual({ kind: 'deliveries', name: 'order-66_A' })
  })

  test('the constants agree with the table', () => {
    expect(hubStatusTopic).toBe(`marquee/${topicTable.hubStatus.path}`)
    expect(rejectionsTopic).toBe(`marquee/${topicTable.rejections.path}`)
  })
})

describe('the topic table', () => {
  test('no two topics have the same path', () => {
    const paths = rules.map(([, rule]) => `${rule.direction === 'hub' ? 'marquee' : 'displays'}/${rule.path}`)
    expect(new Set(paths).size).toBe(paths.length)
  })

  test('what a board says is published by boards only', () => {
    for (const [, rule] of rules.filter(([, { direction }]) => direction === 'out')) {
      expect(rule.publish).toEqual(['display', 'hub'])
    }
  })

  test('the hub’s own topics are published by the hub only', () => {
    for (const [, rule] of rules.filter(([, { direction }]) => direction === 'hub')) {
      expect(rule.publish).toEqual(['hub'])
    }
  })

  test('messages are never retained', () => {
    expect(topicTable.message.retain).toBe(false)
  })
})

const hostile = [
  '',
  '/',
  'displays',
  'displays/',
  'displays//message',
  '/displays/kitchen/message',
  'displays/kitchen',
  'displays/kitchen/',
  'displays/kitchen/message/',
  'displays/kitchen//message',
  'displays/kitchen/message/x',
  'displays/kitchen/Message',
  'Displays/kitchen/message',
  'displays/A/message',
  'displays/Kitchen/message',
  'displays/-a/message',
  'displays/_a/message',
  `displays/${'a'.repeat(33)}/message`,
  'displays/__proto__/message',
  'displays/kitchen/__proto__',
  'displays/kitchen/constructor',
  'displays/kitchen/toString',
  'displays/kitchen/page',
  'displays/kitchen/page/',
  'displays/kitchen/page/__proto__',
  'displays/kitchen/page/A',
  'displays/kitchen/page/a/b',
  'displays/kitchen/page/+',
  'displays/kitchen/backlight/set/x',
  'displays/kitchen/status/set',
  'displays/all',
  'displays/all/screen',
  'displays/all/status',
  'displays/all/config',
  'displays/all/backlight/set',
  'displays/group',
  'displays/group/message',
  'displays/group//message',
  'displays/group/kitchen',
  'displays/group/kitchen/screen',
  'displays/group/Kitchen/message',
  'displays/group/__proto__/message',
  'displays/+/message',
  'displays/#',
  'displays/kitchen/#',
  'displays/kitchen/+',
  'displays/küche/message',
  'displays/kitchen\u0000/message',
  'displays/kitchen/message\n',
  'displays/kitchen\n/message',
  'displays/ kitchen/message',
  'displays/\u{1F600}/message',
  'displays/\u043A/message',
  'displays/../message',
  '$SYS/broker/uptime',
  'marquee',
  'marquee/',
  'marquee/status/',
  'marquee/status/x',
  'marquee/deliveries',
  'marquee/deliveries/',
  'marquee/deliveries/a/b',
  'marquee/deliveries/+',
  'marquee/deliveries/a b',
  `marquee/deliveries/${'a'.repeat(37)}`,
  'marquee/__proto__',
  '__proto__',
  'homeassistant/status',
]

test.each(hostile)('%j is no topic of Marquee', (topic) => {
  expect(parseTopic(topic)).toBeUndefined()
})
