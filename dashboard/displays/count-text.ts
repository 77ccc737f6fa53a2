/** "1 display", "12 displays" */
export function countText(count: number): string {
  return `${count} ${count === 1 ? 'display' : 'displays'}`
}
