/** Copies a text; `near` is where a field may stand for a moment. Answers whether it went well. */
export async function copyText(text: string, near: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Without TLS there is no clipboard for pages; the older way works on what is selected.
    const field = document.createElement('textarea')
    field.value = text
    near.after(field)
    field.select()
    const isCopied = document.execCommand('copy')
    field.remove()
    if (near instanceof HTMLElement) near.focus()
    return isCopied
  }
}
