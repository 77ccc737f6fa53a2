/** Who sent a message: the name it carries, and who the hub says it was if that is somebody else. */
export function senderText({
  sender,
  message: { from },
}: {
  readonly sender: string
  readonly message: { readonly from?: string }
}): string {
  if (from === undefined || from === sender) return sender
  return `${from} (${sender})`
}
