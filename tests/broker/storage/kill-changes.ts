/** Its only member says how many changes the database comprises. */
export const progressGroup = 'progress'

/** The change of a number: the same in the process that is killed and in the one that checks. */
export function changeAt(index: number): { id: string; members: string[] | undefined } {
  const id = `group-${(index * 7) % 13}`
  if (index % 9 === 4) return { id, members: undefined }
  const members = Array.from({ length: (index * 31) % 40 }, (_, at) => `d${(index + at * 3) % 100}`)
  return { id, members: [...new Set(members)].sort() }
}
