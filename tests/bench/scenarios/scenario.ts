import type { Figure } from '../figures.ts'
import type { Load } from '../generator/generator.ts'

/** What the hub has to reach: at most so many times the figure of Mosquitto, or its own in another scenario, or at most so much. */
export interface Goal {
  readonly figure: Figure
  readonly atMost: number
  readonly isRatio: boolean
  /** Id of the scenario that the hub is compared with instead of with Mosquitto. */
  readonly against?: string
}

export interface Scenario {
  readonly id: string
  readonly title: string
  /** What is counted: deliveries, or connections. */
  readonly unit: 'delivery' | 'connection'
  readonly load: Load
  /** A small load before it, for what a broker allocates once. */
  readonly warmUp?: Load
  readonly goals: readonly Goal[]
  /** Open files that the generator and the broker need. */
  readonly openFiles: number
}

export const ratio = (figure: Figure, atMost: number): Goal => ({ figure, atMost, isRatio: true })
export const ownRatio = (figure: Figure, atMost: number, against: string): Goal => ({
  figure,
  atMost,
  isRatio: true,
  against,
})
export const absolute = (figure: Figure, atMost: number): Goal => ({ figure, atMost, isRatio: false })
