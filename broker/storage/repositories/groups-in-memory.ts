import type { GroupsRepository } from '../../groups/groups-repository.ts'

/** Groups and their members, for as long as the process lives. */
export function createGroupsInMemory(): GroupsRepository {
  const groups = new Map<string, readonly string[]>()
  return {
    load: async () => new Map([...groups].sort()),
    put: (id, members) => void groups.set(id, [...members].sort()),
    remove: (id) => void groups.delete(id),
    saved: async () => {},
    onChangedElsewhere: () => {},
  }
}
