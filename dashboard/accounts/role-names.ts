import type { Role } from '#contract/people.ts'

/** What a role is called, and what it may do. */
export const roleNames: Readonly<
  Record<Role, { readonly name: string; readonly article: string; readonly may: string }>
> = {
  viewer: { name: 'Viewer', article: 'a viewer', may: 'sees displays and messages' },
  operator: { name: 'Operator', article: 'an operator', may: 'also sends messages' },
  administrator: { name: 'Administrator', article: 'an administrator', may: 'also sets up displays and people' },
}

export const roles = Object.keys(roleNames) as Role[]
