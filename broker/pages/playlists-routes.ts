import { MarqueeError } from '#contract/errors.ts'
import type { DisplayId } from '#contract/ids.ts'
import type { TargetBody } from '#contract/message.ts'
import type { Playlist, PlaylistView } from '#contract/page-operations.ts'
import { parseSelector } from '#contract/selectors.ts'
import type { Target } from '#contract/topics.ts'
import { outOfReach } from '../access/http-gate.ts'
import type { Principal } from '../access/principal.ts'
import type { Rights } from '../access/rights.ts'
import { isoTime } from '../clock.ts'
import type { Handlers } from '../http/handler.ts'
import type { LiveValues } from './live/live-values.ts'
import { pageContent } from './page-content.ts'
import type { KeptPlaylist } from './pages-repository.ts'
import { checkLive } from './pages-routes.ts'
import type { Playlists } from './playlists.ts'

interface Options {
  readonly playlists: Playlists
  readonly values: LiveValues
  readonly rights: Pick<Rights, 'mayReach' | 'mayReceive'>
  /** Throws `unknown_display` or `unknown_group` for what there is not. */
  readonly find: (target: Target) => void
}

/** `GET /api/playlists`, `PUT` and `DELETE /api/playlists/:id`. */
export function playlistsRoutes({ playlists, values, rights, find }: Options): Handlers {
  /** Throws for a target that somebody does not reach, or that is none. */
  function refuseTargets(to: TargetBody, principal: Principal | undefined): void {
    const isLimited = principal?.reach !== undefined
    for (const { target, field } of namedTargets(to)) {
      if (isLimited && !rights.mayReach(principal, target)) throw new MarqueeError({ ...outOfReach(target), field })
      if (target.kind !== 'all') find(target)
    }
  }

  function mayChange({ playlist }: KeptPlaylist, principal: Principal | undefined): boolean {
    if (principal === undefined || principal.reach === undefined) return principal !== undefined
    return namedTargets(playlist.to).every(({ target }) => rights.mayReach(principal, target))
  }

  /** What is out of somebody's reach is not there for them. */
  function refuseHidden(known: KeptPlaylist | undefined, principal: Principal | undefined, id: string): void {
    if (known !== undefined && !mayChange(known, principal))
      throw new MarqueeError({ code: 'not_found', message: `there is no playlist "${id}" within your reach` })
  }

  return {
    listPlaylists({ caller: { principal } }) {
      const seen = playlists.list().filter((known) => known.playlist.to === 'all' || mayChange(known, principal))
      return { status: 200, body: { playlists: seen.map(viewOf) } }
    },
    async putPlaylist({ params, body, caller: { principal } }) {
      const id = params['id'] ?? ''
      const playlist = body as Playlist
      refuseHidden(playlists.get(id), principal, id)
      refuseTargets(playlist.to, principal)
      refuseDoubleNames(playlist)
      const mayRead = (topic: string) => principal !== undefined && rights.mayReceive(principal, topic)
      for (const [index, { name: _name, ...page }] of playlist.pages.entries()) {
        try {
          checkLive(pageContent(page), { values, mayRead })
        } catch (error) {
          if (!(error instanceof MarqueeError)) throw error
          throw new MarqueeError({ ...error.toBody(), field: `pages[${index}].${error.field ?? 'text'}` })
        }
      }
      return { status: 200, body: viewOf(await playlists.put(id, playlist)) }
    },
    async deletePlaylist({ params, caller: { principal } }) {
      const id = params['id'] ?? ''
      const known = playlists.get(id)
      refuseHidden(known, principal, id)
      if (known === undefined) throw new MarqueeError({ code: 'not_found', message: `there is no playlist "${id}"` })
      await playlists.remove(id)
      return { status: 204 }
    },
  }
}

function viewOf({ id, playlist, updatedAt }: KeptPlaylist): PlaylistView {
  return { id, ...playlist, updatedAt: isoTime(updatedAt) }
}

/** The displays and groups that selectors name, and all for those that may mean any display. Throws for one that is none. */
function namedTargets(to: TargetBody): { readonly target: Target; readonly field: string }[] {
  if (to === 'all') return [{ target: { kind: 'all' }, field: 'to' }]
  if (!Array.isArray(to)) return [{ target: { kind: 'group', id: to.group }, field: 'to.group' }]
  const selectors = to.map((text, index) => {
    const selector = parseSelector(text)
    if (selector !== undefined) return { selector, field: `to[${index}]` }
    const message = `"${text}" is no selector such as kitchen, group:floor2, size:20x4, all or !lobby`
    throw new MarqueeError({ code: 'invalid_value', field: `to[${index}]`, message })
  })
  const named = selectors.filter(({ selector }) => !selector.isExcluded)
  if (named.length === 0) return [{ target: { kind: 'all' }, field: 'to' }]
  return named.map(({ selector: { what }, field }) => ({
    target: what.kind === 'size' ? { kind: 'all' } : (what satisfies { id?: DisplayId | string; kind: string }),
    field,
  }))
}

function refuseDoubleNames({ pages }: Playlist): void {
  const names = new Set<string>()
  for (const [index, { name }] of pages.entries()) {
    if (names.has(name)) {
      const message = `there are two pages "${name}" in this playlist`
      throw new MarqueeError({ code: 'conflict', field: `pages[${index}].name`, message })
    }
    names.add(name)
  }
}
