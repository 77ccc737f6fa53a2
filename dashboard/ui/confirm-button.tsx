import { useEffect, useState } from 'preact/hooks'

const secondThoughtsMs = 4000

interface ConfirmButtonProps {
  /** What it does, in one word or two: `Revoke`. */
  readonly action: string
  /** To what, for those who cannot see where the button is. */
  readonly subject: string
  readonly onConfirm: () => void
  readonly class?: string
}

/** Asks once more before it does something that cannot be undone. */
export function ConfirmButton({
  action,
  subject,
  onConfirm,
  class: classes = 'btn-ghost font-medium',
}: ConfirmButtonProps) {
  const [isAsking, setAsking] = useState(false)
  useEffect(() => {
    if (!isAsking) return undefined
    const timer = setTimeout(() => setAsking(false), secondThoughtsMs)
    return () => clearTimeout(timer)
  }, [isAsking])
  return (
    <button
      type="button"
      class={`btn h-11 shrink-0 px-3 md:h-10 ${classes} ${isAsking ? 'text-error' : ''}`}
      aria-label={`${action} ${subject}${isAsking ? ', press again to confirm' : ''}`}
      onClick={() => {
        setAsking(!isAsking)
        if (isAsking) onConfirm()
      }}
    >
      {isAsking ? `${action}?` : action}
    </button>
  )
}
