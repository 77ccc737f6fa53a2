import { useEffect, useState } from 'preact/hooks'
import { callHub } from '../hub/hub.ts'
import { notice, sentence } from '../ui/notice.tsx'
import type { Display } from './display.ts'

const secondThoughtsMs = 4000

/** Stops a virtual display, or forgets one that is offline. Asks once more before it does. */
export function RemoveDisplay({ display, name }: { readonly display: Display; readonly name: string }) {
  const [isAsking, setAsking] = useState(false)
  useEffect(() => {
    if (!isAsking) return undefined
    const timer = setTimeout(() => setAsking(false), secondThoughtsMs)
    return () => clearTimeout(timer)
  }, [isAsking])
  if (!display.virtual && display.presence !== 'offline') return null
  const action = display.virtual ? 'Stop' : 'Forget'
  const remove = async (): Promise<void> => {
    if (!isAsking) {
      setAsking(true)
      return
    }
    setAsking(false)
    const answer = await callHub(display.virtual ? 'stopVirtualDisplay' : 'forgetDisplay', { id: display.id })
    if (!answer.ok) notice.value = sentence(answer.error.message)
  }
  return (
    <button
      type="button"
      class={`btn btn-ghost h-11 shrink-0 px-3 font-medium md:h-10 ${isAsking ? 'text-error' : ''}`}
      aria-label={`${action} ${name}${isAsking ? ', press again to confirm' : ''}`}
      onClick={() => void remove()}
    >
      {isAsking ? `${action} it?` : action}
    </button>
  )
}
