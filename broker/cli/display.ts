import type { Command } from 'commander'
import type { Credentials } from '#contract/boards.ts'
import { operations } from '#contract/http.ts'
import { mqttUrl } from './global-options.ts'
import { nothing } from './hub-client.ts'
import { addHubCommand } from './hub-command.ts'
import type { Io } from './io.ts'
import { moment } from './wording.ts'

/** `marquee display …`: the credentials of one display. */
export function addDisplayCommand(program: Command, io: Io): void {
  const display = program.command('display').description('Issue, replace and end the credentials of a display.')
  addHubCommand(display, io, {
    usage: 'add <id>',
    description: 'Issue credentials for a board that is set up by hand, and print them.',
    run(hub, [id], { options: { name } }) {
      const body = { id, ...(name === undefined ? {} : { name }) }
      return hub.call('addDisplay', operations.addDisplay.responses[201], { body })
    },
    describe: describeIssued,
  }).option('--name <name>', 'what people call it')
  addHubCommand(display, io, {
    usage: 'rotate <id>',
    description: 'Give a display a new secret; it is passed on to a board that is connected and keeps it.',
    run: (hub, [id = '']) =>
      hub.call('rotateCredentials', operations.rotateCredentials.responses[200], { params: { id } }),
    describe({ id, delivered, secret, oldUntil }, url) {
      const until = `The secret before is good until the new one was used, at most until ${moment(oldUntil)}.`
      if (delivered || secret === undefined) return [`${id} was sent its new secret.`, until]
      return [...describeIssued({ id: id as Credentials['id'], secret }, url), until]
    },
  })
  for (const enabled of [false, true]) {
    addHubCommand(display, io, {
      usage: enabled ? 'enable <id>' : 'disable <id>',
      description: enabled ? 'Let a display in again.' : 'Close a display out at once; it keeps its secret for later.',
      run: (hub, [id = '']) =>
        hub.call('changeDisplay', operations.changeDisplay.responses[200], { params: { id }, body: { enabled } }),
      describe: ({ id }) => [enabled ? `${id} is let in again.` : `${id} is closed out.`],
    })
  }
  addHubCommand(display, io, {
    usage: 'rename <id> [name]',
    description: 'Say what people call a display; without a name, its id.',
    run: (hub, [id = '', name = null]) =>
      hub.call('changeDisplay', operations.changeDisplay.responses[200], { params: { id }, body: { name } }),
    describe: ({ id, name }) => [name === undefined ? `${id} has no name.` : `${id} is called ${name}.`],
  })
  addHubCommand(display, io, {
    usage: 'forget <id>',
    description: 'Forget a display; its credentials end, and its connection.',
    async run(hub, [id = '']) {
      await hub.call('forgetDisplay', nothing, { params: { id } })
      return { id }
    },
    describe: ({ id }) => [`${id} is forgotten.`],
  })
}

function describeIssued({ id, secret }: Credentials, url: string): string[] {
  return [
    `${id} connects with its id as client id and user name. Its password is told this once:`,
    '',
    `  ${secret}`,
    '',
    'For firmware/config.h:',
    '',
    `  #define MARQUEE_HUB "${mqttUrl(url)}"`,
    `  #define MARQUEE_DISPLAY_ID "${id}"`,
    `  #define MARQUEE_DISPLAY_SECRET "${secret}"`,
    ...(isLocal(url) ? ['', 'In MARQUEE_HUB goes the address of this machine as the board sees it.'] : []),
  ]
}

function isLocal(url: string): boolean {
  return /^(?:localhost|127\.|\[::1\])/.test(new URL(url).hostname)
}
