import type { DisplayId } from '#contract/ids.ts'
import type { VirtualDisplayEvent } from '../virtual-displays/virtual-display.ts'
import { createShownTexts } from './shown-texts.ts'
import type { SimulationEvent } from './simulation-events.ts'

/** Turns what happens to virtual displays into what people want to know. */
export function watchDisplays(onEvent: (event: SimulationEvent) => void) {
  const watches = new Map<DisplayId, (event: VirtualDisplayEvent) => void>()
  return (display: DisplayId, event: VirtualDisplayEvent): void => {
    let watch = watches.get(display)
    if (watch === undefined) {
      watch = watchDisplay(display, onEvent)
      watches.set(display, watch)
    }
    watch(event)
  }
}

function watchDisplay(display: DisplayId, onEvent: (event: SimulationEvent) => void) {
  const texts = createShownTexts((text, { id }) => onEvent({ event: 'shown', display, id, text }))
  let isLost = false
  return (event: VirtualDisplayEvent): void => {
    switch (event.kind) {
      case 'received':
        texts.received(event.topic, event.payload)
        return
      case 'published':
        texts.published(event.publication.topic, event.publication.payload)
        return
      case 'lost':
        // Further tries that fail are no news.
        if (!isLost) onEvent({ event: 'lost', display, reason: event.reason })
        isLost = true
        return
      case 'online':
        if (isLost) onEvent({ event: 'back', display })
        isLost = false
        return
      case 'restarted':
        return
    }
  }
}
