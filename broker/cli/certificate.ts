import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { CommandFault } from './command-fault.ts'
import { addDataOptions, readDataOptions } from './data-options.ts'
import type { Io } from './io.ts'

const hostPattern = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:.]+)$/

export function addCertificateCommand(program: Command, io: Io): void {
  const command = program
    .command('certificate')
    .description('Make a certificate for a hub on a LAN, and the authority that boards and browsers trust it by.')
    .argument('[names...]', 'host names and addresses of the hub (default: those of this machine)')
    .addOption(new Option('--folder <folder>', 'where the files go (default: tls in the data directory)'))
  addDataOptions(command).action(async (given: string[], { folder }: { folder?: string }) => {
    const { dataDir, json } = readDataOptions(command, io)
    const names = given.length > 0 ? given : ownNames()
    for (const name of names) checkName(name)
    // Loaded here, because no other command signs anything.
    const { makeCertificate } = await import('../tls/make-certificate.ts')
    const made = await makeCertificate(folder ?? join(dataDir, 'tls'), names, new Date())
    if (json) return io.out(JSON.stringify(made))
    for (const line of describe(made)) io.out(line)
  })
}

type Made = Awaited<ReturnType<typeof import('../tls/make-certificate.ts')['makeCertificate']>>

function describe(made: Made): string[] {
  const { certFile, keyFile, authorityFile, authority, authorityFingerprint, fingerprint, names, expires, isRenewal } =
    made
  return [
    `A certificate for ${names.join(', ')}, good until ${expires.toISOString().slice(0, 10)}. Start the hub with`,
    '',
    `  MARQUEE_TLS_CERT=${certFile}`,
    `  MARQUEE_TLS_KEY=${keyFile}`,
    '  MARQUEE_MQTTS_PORT=8883',
    '',
    'A hub that runs with these files takes the new ones by itself.',
    `SHA-256 of the certificate: ${fingerprint}`,
    `SHA-256 of its authority:   ${authorityFingerprint}`,
    '',
    isRenewal
      ? `Boards and browsers that trust ${authorityFile} need nothing new.`
      : `Boards, browsers and programs have to trust the authority, ${authorityFile}. For firmware/config.h:`,
    ...(isRenewal
      ? []
      : [
          '',
          ...asDefine(authority),
          '',
          'For programs in Node.js, `marquee` among them:',
          '',
          `  NODE_EXTRA_CA_CERTS=${authorityFile}`,
        ]),
  ]
}

function asDefine(pem: string): string[] {
  const rows = pem.trimEnd().split(/\r?\n/)
  return [
    '  #define MARQUEE_HUB_AUTHORITY \\',
    ...rows.map((row, index) => `    "${row}\\n"${index < rows.length - 1 ? ' \\' : ''}`),
  ]
}

/** What the hub is probably reached by: its name, the same in mDNS, its addresses, and this machine itself. */
function ownNames(): string[] {
  const name = hostname().toLowerCase()
  const plain = name.replace(/\.local$/, '')
  const addresses = Object.values(networkInterfaces()).flatMap((entries = []) =>
    entries.filter(({ address }) => !address.startsWith('fe80:')).map(({ address }) => address),
  )
  return [...new Set([`${plain.split('.')[0]}.local`, name, 'localhost', ...addresses])].filter((each) =>
    hostPattern.test(each),
  )
}

function checkName(name: string): void {
  if (hostPattern.test(name)) return
  const message = `"${name}" is neither a host name nor an address; give what browsers and boards reach the hub by`
  throw new CommandFault({ code: 'invalid_value', field: 'names', message })
}
