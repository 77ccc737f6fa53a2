import type { PutSettings } from '#contract/settings.ts'
import type { Handlers } from '../http/handler.ts'
import type { LiveSettings } from './settings.ts'

/** `GET /api/settings`, `PUT /api/settings`. */
export function settingsRoutes(settings: LiveSettings): Handlers {
  return {
    getSettings: () => ({ status: 200, body: settings.current }),
    putSettings: async ({ body }) => ({ status: 200, body: await settings.put(body as PutSettings) }),
  }
}
