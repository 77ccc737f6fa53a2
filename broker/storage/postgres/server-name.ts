/** What a server is called in sentences: `PostgreSQL at host:5432/marquee`, without user and password. */
export function nameOfServer(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url)
  const host = hostname === '' ? (searchParams.get('host') ?? 'localhost') : hostname
  return `PostgreSQL at ${host}${port === '' ? '' : `:${port}`}${pathname}`
}
