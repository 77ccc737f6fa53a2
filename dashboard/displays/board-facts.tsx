import { Panel } from '../ui/panel.tsx'
import type { Display } from './display.ts'
import { sizeText } from './display-size.ts'

/** What the board says of itself. */
export function BoardFacts({ display: { about, virtual } }: { readonly display: Display }) {
  if (about === undefined) {
    return (
      <Panel title="Board">
        <p class="text-muted">It has not said anything of itself yet.</p>
      </Panel>
    )
  }
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Kind', virtual ? `${about.board}, inside the hub` : about.board],
    ['Firmware', about.firmware],
    ['LCD', `${sizeText(about)}, characters ${about.rom}`],
    ['Address', about.ip],
    ['MAC', about.mac],
    ['Has', about.capabilities.join(', ') || undefined],
    ['Takes', `messages of up to ${about.maxPayloadBytes} bytes`],
    ['Protocol', String(about.protocol)],
  ]
  return (
    <Panel title="Board">
      <dl class="grid grid-cols-[auto_1fr] gap-x-5 gap-y-2 text-sm">
        {facts.map(([name, value]) =>
          value === undefined ? null : (
            <div key={name} class="contents">
              <dt class="text-muted">{name}</dt>
              <dd class="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
            </div>
          ),
        )}
      </dl>
    </Panel>
  )
}
