import { expect, test } from 'vitest'
import { Lane } from '../../../broker/mqtt/sessions/lane.ts'

test('jobs run one after the other, in their order, and a failure stops none of the next', async () => {
  const lane = new Lane(10)
  const done: number[] = []
  const run = (number: number, ms: number) =>
    lane.run(async () => {
      await new Promise((resolve) => setTimeout(resolve, ms))
      done.push(number)
      if (number === 2) throw new Error('disk full')
    })
  const jobs = [run(1, 10), run(2, 0), run(3, 0)]
  await Promise.allSettled(jobs)
  expect(done).toEqual([1, 2, 3])
  await expect(jobs[1]).rejects.toThrow('disk full')
})

test('a store that hangs is given no more jobs than the limit, and takes new ones when it has recovered', async () => {
  const lane = new Lane(2)
  let recover: () => void = () => undefined
  const hanging = lane.run(() => new Promise<void>((resolve) => (recover = resolve)))
  const waiting = lane.run(async () => 'waited')
  await expect(lane.run(async () => 'too many')).rejects.toThrow('the store does not keep up')
  recover()
  await hanging
  expect(await waiting).toBe('waited')
  await lane.idle()
  expect(await lane.run(async () => 'again')).toBe('again')
})
