import type { Page } from '#contract/page.ts'
import { callHub } from '../hub/hub.ts'
import type { Answer } from '../hub/worker-messages.ts'

/** Makes or changes a page of `all`, `group:floor2` or `kitchen`. */
export function putPage(owner: string, name: string, page: Page): Promise<Answer<unknown>> {
  if (owner === 'all') return callHub('putPageOfAll', { id: name, body: page })
  if (owner.startsWith('group:')) return callHub('putGroupPage', { params: { id: groupOf(owner), name }, body: page })
  return callHub('putPage', { params: { id: owner, name }, body: page })
}

/** Takes a page of `all`, `group:floor2` or `kitchen` away. */
export function deletePage(owner: string, name: string): Promise<Answer<unknown>> {
  if (owner === 'all') return callHub('deletePageOfAll', { id: name })
  if (owner.startsWith('group:')) return callHub('deleteGroupPage', { params: { id: groupOf(owner), name } })
  return callHub('deletePage', { params: { id: owner, name } })
}

function groupOf(owner: string): string {
  return owner.slice('group:'.length)
}
