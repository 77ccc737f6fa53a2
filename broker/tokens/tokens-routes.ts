import type { CreateToken } from '#contract/tokens.ts'
import { actorOf } from '../accounts/caller.ts'
import type { Audit } from '../audit/audit.ts'
import type { Handlers } from '../http/handler.ts'
import type { Tokens } from './tokens.ts'

/** `GET /api/tokens`, `POST /api/tokens`, `DELETE /api/tokens/:id`. */
export function tokensRoutes({ tokens, audit }: { tokens: Tokens; audit: Pick<Audit, 'record'> }): Handlers {
  return {
    listTokens: () => ({ status: 200, body: { tokens: tokens.list() } }),
    async createToken({ body, caller }) {
      const request = body as CreateToken
      const created = await tokens.create(request, caller.principal?.kind === 'user' ? caller.principal.id : undefined)
      const details = { name: created.name, role: created.role, limited: created.displays !== undefined }
      audit.record({ actor: actorOf(caller), action: 'token.created', subject: created.id, details })
      return { status: 201, body: created }
    },
    async revokeToken({ params, caller }) {
      const id = params['id'] ?? ''
      const { name, kept } = tokens.revoke(id)
      audit.record({ actor: actorOf(caller), action: 'token.revoked', subject: id, details: { name } })
      await kept
      return { status: 204 }
    },
  }
}
