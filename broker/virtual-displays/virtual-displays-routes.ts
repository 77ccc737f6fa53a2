import { MarqueeError } from '#contract/errors.ts'
import type { StartVirtualDisplays } from '#contract/http.ts'
import type { Handlers } from '../http/handler.ts'
import type { VirtualDisplays } from './virtual-displays.ts'

/** `POST /api/virtual-displays` and `DELETE /api/virtual-displays/:id`. */
export function virtualDisplaysRoutes({
  virtualDisplays,
  forget,
}: {
  virtualDisplays: VirtualDisplays
  forget: (id: string) => void
}): Handlers {
  return {
    async startVirtualDisplays({ body }) {
      return { status: 201, body: { ids: await virtualDisplays.start(body as StartVirtualDisplays) } }
    },
    async stopVirtualDisplay({ params }) {
      const id = params['id'] ?? ''
      const wasThere = await virtualDisplays.stop(id)
      if (!wasThere) throw new MarqueeError({ code: 'not_found', message: `the hub runs no virtual display "${id}"` })
      forget(id)
      return { status: 204 }
    },
  }
}
