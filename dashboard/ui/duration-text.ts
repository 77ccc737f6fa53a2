const units = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
] as const

/** `8 seconds`, `1 hour`, `90 minutes`: in the largest unit that it is a whole number of. */
export function durationText(ms: number): string {
  for (const [length, name] of units) {
    if (ms < length || ms % length !== 0) continue
    const count = ms / length
    return `${count} ${name}${count === 1 ? '' : 's'}`
  }
  return `${ms / 1000} seconds`
}

/** Lengths of time to choose from, with the chosen one among them whatever it is. */
export function durationOptions(
  lengths: readonly number[],
  chosen: number,
): readonly (readonly [value: number, name: string])[] {
  const all = chosen > 0 && !lengths.includes(chosen) ? [...lengths, chosen].sort((a, b) => a - b) : lengths
  return all.map((length) => [length, durationText(length)] as const)
}
