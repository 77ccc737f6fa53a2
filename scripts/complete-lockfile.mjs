// Keeps package-lock.json complete: a registry mirror that does not carry the packages of every platform makes npm leave
// them out of the lock file, and `npm ci` then refuses it everywhere. Adds what is missing; `--check` only says so.
import { readFileSync, writeFileSync } from 'node:fs'

const path = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(path, 'utf8'))
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

/** The platform that a package is for, as its name says: `@biomejs/cli-linux-arm64-musl`. */
function platformOf(name) {
  const words = name.split('/').at(-1).split(/[-.]/)
  const os = words.filter((word) => systems.includes(word))
  const cpu = words.filter((word) => processors.includes(word))
  return { ...(cpu.length > 0 ? { cpu } : {}), ...(os.length > 0 ? { os } : {}) }
}

const missing = Object.entries(lock.packages).flatMap(([parent, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(
      ([name]) => !(`node_modules/${name}` in lock.packages) && !(`${parent}/node_modules/${name}` in lock.packages),
    )
    .map(([name, version]) => ({ name, version, isDev: entry.dev === true })),
)

if (missing.length > 0 && process.argv.includes('--check')) {
  console.error(`package-lock.json lacks ${missing.map(({ name }) => name).join(', ')}. Run npm run fix.`)
  process.exit(1)
}
for (const { name, version, isDev } of missing) {
  if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name}@${version} is optional; add its exact version by hand`)
  lock.packages[`node_modules/${name}`] = {
    version,
    ...platformOf(name),
    ...(isDev ? { dev: true } : {}),
    optional: true,
  }
}
if (missing.length > 0) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
}
