import { type Role, reachSchema, roleSchema, type UserView } from '#contract/people.ts'
import type { Principal, Reach } from '../access/principal.ts'
import { isoTime } from '../clock.ts'

/** A row of the people, as better-auth hands it over. */
export interface UserRow {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly emailVerified: boolean
  readonly createdAt: Date
  readonly role?: string | null | undefined
  readonly banned?: boolean | null | undefined
  readonly reach?: string | null | undefined
  readonly twoFactorEnabled?: boolean | null | undefined
}

/** A role that this version does not know is the least one. */
export function roleOf({ role }: Pick<UserRow, 'role'>): Role {
  return roleSchema.safeParse(role).data ?? 'viewer'
}

/** A limit that cannot be read reaches nothing: better that somebody asks than that they see too much. */
export function reachOf({ reach }: Pick<UserRow, 'reach'>): Reach | undefined {
  if (reach === null || reach === undefined) return undefined
  const parsed = reachSchema.safeParse(parseJson(reach)).data ?? { displays: [], groups: [] }
  return { displays: new Set(parsed.displays), groups: new Set(parsed.groups) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Where it is missing, everything is reached. */
export function reachFields(reach: Reach | undefined): Pick<UserView, 'reach'> {
  if (reach === undefined) return {}
  return { reach: { displays: [...reach.displays], groups: [...reach.groups] } as UserView['reach'] & object }
}

export function principalOf(user: UserRow, session?: string): Principal {
  const reach = reachOf(user)
  const { id, name } = user
  return {
    kind: 'user',
    id,
    name,
    role: roleOf(user),
    ...(session === undefined ? {} : { session }),
    ...(reach === undefined ? {} : { reach }),
  }
}

export function viewOf(user: UserRow): UserView {
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    emailVerified: user.emailVerified,
    role: roleOf(user),
    ...reachFields(reachOf(user)),
    disabled: user.banned === true,
    secondFactor: user.twoFactorEnabled === true,
    createdAt: isoTime(user.createdAt.getTime()),
  }
}
