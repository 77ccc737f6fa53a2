import { useEffect } from 'preact/hooks'
import type { Answer } from '../hub/worker-messages.ts'
import { type Loaded, useLoaded } from './loaded.ts'

const everyMs = 3000

/** What the hub answers to a question that is asked again every 3 s while somebody looks: changes of others are seen. */
export function useFresh<T>(ask: () => Promise<Answer<T>>): Loaded<T> {
  const loaded = useLoaded(ask)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isGone = false
    const again = async (): Promise<void> => {
      if (!document.hidden) await loaded.reload()
      if (!isGone) timer = setTimeout(() => void again(), everyMs)
    }
    timer = setTimeout(() => void again(), everyMs)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [])
  return loaded
}
