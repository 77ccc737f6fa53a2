import type { Priority } from '#contract/message.ts'

const looks = {
  low: ['Low', 'border-base-300 bg-base-200'],
  high: ['High', 'border-warning text-warning'],
  critical: ['Critical', 'border-error text-error'],
} as const

/** The priority of a message, if it is not the usual one. */
export function PriorityBadge({ priority }: { readonly priority: Priority }) {
  if (priority === 'normal') return null
  const [name, look] = looks[priority]
  return <span class={`badge badge-sm bg-base-100 ${look}`}>{name}</span>
}
