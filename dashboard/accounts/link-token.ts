/** The token of the link that the page was opened with. It is after the `#`, which browsers send to nobody. */
export function linkToken(): string | undefined {
  const token = location.hash.slice(1)
  return token === '' ? undefined : token
}

/** Takes the token out of the address and the history, once it has been used. */
export function dropLinkToken(): void {
  history.replaceState(null, '', location.pathname)
}
