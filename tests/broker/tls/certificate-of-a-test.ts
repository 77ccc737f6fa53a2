import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { makeCertificate } from '../../../broker/tls/make-certificate.ts'

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'marquee-tls-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A certificate for this machine in a folder of its own. */
export function certificateForTest(folder = temporaryFolder()) {
  return makeCertificate(folder, ['localhost', '127.0.0.1'], new Date())
}
