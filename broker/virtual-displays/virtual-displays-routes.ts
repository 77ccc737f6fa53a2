import type { InputEvent } from '#contract/display.ts'
import { MarqueeError } from '#contract/errors.ts'
import type { StartVirtualDisplays } from '#contract/http.ts'
import { nameSchema } from '#contract/ids.ts'
import type { Handlers } from '../http/handler.ts'
import type { VirtualDisplays } from './virtual-displays.ts'

/** `POST /api/virtual-displays`, `DELETE /api/virtual-displays/:id` and `POST /api/virtual-displays/:id/input/:name`. */
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
      if (!(await virtualDisplays.stop(id))) throw notFound(id)
      forget(id)
      return { status: 204 }
    },
    async pressVirtualButton({ params, body }) {
      const id = params['id'] ?? ''
      const name = nameSchema.parse(params['name'])
      const { event_type: event } = body as InputEvent
      if (!(await virtualDisplays.input(id, name, event))) throw notFound(id)
      return { status: 204 }
    },
  }
}

function notFound(id: string): MarqueeError {
  return new MarqueeError({ code: 'not_found', message: `the hub runs no virtual display "${id}"` })
}
