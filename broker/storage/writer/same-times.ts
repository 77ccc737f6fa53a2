/** Keys by their time, of which there are few because times of use are rounded; a statement is for one of them. */
export function sameTimes(times: ReadonlyMap<string, number | undefined>): ReadonlyMap<number, readonly string[]> {
  const keys = new Map<number, string[]>()
  for (const [key, at] of times) {
    if (at === undefined) continue
    const same = keys.get(at)
    if (same === undefined) keys.set(at, [key])
    else same.push(key)
  }
  return keys
}
