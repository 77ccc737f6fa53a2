import type { Command } from 'commander'
import { operations } from '#contract/http.ts'
import { addHubCommand } from './hub-command.ts'
import type { Io } from './io.ts'
import { table } from './table.ts'
import { moment } from './wording.ts'

const heading = ['BOARD', 'KIND', 'SIZE', 'ADDRESS', 'SINCE'] as const

export function addPairCommand(program: Command, io: Io): void {
  addHubCommand(program, io, {
    usage: 'pair [code] [id]',
    description: 'Make the board that shows a code a display; without a code, list the boards that wait.',
    async run(hub, [code, id], { options: { name, replace } }) {
      if (code === undefined) return hub.call('listWaitingBoards', operations.listWaitingBoards.responses[200])
      const body = { code, id, ...(name === undefined ? {} : { name }), ...(replace === true ? { replace } : {}) }
      return hub.call('pairBoard', operations.pairBoard.responses[201], { body })
    },
    describe(answer) {
      if ('id' in answer) return [`The board ${answer.board} is the display ${answer.id} now.`]
      if (answer.pausedUntil !== undefined)
        return [`Too many wrong codes were typed; there are new ones at ${moment(answer.pausedUntil)}.`]
      if (answer.boards.length === 0) return ['No board waits to be paired.']
      const rows = answer.boards.map(({ board, kind, columns, rows: count, address, since }) => [
        board,
        kind,
        `${columns}×${count}`,
        address,
        moment(since),
      ])
      return table(heading, rows)
    },
  })
    .option('--name <name>', 'what people call the display')
    .option('--replace', 'new hardware for a display that has credentials; the old one is closed out')
}
