export interface ListNode<Value> {
  readonly value: Value
  previous: ListNode<Value> | undefined
  next: ListNode<Value> | undefined
}

/** A list that forgets any of its members in constant time; the front of a Map of holes does not. */
export class LinkedList<Value> {
  #first: ListNode<Value> | undefined
  #last: ListNode<Value> | undefined
  #size = 0

  get size(): number {
    return this.#size
  }

  get first(): Value | undefined {
    return this.#first?.value
  }

  get last(): Value | undefined {
    return this.#last?.value
  }

  push(value: Value): ListNode<Value> {
    const node: ListNode<Value> = { value, previous: this.#last, next: undefined }
    if (this.#last === undefined) this.#first = node
    else this.#last.next = node
    this.#last = node
    this.#size++
    return node
  }

  /** Takes out a node of this list that is still in it. */
  remove(node: ListNode<Value>): void {
    if (node.previous === undefined) this.#first = node.next
    else node.previous.next = node.next
    if (node.next === undefined) this.#last = node.previous
    else node.next.previous = node.previous
    this.#size--
  }

  *[Symbol.iterator](): Generator<Value> {
    for (let node = this.#first; node !== undefined; node = node.next) yield node.value
  }
}
