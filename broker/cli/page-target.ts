import { CommandFault } from './command-fault.ts'

interface PageCall {
  readonly operation: 'putPage' | 'deletePage' | 'putGroupPage' | 'deleteGroupPage' | 'putPageOfAll' | 'deletePageOfAll'
  readonly params: Readonly<Record<string, string>>
}

/** Which operations put and delete a page of a display, of `group:<name>` or of `all`. Throws `CommandFault` for several. */
export function pageTarget(target: string): { readonly put: PageCall; readonly delete: PageCall } {
  if (target === 'all') return calls('putPageOfAll', 'deletePageOfAll', {})
  if (target.startsWith('group:')) return calls('putGroupPage', 'deleteGroupPage', { id: target.slice(6) })
  if (!target.includes(',')) return calls('putPage', 'deletePage', { id: target })
  throw new CommandFault({
    code: 'invalid_value',
    field: 'target',
    message: 'a page belongs to one display, one group or all; `marquee playlist` gives pages to several',
  })
}

function calls(put: PageCall['operation'], remove: PageCall['operation'], params: PageCall['params']) {
  return { put: { operation: put, params }, delete: { operation: remove, params } }
}
