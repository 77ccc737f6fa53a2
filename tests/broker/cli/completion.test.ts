import { expect, test } from 'vitest'
import { connectBoard } from '../../support/board.ts'
import { startHub } from '../../support/hub.ts'
import { ran } from './fake-io.ts'

/** What may come next, asked as the scripts of the shells do. */
async function candidates(url: string, ...words: string[]): Promise<string[]> {
  const { exitCode, lines, faults } = await ran(url, ['complete', '--', ...words])
  expect({ exitCode, faults }).toEqual({ exitCode: 0, faults: [] })
  return lines
}

test('completes commands, their commands and their options', async () => {
  const nowhere = 'http://127.0.0.1:1'
  expect(await candidates(nowhere, 'di')).toEqual(['dismiss', 'display', 'displays'])
  expect(await candidates(nowhere, 'groups', '')).toEqual(expect.arrayContaining(['add', 'delete', 'list', 'put']))
  expect(await candidates(nowhere, 'send', 'all', 'Hello', '--pri')).toEqual(['--priority'])
  expect(await candidates(nowhere, 'send', '--priority', '')).toEqual(['critical', 'high', 'low', 'normal'])
})

test('completes displays and groups where they can stand', async () => {
  const hub = await startHub()
  await connectBoard(hub, 'kitchen')
  await connectBoard(hub, 'hall')
  await ran(hub.httpUrl, ['groups', 'put', 'floor2', 'hall'])
  expect(await candidates(hub.httpUrl, 'send', '')).toEqual(['all', 'group:floor2', 'hall', 'kitchen'])
  expect(await candidates(hub.httpUrl, 'send', 'group:')).toEqual(['group:floor2'])
  expect(await candidates(hub.httpUrl, 'history', '--display', 'k')).toEqual(['kitchen'])
  expect(await candidates(hub.httpUrl, 'groups', 'add', '')).toEqual(['floor2'])
  expect(await candidates(hub.httpUrl, 'groups', 'add', 'floor2', 'k')).toEqual(['kitchen'])
})

test('has a script for bash, zsh and fish, and names them when asked for another', async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { lines } = await ran('http://127.0.0.1:1', ['completion', shell])
    expect(lines.join('\n')).toContain('marquee complete --')
  }
  const { exitCode, faults } = await ran('http://127.0.0.1:1', ['completion', 'cmd'])
  expect({ exitCode, faults }).toEqual({
    exitCode: 1,
    faults: ['error: there is no completion for cmd: bash, zsh, fish'],
  })
})
