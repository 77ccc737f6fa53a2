import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'
import { expect, onTestFinished, test } from 'vitest'
import { openPage, startBrowser } from '../dashboard/browser.ts'

const wasmPath = 'firmware/core/wasm/display-core.wasm'
const casesPath = 'tests/contract/golden/layout.json'
const root = fileURLToPath(new URL('../..', import.meta.url))

/** The check and the wrapper of the display core, as one script for a browser. */
async function bundleCheck(): Promise<string> {
  const result = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      lib: { entry: 'tests/firmware/golden-page.ts', formats: ['es'], fileName: 'page' },
    },
  })
  const [{ output }] = (Array.isArray(result) ? result : [result]) as [Rolldown.RolldownOutput]
  return output[0].code
}

test('a browser draws every text of the golden table as Node and the native build do', async () => {
  const files: Record<string, [type: string, body: string | Buffer]> = {
    '/': ['text/html', '<!doctype html><title>golden</title><script type="module" src="/page.js"></script>'],
    '/page.js': ['text/javascript', await bundleCheck()],
    '/display-core.wasm': ['application/wasm', await readFile(wasmPath)],
    '/cases.json': ['application/json', await readFile(casesPath)],
  }
  const server = createServer((request, response) => {
    const [type, body] = files[request.url ?? '/'] ?? ['text/plain', '']
    response.setHeader('content-type', type).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const browser = await startBrowser()
  onTestFinished(() => browser.close())
  const { page } = await openPage(browser, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await page.waitForFunction('globalThis.goldenOutcome !== undefined')
  const outcome = await page.evaluate('globalThis.goldenOutcome')
  const cases = JSON.parse(await readFile(casesPath, 'utf8')) as unknown[]
  expect(outcome).toEqual({ checked: cases.length, failures: [] })
})
