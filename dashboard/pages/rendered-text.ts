import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Rendered } from '#contract/page-operations.ts'
import { callHub } from '../hub/hub.ts'

const settleMs = 400
const againMs = 2000

/** What a text with live values looks like now. */
export interface LiveText {
  readonly text: string
  readonly values: Rendered['values']
  /** Why the hub does not take the text. */
  readonly fault?: string
}

/** A text that is being written, known by a key while it changes. */
export interface WrittenText {
  readonly key: string
  readonly text: string
}

export function hasLiveValues(text: string): boolean {
  return text.includes('{{')
}

/**
 * What texts look like now. The hub is asked when typing pauses, and again every 2 s; until it answers a text looks as
 * it did before.
 */
export function useLiveTexts(texts: readonly WrittenText[]): (written: WrittenText) => LiveText {
  const known = useSignal<ReadonlyMap<string, LiveText>>(new Map())
  const asked = texts.filter(({ text }) => hasLiveValues(text))
  useEffect(() => {
    let isOver = false
    let timer: ReturnType<typeof setTimeout>
    const askAll = async (): Promise<void> => {
      for (const { key, text } of asked) {
        const answer = await callHub('renderText', { body: { text } })
        if (isOver) return
        const live = answer.ok ? answer.value : { text, values: [], fault: answer.error.message }
        known.value = new Map(known.value).set(key, live)
      }
      timer = setTimeout(() => void askAll(), againMs)
    }
    if (asked.length > 0) timer = setTimeout(() => void askAll(), settleMs)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [JSON.stringify(asked)])
  return ({ key, text }) => (hasLiveValues(text) ? known.value.get(key) : undefined) ?? { text, values: [] }
}
