const objectKeys = new Set(Object.getOwnPropertyNames(Object.prototype))

/** Names that mean something to JavaScript objects; stock Aedes keeps client ids and filters as keys of such objects (GHSA-52qw-whmv-87c5). */
export function isObjectKey(name: string): boolean {
  return objectKeys.has(name)
}
