interface Node<Value> {
  children: Map<string, Node<Value>> | undefined
  value: Value | undefined
}

const newNode = <Value>(): Node<Value> => ({ children: undefined, value: undefined })

/** Values by topic name, found by topic filter. */
export class RetainedTrie<Value extends object> {
  #root = newNode<Value>()

  set(topic: string, value: Value): void {
    let node = this.#root
    for (const level of topic.split('/')) {
      node.children ??= new Map()
      let child = node.children.get(level)
      if (child === undefined) {
        child = newNode()
        node.children.set(level, child)
      }
      node = child
    }
    node.value = value
  }

  delete(topic: string): void {
    const levels = topic.split('/')
    const path = [this.#root]
    for (const level of levels) {
      const child = path.at(-1)?.children?.get(level)
      if (child === undefined) return
      path.push(child)
    }
    let node = path.pop()
    if (node !== undefined) node.value = undefined
    for (const level of levels.reverse()) {
      const parent = path.pop()
      if (node === undefined || parent === undefined || node.value !== undefined || node.children?.size) return
      parent.children?.delete(level)
      node = parent
    }
  }

  /** What matches a filter; a leading wildcard does not match topics that begin with `$` [MQTT-4.7.2-1]. */
  match(filter: string): Value[] {
    const found: Value[] = []
    const levels = filter.split('/')
    const collect = (node: Node<Value>, isRoot: boolean) => {
      if (node.value !== undefined) found.push(node.value)
      for (const [name, child] of node.children ?? []) {
        if (!isRoot || !name.startsWith('$')) collect(child, false)
      }
    }
    const visit = (node: Node<Value>, depth: number) => {
      const level = levels[depth]
      if (level === undefined) {
        if (node.value !== undefined) found.push(node.value)
      } else if (level === '#' && depth === levels.length - 1) {
        // `a/#` matches `a` too [MQTT-4.7.1-2]; `#` alone has no parent.
        collect(node, depth === 0)
      } else if (level === '+') {
        for (const [name, child] of node.children ?? []) {
          if (depth > 0 || !name.startsWith('$')) visit(child, depth + 1)
        }
      } else {
        const child = node.children?.get(level)
        if (child !== undefined) visit(child, depth + 1)
      }
    }
    visit(this.#root, 0)
    return found
  }
}
