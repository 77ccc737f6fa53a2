/** The id of the search box of a page that has one. */
export const searchBoxId = 'search-box'

/** Puts the cursor into the search box; false if the page has none. */
export function focusSearch(): boolean {
  const input = document.getElementById(searchBoxId)
  input?.focus()
  return input !== null
}
