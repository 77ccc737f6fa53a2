import type { Command } from 'commander'
import { type RoomMessage, roomOperations } from '#contract/room.ts'
import { addHubCommand } from './hub-command.ts'
import type { Io } from './io.ts'
import { readText } from './text-argument.ts'
import { moment, oneLine } from './wording.ts'

/** `marquee room …`: what is said to everybody. */
export function addRoomCommand(program: Command, io: Io): void {
  const room = program.command('room').description('Read and write in the room.')
  addHubCommand(room, io, {
    usage: 'read',
    isDefault: true,
    description: 'Print who is there and what was said last, oldest first.',
    run: (hub) => hub.call('getRoom', roomOperations.getRoom.responses[200]),
    describe: ({ people, messages, displays }) => [
      `Here: ${people.map(({ name }) => name).join(', ') || 'nobody'}. Displays: ${displays.join(', ') || 'none'}.`,
      ...messages.toReversed().map(describeMessage),
    ],
  })
  addHubCommand(room, io, {
    usage: 'say <text...>',
    description: 'Write in the room; it is shown on the displays that take part. - reads standard input.',
    async run(hub, _, { words }) {
      const text = await readText(words, io)
      return hub.call('writeInRoom', roomOperations.writeInRoom.responses[201], { body: { text } })
    },
    describe: (message) => [describeMessage(message)],
  })
}

function describeMessage({ at, from, kind, text }: RoomMessage): string {
  const to = kind === 'broadcast' ? ' to all displays' : ''
  return `${moment(at)} ${from}${to}: ${oneLine(text)}`
}
