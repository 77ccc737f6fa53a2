import { useLayoutEffect, useRef } from 'preact/hooks'
import { utf8Bytes } from '#contract/text-size.ts'
import { layOut, layoutNotes } from '../composer/previews.tsx'
import type { SizeInUse } from '../composer/recipients.ts'
import { TextField } from '../composer/text-field.tsx'
import { inserted } from './live-placeholder.ts'
import { LiveValueHelper } from './live-value-helper.tsx'
import type { PageDraft } from './page-draft.ts'
import { PageOptions } from './page-options.tsx'
import type { LiveText } from './rendered-text.ts'

interface PageFormProps {
  readonly draft: PageDraft
  readonly live: LiveText
  readonly sizes: readonly SizeInUse[]
  readonly hasFocus: boolean
  readonly onChange: (change: Partial<PageDraft>) => void
}

/** The text of a page, its live values, and how it is shown. */
export function PageForm({ draft, live, sizes, hasFocus, onChange }: PageFormProps) {
  const textArea = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    if (hasFocus) textArea.current?.focus()
  }, [])
  const written = { text: live.text, options: { align: draft.align, overflow: draft.overflow } }
  const { pages, substitutions } = layoutNotes(written, layOut(written, sizes))
  const insert = (placeholder: string): void => {
    const area = textArea.current
    const from = area?.selectionStart ?? draft.text.length
    const { text, cursor } = inserted(draft.text, placeholder, from, area?.selectionEnd ?? from)
    onChange({ text })
    requestAnimationFrame(() => {
      area?.focus()
      area?.setSelectionRange(cursor, cursor)
    })
  }
  return (
    <>
      <TextField
        inputRef={textArea}
        text={draft.text}
        bytes={utf8Bytes(draft.text)}
        pages={pages}
        substitutions={substitutions}
        onChange={(text) => onChange({ text })}
      />
      <LiveValueHelper live={live} onInsert={insert} />
      <PageOptions draft={draft} onChange={onChange} />
    </>
  )
}
