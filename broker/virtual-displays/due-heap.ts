interface Entry<Item> {
  readonly item: Item
  dueMs: number
  index: number
}

/** Items ordered by when they are due. An item is in it at most once, so its size is the number of items. */
export interface DueHeap<Item> {
  /** Puts an item in, or moves it. */
  put(item: Item, dueMs: number): void
  remove(item: Item): void
  has(item: Item): boolean
  /** The item that is due first. */
  first(): { readonly item: Item; readonly dueMs: number } | undefined
}

/** A binary heap in which each entry knows its place. */
export function createDueHeap<Item extends object>(): DueHeap<Item> {
  const heap: Entry<Item>[] = []
  const entries = new Map<Item, Entry<Item>>()

  function place(entry: Entry<Item>, index: number) {
    entry.index = index
    heap[index] = entry
  }

  function rise(entry: Entry<Item>) {
    while (entry.index > 0) {
      const parent = heap[(entry.index - 1) >> 1]
      if (parent === undefined || parent.dueMs <= entry.dueMs) return
      const { index } = entry
      place(entry, parent.index)
      place(parent, index)
    }
  }

  function sink(entry: Entry<Item>) {
    for (;;) {
      const left = heap[2 * entry.index + 1]
      const right = heap[2 * entry.index + 2]
      const child = right !== undefined && left !== undefined && right.dueMs < left.dueMs ? right : left
      if (child === undefined || child.dueMs >= entry.dueMs) return
      const { index } = entry
      place(entry, child.index)
      place(child, index)
    }
  }

  return {
    put(item, dueMs) {
      let entry = entries.get(item)
      if (entry === undefined) {
        entry = { item, dueMs, index: heap.length }
        entries.set(item, entry)
        heap.push(entry)
      }
      entry.dueMs = dueMs
      rise(entry)
      sink(entry)
    },
    remove(item) {
      const entry = entries.get(item)
      if (entry === undefined) return
      entries.delete(item)
      const last = heap.pop()
      if (last === undefined || last === entry) return
      place(last, entry.index)
      rise(last)
      sink(last)
    },
    has: (item) => entries.has(item),
    first: () => heap[0],
  }
}
