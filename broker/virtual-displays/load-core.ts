import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileDisplayCore } from '#display-core/display-core.ts'
import { packageRoot } from '../package-info.ts'

const fileName = 'display-core.wasm'

/** Reads and compiles the display core: the one beside the bundle, or the one in the sources. */
export async function loadDisplayCore(): Promise<WebAssembly.Module> {
  return compileDisplayCore(new Uint8Array(await readFile(findDisplayCore())))
}

function findDisplayCore(): string {
  const places = [...foldersUpToRoot(dirname(fileURLToPath(import.meta.url))), join(packageRoot, 'firmware/core/wasm')]
  const path = places.map((folder) => join(folder, fileName)).find((candidate) => existsSync(candidate))
  if (path === undefined) throw new Error(`${fileName} is missing; run \`npm run build\` in ${packageRoot}`)
  return path
}

function foldersUpToRoot(folder: string): string[] {
  return folder === packageRoot || dirname(folder) === folder ? [] : [folder, ...foldersUpToRoot(dirname(folder))]
}
