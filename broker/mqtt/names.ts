/** Names that mean something to JavaScript objects; stock Aedes keeps client ids and filters as keys of such objects (GHSA-52qw-whmv-87c5). */
export function isObjectKey(name: string): boolean {
  return name in Object.prototype
}
