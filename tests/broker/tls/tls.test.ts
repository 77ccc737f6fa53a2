import { readFileSync, writeFileSync } from 'node:fs'
import { get, request } from 'node:https'
import { connect as connectPlain } from 'node:net'
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls'
import { connectAsync } from 'mqtt'
import { expect, onTestFinished, test, vi } from 'vitest'
import { limits } from '../../../broker/limits.ts'
import { createLog } from '../../../broker/log.ts'
import { openCertificateFiles } from '../../../broker/tls/certificate-files.ts'
import { makeCertificate } from '../../../broker/tls/make-certificate.ts'
import { startHub } from '../../support/hub.ts'
import { certificateForTest, temporaryFolder } from './certificate-of-a-test.ts'

type Made = Awaited<ReturnType<typeof certificateForTest>>

async function startSecureHub() {
  const made = await certificateForTest()
  const hub = await startHub({ tls: made, mqttsPort: 0 })
  return { made, hub }
}

/** Status and headers of an answer over HTTPS. */
function read(
  url: string,
  ca: string,
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }> {
  return new Promise((resolve, reject) => {
    get(url, { ca }, (response) => {
      let body = ''
      response.on('data', (chunk) => {
        body += String(chunk)
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    }).on('error', reject)
  })
}

function shown(port: number, { authority }: Made): Promise<PeerCertificate> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect({ port, host: '127.0.0.1', ca: authority }, () => {
      resolve(socket.getPeerCertificate())
      socket.destroy()
    })
    socket.on('error', reject)
  })
}

test('HTTP, WebSocket and MQTT speak TLS to whoever trusts the authority, and to nobody else', async () => {
  const { hub, made } = await startSecureHub()
  const health = await read(`${hub.httpUrl}/healthz`, made.authority)
  expect(health).toMatchObject({ status: 200, body: '{"status":"ok"}' })
  expect(health.headers['strict-transport-security']).toMatch(/^max-age=\d+$/)
  for (const url of [hub.wsUrl, `mqtts://127.0.0.1:${hub.mqttsPort}`]) {
    const client = await connectAsync(url, { ca: made.authority, reconnectPeriod: 0 })
    await client.subscribeAsync('marquee/status')
    await client.endAsync()
    await expect(connectAsync(url, { reconnectPeriod: 0 }, false)).rejects.toThrow()
  }
  await expect(read(`${hub.httpUrl}/healthz`, (await certificateForTest()).authority)).rejects.toThrow()
})

test.each([
  ['for another name', ['elsewhere.example'], new Date(), 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['that has expired', ['localhost', '127.0.0.1'], new Date('2020-01-01'), 'CERT_HAS_EXPIRED'],
])('whoever checks it refuses a certificate %s', async (_what, names, made, code) => {
  const files = await makeCertificate(temporaryFolder(), names, made)
  const hub = await startHub({ tls: files, mqttsPort: 0 })
  const url = `mqtts://127.0.0.1:${hub.mqttsPort}`
  await expect(connectAsync(url, { ca: files.authority, reconnectPeriod: 0 }, false)).rejects.toMatchObject({ code })
})

test('virtual displays of the hub connect to it over TLS', async () => {
  const { hub, made } = await startSecureHub()
  const status = await new Promise((resolve, reject) => {
    const call = request(`${hub.httpUrl}/api/virtual-displays`, { method: 'POST', ca: made.authority }, (response) =>
      resolve(response.resume().statusCode),
    )
    call.on('error', reject).end('{"count":1}')
  })
  expect(status).toBe(201)
})

test('whoever speaks plain HTTP or MQTT to a TLS port is cut off, and the hub goes on', async () => {
  const { hub, made } = await startSecureHub()
  for (const port of [hub.httpPort, hub.mqttsPort]) {
    const socket = connectPlain(port, '127.0.0.1')
    socket.on('error', () => undefined)
    onTestFinished(() => void socket.destroy())
    socket.end('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await new Promise<void>((resolve) => socket.resume().once('close', () => resolve()))
  }
  expect((await read(`${hub.httpUrl}/healthz`, made.authority)).status).toBe(200)
})

test('the same rules hold over TLS: without credentials a foreign client id is refused', async () => {
  const made = await certificateForTest()
  const hub = await startHub({ tls: made, mqttsPort: 0, trustLoopback: false })
  const url = `mqtts://127.0.0.1:${hub.mqttsPort}`
  const login = { username: 'kitchen', password: 'mqd_wrong', clientId: 'kitchen' }
  await expect(connectAsync(url, { ca: made.authority, reconnectPeriod: 0, ...login }, false)).rejects.toThrow()
})

test('a newer certificate is shown to whoever comes then, and one that is not good is not taken', async () => {
  const made = await certificateForTest()
  const seen: string[] = []
  const log = createLog('silent')
  vi.spyOn(log, 'error').mockImplementation((...args: unknown[]) => void seen.push(String(args[1])))
  const files = openCertificateFiles(made, log, { intervalMs: 20 })
  onTestFinished(files.close)
  const changes: string[] = []
  files.onChanged(({ cert }) => changes.push(cert))
  const before = files.current
  writeFileSync(made.certFile, 'not a certificate')
  await expect.poll(() => seen.length).toBeGreaterThan(0)
  expect(files.current).toBe(before)
  expect(seen.join()).toContain('the one before stays in use')
  const renewed = await certificateForTest(made.certFile.replace(/\/[^/]+$/, ''))
  await expect.poll(() => changes.at(-1)).toBe(readFileSync(renewed.certFile, 'utf8'))
  expect(files.current.cert).not.toBe(before.cert)
})

test('a hub that runs takes the new certificate on all its ports', async () => {
  const { hub, made } = await startSecureHub()
  const before = await shown(hub.httpPort, made)
  const renewed = await certificateForTest(made.certFile.replace(/\/[^/]+$/, ''))
  for (const port of [hub.httpPort, hub.mqttsPort])
    await expect
      .poll(async () => (await shown(port, made)).fingerprint256, { timeout: 3 * limits.checkCertificateIntervalMs })
      .toBe(renewed.fingerprint)
  expect(before.fingerprint256).not.toBe(renewed.fingerprint)
})

test.each([
  ['a file that is not there', 'missing.pem', 'MARQUEE_TLS_CERT'],
  ['a certificate that is none', 'authority-key.pem', 'are not a certificate and its key'],
])('a hub does not start with %s', async (_what, name, says) => {
  const folder = temporaryFolder()
  const { keyFile } = await certificateForTest(folder)
  await expect(startHub({ tls: { certFile: `${folder}/${name}`, keyFile } })).rejects.toThrow(says)
})
