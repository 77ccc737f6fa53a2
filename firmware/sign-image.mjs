// Makes keys for updates over the air, signs images with them and writes what the hub offers to boards.
//   node firmware/sign-image.mjs keys <private-key.pem>
//   node firmware/sign-image.mjs sign <private-key.pem> <firmware.bin> <folder>
// `keys` prints the public key as it stands in config.h. `sign` writes <folder>/<board>/manifest.json and the image beside
// it; board and version are those that the image says of itself.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const maxImageBytes = { esp8266: 1_044_464 }
const maxOtherImageBytes = 0x1e0000

class Refusal extends Error {}

/** The public key as an uncompressed point: 130 hexadecimal digits. */
function publicPoint(privateKey) {
  const { x, y } = createPublicKey(privateKey).export({ format: 'jwk' })
  return Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]).toString('hex')
}

function readKey(path) {
  const key = createPrivateKey(readFileSync(path))
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Refusal(`${path} is no key of the curve P-256`)
  return key
}

function makeKeys(path) {
  if (existsSync(path)) throw new Refusal(`${path} exists. A lost key cannot be made again, so it is not overwritten.`)
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  writeFileSync(path, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' })
  console.log(`#define MARQUEE_UPDATE_KEY "${publicPoint(privateKey)}"`)
}

/** What the image says of itself (core/update/image-tag.h). */
function readTag(image, path) {
  const tag = /\x7Fmarquee-image board=([a-z0-9_-]{1,32}) version=([^ ;]{1,32});/.exec(image.toString('latin1'))
  if (!tag) throw new Refusal(`${path} does not say which board and version it is: is it an image of Marquee?`)
  return { board: tag[1], version: tag[2] }
}

/** Replaced as a whole, so that no board reads half a manifest. */
function replaceFile(path, content) {
  writeFileSync(`${path}.part`, content)
  renameSync(`${path}.part`, path)
}

function signImage(keyPath, imagePath, folder) {
  const key = readKey(keyPath)
  const image = readFileSync(imagePath)
  const { board, version } = readTag(image, imagePath)
  const most = maxImageBytes[board] ?? maxOtherImageBytes
  if (image.length > most) throw new Refusal(`${imagePath} has ${image.length} bytes, ${board} has room for ${most}`)
  const name = `marquee-${version}.bin`
  const manifest = {
    version,
    size: image.length,
    sha256: createHash('sha256').update(image).digest('hex'),
    signature: sign('sha256', image, key).toString('hex'),
    url: `/firmware/${board}/${name}`,
  }
  mkdirSync(join(folder, board), { recursive: true })
  replaceFile(join(folder, board, name), image)
  replaceFile(join(folder, board, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  console.log(`${board} ${version}: ${join(folder, board, 'manifest.json')}`)
}

const [command, ...paths] = process.argv.slice(2)
try {
  if (command === 'keys' && paths.length === 1) makeKeys(...paths)
  else if (command === 'sign' && paths.length === 3) signImage(...paths)
  else
    throw new Refusal('usage: sign-image.mjs keys <private-key.pem> | sign <private-key.pem> <firmware.bin> <folder>')
} catch (error) {
  if (!(error instanceof Refusal) && error.code !== 'ENOENT') throw error
  console.error(`sign-image: ${error.message}`)
  process.exitCode = 1
}
