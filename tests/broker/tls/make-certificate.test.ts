import { X509Certificate } from 'node:crypto'
import { chmodSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { expect, test } from 'vitest'
import { ran } from '../cli/fake-io.ts'
import { certificateForTest, temporaryFolder } from './certificate-of-a-test.ts'

test('the certificate of the hub is signed by its authority, for its names alone', async () => {
  const made = await certificateForTest()
  const [hub, authority] = [made.certFile, made.authorityFile].map((file) => new X509Certificate(readFileSync(file)))
  if (hub === undefined || authority === undefined) throw new Error('there are two')
  expect(hub.verify(authority.publicKey)).toBe(true)
  expect(hub.checkIssued(authority)).toBe(true)
  expect([hub.ca, authority.ca]).toEqual([false, true])
  expect(hub.checkHost('localhost')).toBe('localhost')
  expect(hub.checkIP('127.0.0.1')).toBe('127.0.0.1')
  expect(hub.checkHost('elsewhere')).toBeUndefined()
  expect(made.authorityFingerprint).toBe(authority.fingerprint256)
  createSecureContext({ cert: readFileSync(made.certFile), key: readFileSync(made.keyFile) })
})

test('nobody else can read the keys', async () => {
  const folder = temporaryFolder()
  await certificateForTest(folder)
  for (const name of ['authority-key.pem', 'hub-key.pem', 'hub.pem', 'authority.pem'])
    expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600)
  chmodSync(join(folder, 'hub-key.pem'), 0o644)
  await certificateForTest(folder)
  expect(statSync(join(folder, 'hub-key.pem')).mode & 0o777).toBe(0o600)
})

test('a second certificate is of the same authority, so that boards need nothing new', async () => {
  const folder = temporaryFolder()
  const [first, second] = [await certificateForTest(folder), await certificateForTest(folder)]
  expect([first.isRenewal, second.isRenewal]).toEqual([false, true])
  expect(second.authorityFingerprint).toBe(first.authorityFingerprint)
  expect(second.fingerprint).not.toBe(first.fingerprint)
})

test('prints what the hub and what a board needs', async () => {
  const folder = temporaryFolder()
  const argv = ['certificate', 'marquee.local', '192.0.2.7', '--folder', folder]
  const { exitCode, lines } = await ran('http://localhost', argv)
  expect(exitCode).toBe(0)
  expect(lines).toContain(`  MARQUEE_TLS_CERT=${join(folder, 'hub.pem')}`)
  const { subjectAltName, fingerprint256 } = new X509Certificate(readFileSync(join(folder, 'hub.pem')))
  expect(subjectAltName).toBe('DNS:marquee.local, IP Address:192.0.2.7')
  expect(lines.join('\n')).toContain(fingerprint256)
  const define = lines.slice(lines.findIndex((line) => line.includes('#define MARQUEE_HUB_AUTHORITY')) + 1)
  const literal = define.slice(0, define.findIndex((line) => !line.endsWith('\\')) + 1)
  const pem = literal.map((line) => JSON.parse(line.replace(/\s*\\?$/, ''))).join('')
  expect(pem).toBe(readFileSync(join(folder, 'authority.pem'), 'utf8'))
})

test('a name that is none is refused', async () => {
  const { exitCode, faults } = await ran('http://localhost', [
    'certificate',
    'two words',
    '--folder',
    temporaryFolder(),
  ])
  expect(exitCode).toBe(1)
  expect(faults.join()).toContain('neither a host name nor an address')
})
