interface Node<Value> {
  readonly children: Map<string, Node<Value>>
  readonly values: Map<string, Value>
}

const newNode = <Value>(): Node<Value> => ({ children: new Map(), values: new Map() })

/** Values by topic filter and owner, found by topic name. */
export class FilterTrie<Value> {
  #root = newNode<Value>()
  #size = 0

  get size(): number {
    return this.#size
  }

  set(filter: string, owner: string, value: Value): void {
    let node = this.#root
    for (const level of filter.split('/')) {
      let child = node.children.get(level)
      if (child === undefined) {
        child = newNode()
        node.children.set(level, child)
      }
      node = child
    }
    if (!node.values.has(owner)) this.#size++
    node.values.set(owner, value)
  }

  delete(filter: string, owner: string): void {
    const levels = filter.split('/')
    const path = [this.#root]
    for (const level of levels) {
      const child = path.at(-1)?.children.get(level)
      if (child === undefined) return
      path.push(child)
    }
    let node = path.pop()
    if (node?.values.delete(owner)) this.#size--
    for (const level of levels.reverse()) {
      const parent = path.pop()
      if (node === undefined || parent === undefined || node.values.size > 0 || node.children.size > 0) return
      parent.children.delete(level)
      node = parent
    }
  }

  /** What matches a topic; a filter that begins with a wildcard does not match topics that begin with `$` [MQTT-4.7.2-1]. */
  match(topic: string): Value[] {
    const found: Value[] = []
    const levels = topic.split('/')
    const isHidden = topic.startsWith('$')
    const visit = (node: Node<Value>, depth: number) => {
      if (depth > 0 || !isHidden) {
        const rest = node.children.get('#')
        for (const value of rest?.values.values() ?? []) found.push(value)
      }
      const level = levels[depth]
      if (level === undefined) {
        for (const value of node.values.values()) found.push(value)
        return
      }
      if (depth > 0 || !isHidden) {
        const any = node.children.get('+')
        if (any !== undefined) visit(any, depth + 1)
      }
      const child = node.children.get(level)
      if (child !== undefined) visit(child, depth + 1)
    }
    visit(this.#root, 0)
    return found
  }
}
