/** What most browsers call themselves, the more particular names first: most also claim to be another one. */
const browsers = ['Edg', 'OPR', 'Firefox', 'Chromium', 'Chrome', 'Safari'] as const
const names: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera' }
const systems = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'] as const

/** "Firefox on Linux", as far as a User-Agent tells. */
export function browserName(userAgent: string): string {
  const browser = browsers.find((name) => userAgent.includes(`${name}/`))
  const system = systems.find((name) => userAgent.includes(name))
  if (browser === undefined) return userAgent.slice(0, 60) || 'Unknown'
  return `${names[browser] ?? browser}${system === undefined ? '' : ` on ${system}`}`
}
