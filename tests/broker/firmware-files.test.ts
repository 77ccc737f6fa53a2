import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startHub } from '../support/hub.ts'
import { temporaryFolder } from '../support/process.ts'

test('signed images of the data directory are served, also those that come while the hub runs', async () => {
  const dataDir = await temporaryFolder()
  const hub = await startHub({ dataDir })
  const get = (path: string) => fetch(`${hub.httpUrl}/firmware/${path}`)
  expect(await get('esp32/manifest.json').then(({ status }) => status)).toBe(404)
  mkdirSync(join(dataDir, 'firmware/esp32'), { recursive: true })
  writeFileSync(join(dataDir, 'firmware/esp32/manifest.json'), '{"version":"0.2.0"}')
  writeFileSync(join(dataDir, 'firmware/esp32/marquee-0.2.0.bin'), Buffer.alloc(3000, 7))
  const manifest = await get('esp32/manifest.json')
  expect(manifest.headers.get('cache-control')).toBe('no-store')
  expect(await manifest.json()).toEqual({ version: '0.2.0' })
  const image = await get('esp32/marquee-0.2.0.bin')
  expect(image.headers.get('content-length')).toBe('3000')
  expect(Buffer.from(await image.arrayBuffer())).toEqual(Buffer.alloc(3000, 7))
})

test.each([
  'esp32/key.pem',
  '../marquee.db',
  '%2e%2e/marquee.db',
  'esp32/..%2f..%2fmarquee.db',
  'esp32/',
  'esp32/manifest.json%00.bin',
])('nothing but manifests and images is served: %s', async (path) => {
  const dataDir = await temporaryFolder()
  mkdirSync(join(dataDir, 'firmware/esp32'), { recursive: true })
  writeFileSync(join(dataDir, 'marquee.db'), 'secret')
  writeFileSync(join(dataDir, 'firmware/esp32/key.pem'), 'secret')
  const hub = await startHub({ dataDir })
  const answer = await fetch(`${hub.httpUrl}/firmware/${path}`)
  expect(await answer.text()).not.toContain('secret')
})
