import { beginsWithWildcard, isHiddenFromWildcards } from './hidden-topics.ts'

interface Level<Value> {
  /** Filters that end here. */
  values: Set<Value> | undefined
  /** Filters that go on with `#` here. */
  everythingBelow: Set<Value> | undefined
  next: Map<string, Level<Value>> | undefined
}

function newLevel<Value>(): Level<Value> {
  return { values: undefined, everythingBelow: undefined, next: undefined }
}

/** Finds the topic filters that match a topic name [MQTT-4.7]. Keyed by Maps: no name means anything to it. */
export class TopicTrie<Value> {
  readonly #root = newLevel<Value>()

  add(filter: string, value: Value): void {
    const levels = filter.split('/')
    const endsInHash = levels.at(-1) === '#'
    if (endsInHash) levels.pop()
    let level = this.#root
    for (const name of levels) {
      level.next ??= new Map()
      let next = level.next.get(name)
      if (next === undefined) {
        next = newLevel()
        level.next.set(name, next)
      }
      level = next
    }
    const kind = endsInHash ? 'everythingBelow' : 'values'
    level[kind] ??= new Set()
    level[kind].add(value)
  }

  remove(filter: string, value: Value): void {
    const levels = filter.split('/')
    const endsInHash = levels.at(-1) === '#'
    if (endsInHash) levels.pop()
    const path = [this.#root]
    for (const name of levels) {
      const next = path.at(-1)?.next?.get(name)
      if (next === undefined) return
      path.push(next)
    }
    const last = path.at(-1)
    if (last === undefined) return
    const values = endsInHash ? last.everythingBelow : last.values
    values?.delete(value)
    if (values?.size === 0) last[endsInHash ? 'everythingBelow' : 'values'] = undefined
    for (let depth = levels.length; depth > 0 && isEmpty(path[depth]); depth--) {
      const parent = path[depth - 1]
      parent?.next?.delete(levels[depth - 1] ?? '')
      if (parent?.next?.size === 0) parent.next = undefined
    }
  }

  match(topic: string): Value[] {
    const found: Value[] = []
    collect(this.#root, { levels: topic.split('/'), isHidden: isHiddenFromWildcards(topic), found }, 0)
    return found
  }
}

function isEmpty<Value>(level: Level<Value> | undefined): boolean {
  return level?.values === undefined && level?.everythingBelow === undefined && level?.next === undefined
}

interface Search<Value> {
  readonly levels: readonly string[]
  readonly isHidden: boolean
  readonly found: Value[]
}

function collect<Value>(level: Level<Value>, search: Search<Value>, depth: number): void {
  const { levels, isHidden, found } = search
  const mayUseWildcard = depth > 0 || !isHidden
  if (level.everythingBelow !== undefined && mayUseWildcard) found.push(...level.everythingBelow)
  if (depth === levels.length) {
    if (level.values !== undefined) found.push(...level.values)
    return
  }
  const exact = level.next?.get(levels[depth] ?? '')
  if (exact !== undefined) collect(exact, search, depth + 1)
  const any = mayUseWildcard ? level.next?.get('+') : undefined
  if (any !== undefined) collect(any, search, depth + 1)
}

/** Whether one filter matches one topic name. */
export function matchesFilter(filter: string, topic: string): boolean {
  if (filter === topic) return true
  if (beginsWithWildcard(filter) && isHiddenFromWildcards(topic)) return false
  const levels = filter.split('/')
  const names = topic.split('/')
  for (const [index, level] of levels.entries()) {
    if (level === '#') return true
    if (index >= names.length || (level !== '+' && level !== names[index])) return false
  }
  return levels.length === names.length
}
