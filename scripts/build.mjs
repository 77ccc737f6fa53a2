// Builds what `npm start` runs: the dashboard (dist/dashboard), the hub and the command line (dist/broker); and the client
// that programs import (dist/client).
// `--if-stale` builds only when a source is newer than the last build, `--quiet` prints errors alone.
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stamp = join(root, 'dist/.built')
const sources = [
  'broker',
  'client',
  'dashboard',
  'firmware/core/wasm',
  'scripts/build.mjs',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
]
const say = process.argv.includes('--quiet') ? () => {} : (text) => console.log(text)

function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

function isFresh() {
  if (!existsSync(stamp)) return false
  // A published package has no sources, so what it carries is what there is.
  const present = sources.map((name) => join(root, name)).filter((path) => existsSync(path))
  return present.every((path) => newest(path) <= statSync(stamp).mtimeMs)
}

async function buildBroker(build) {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: 'dist/broker',
      emptyOutDir: true,
      target: 'node20',
      sourcemap: true,
      rolldownOptions: { input: { main: 'broker/main.ts', cli: 'broker/cli.ts' } },
    },
  })
  copyFileSync(join(root, 'firmware/core/wasm/display-core.wasm'), join(root, 'dist/broker/display-core.wasm'))
}

/** One file without imports, for Node and browsers, and what it declares. */
async function buildClient(build) {
  const { register } = await import('tsx/esm/api')
  const unregister = register()
  const { routes } = await import('../client/routes.ts')
  const { declarations } = await import('../client/declarations.ts')
  await unregister()
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    plugins: [
      {
        name: 'routes',
        enforce: 'pre',
        // The result in place of the contract, whose schemas nobody needs to call the hub.
        load: (id) => (id.endsWith('/client/routes.ts') ? `export const routes = ${JSON.stringify(routes)}` : null),
      },
    ],
    build: {
      outDir: 'dist/client',
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      lib: { entry: 'client/client.ts', formats: ['es'], fileName: 'client' },
    },
  })
  writeFileSync(join(root, 'dist/client/client.d.ts'), declarations())
}

async function compress(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !/\.(html|js|css|svg|json|wasm|webmanifest)$/.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = readFileSync(path)
    if (bytes.length < 1024) continue
    writeFileSync(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }))
    writeFileSync(`${path}.br`, await promisify(brotliCompress)(bytes))
  }
}

if (process.argv.includes('--if-stale') && isFresh()) process.exit(0)
const startedAt = new Date()
const { build } = await import('vite')
say('Building the dashboard and the hub …')
rmSync(stamp, { force: true })
await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
await compress(join(root, 'dist/dashboard'))
await buildBroker(build)
await buildClient(build)
// What changed while the build ran is not in it.
writeFileSync(stamp, `${startedAt.toISOString()}\n`)
utimesSync(stamp, startedAt, startedAt)
say(`Built in ${((Date.now() - startedAt.getTime()) / 1000).toFixed(1)} s.`)
