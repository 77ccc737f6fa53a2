/** Runs an action at the press of a key, unless the user is typing or a dialog is open. */
export function listenForShortcuts(actions: Readonly<Record<string, () => void>>): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (isTyping(event.target) || document.querySelector('dialog[open]') !== null) return
    const action = actions[event.key]
    if (action === undefined) return
    event.preventDefault()
    action()
  }
  addEventListener('keydown', onKeyDown)
  return () => removeEventListener('keydown', onKeyDown)
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
