import type { Command } from 'commander'
import { historyOperations } from '#contract/history-operations.ts'
import { addHubCommand } from './hub-command.ts'
import type { Io } from './io.ts'
import { parseTarget } from './target.ts'
import { plural } from './wording.ts'

/** `marquee dismiss`: takes messages away. */
export function addDismissCommand(program: Command, io: Io): void {
  addHubCommand(program, io, {
    usage: 'dismiss <target> [what]',
    description: 'Take a message away by its id or key, also where it waits; without one, what is on the glass now.',
    run: (hub, [target = '', what]) =>
      hub.call('dismiss', historyOperations.dismiss.responses[200], {
        body: { to: parseTarget(target), ...(what === undefined ? {} : { what }) },
      }),
    describe: ({ displays }) => [
      displays.length === 0 ? 'No display is addressed.' : `Dismissed on ${plural(displays.length, 'display')}.`,
    ],
  })
}
