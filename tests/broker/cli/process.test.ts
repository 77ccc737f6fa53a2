import { expect, test } from 'vitest'
import { operations } from '#contract/http.ts'
import { startHub } from '../../support/hub.ts'
import { run } from '../../support/process.ts'

/** The command line as a process of its own, from its sources. */
function marquee(url: string, argv: readonly string[], input?: string) {
  const env = { MARQUEE_URL: url }
  return run(
    process.execPath,
    ['--import', 'tsx', 'broker/cli.ts', ...argv],
    input === undefined ? { env } : { env, input },
  )
}

test('as a process, marquee simulates, sends, and ends with the exit code of what happened', async () => {
  const hub = await startHub()
  const simulation = marquee(hub.httpUrl, ['simulate', '--id', 'desk'])
  await simulation.prints(/1 display online/)

  const shown = marquee(hub.httpUrl, ['send', 'desk', '-', '--json'], 'Hello\n')
  expect(await shown.exit).toBe(0)
  expect(operations.sendMessage.responses[200].parse(JSON.parse(shown.output())).counts.shown).toBe(1)
  await simulation.prints(/Desk shows: Hello/)

  simulation.child.kill('SIGTERM')
  expect(await simulation.exit).toBe(0)
  expect(simulation.output()).toMatch(/Stopped\.\n$/)

  expect(await marquee(hub.httpUrl, ['send', 'desk', 'Hello']).exit).toBe(2)
  const refused = marquee(hub.httpUrl, ['send', 'nowhere', 'Hello'])
  expect(await refused.exit).toBe(1)
  expect(refused.output()).toContain('unknown_display')
})

test('prints its version and its help', async () => {
  const version = marquee('', ['--version'])
  expect(await version.exit).toBe(0)
  expect(version.output()).toMatch(/^\d+\.\d+\.\d+\n$/)
  const help = marquee('', ['--help'])
  expect(await help.exit).toBe(0)
  expect(help.output()).toMatch(/send.+displays.+simulate/s)
})
