import type { PairBoard } from '#contract/boards.ts'
import { actorOf } from '../accounts/caller.ts'
import type { Audit } from '../audit/audit.ts'
import type { Handlers } from '../http/handler.ts'
import type { Pairing } from './pairing.ts'

interface Options {
  readonly pairing: Pairing
  readonly audit: Pick<Audit, 'record'>
  /** Resolves when what was changed is kept; rejects with `unavailable`. */
  readonly saved: () => Promise<void>
}

/** `GET /api/pairing`, `POST /api/pairing`, `DELETE /api/pairing/:board`. */
export function pairingRoutes({ pairing, audit, saved }: Options): Handlers {
  return {
    listWaitingBoards: () => ({ status: 200, body: pairing.list() }),
    async pairBoard({ body, caller }) {
      const request = body as PairBoard
      const actor = actorOf(caller)
      const { address } = caller.peer
      const by = { person: `${caller.principal?.kind} ${caller.principal?.id}`, address }
      const paired = await pairing.approve(request, by).catch((error: { code?: string }) => {
        if (error.code === 'not_found') audit.record({ actor, action: 'board.code-wrong', details: { address } })
        throw error
      })
      const details = { board: paired.board, address: paired.address, replaced: request.replace === true }
      audit.record({ actor, action: 'board.paired', subject: request.id, details })
      await saved()
      return { status: 201, body: { id: request.id, board: paired.board } }
    },
    refuseBoard({ params, caller }) {
      const board = params['board'] ?? ''
      pairing.turnAway(board)
      audit.record({ actor: actorOf(caller), action: 'board.refused', subject: board })
      return { status: 204 }
    },
  }
}
