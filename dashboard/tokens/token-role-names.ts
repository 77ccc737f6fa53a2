import type { TokenView } from '#contract/tokens.ts'

/** What the role of a token is called. */
export const tokenRoleNames: Readonly<Record<TokenView['role'], string>> = {
  viewer: 'Viewer',
  operator: 'Operator',
  administrator: 'Administrator',
  bridge: 'Bridge',
}

/** The same with what it may do. */
export const tokenRoleOptions: readonly (readonly [TokenView['role'], string])[] = [
  ['operator', 'Operator: sends messages'],
  ['viewer', 'Viewer: reads'],
  ['administrator', 'Administrator: configures'],
  ['bridge', 'Bridge: another MQTT broker'],
]
