import { layoutText } from '#display-core/display-core.ts'
import { sizeText } from '../displays/display-size.ts'
import { displayCoreModule } from './display-core-module.ts'
import { type Draft, messageOf } from './draft.ts'
import { Preview } from './preview.tsx'
import type { SizeInUse } from './recipients.ts'

export const mostPreviews = 6

/** What decides how a text is laid out. */
type Written = Pick<Draft, 'text' | 'options'>

/** The layout of the text on one size of display. */
export interface LaidOut {
  readonly size: SizeInUse
  readonly layout: ReturnType<typeof layoutText>
}

/** Lays the text out on each size; empty until the display core is there. */
export function layOut(draft: Written, sizes: readonly SizeInUse[]): readonly LaidOut[] {
  const module = displayCoreModule.value
  if (module === undefined || draft.text === '') return []
  return sizes.slice(0, mostPreviews).map((size) => ({
    size,
    layout: layoutText(module, draft.text, size, draft.options),
  }))
}

/** One preview per size of display among the recipients. */
export function Previews({ draft, laidOut }: { readonly draft: Written; readonly laidOut: readonly LaidOut[] }) {
  const module = displayCoreModule.value
  if (module === undefined || laidOut.length === 0) {
    return (
      <p class="text-muted m-auto py-3 text-center text-sm md:py-16">
        {draft.text === '' ? 'The preview appears as you write.' : 'Choose a display to see the preview.'}
      </p>
    )
  }
  const message = messageOf({ ...draft, to: [] })
  return laidOut.map(({ size, layout }) => (
    <div
      key={size.key}
      class="shrink-0 snap-center max-md:w-[min(100%,22rem)] max-md:only:w-full max-md:[&:not(:only-child)]:w-[88%] md:w-full"
    >
      <Preview module={module} size={size} message={message} layout={layout} />
    </div>
  ))
}

/** "2 pages on 16×2 · 1 page on 20×4", and which characters a display has no glyph for. */
export function layoutNotes(
  draft: Written,
  laidOut: readonly LaidOut[],
): { readonly pages: string; readonly substitutions: readonly string[] } {
  const pages = laidOut.map(({ size, layout }) => `${fitText(draft, layout.pages.length)} on ${sizeText(size)}`)
  const sizesOf = new Map<string, string[]>()
  for (const { size, layout } of laidOut) {
    if (layout.substituted.length === 0) continue
    const characters = layout.substituted.map((character) => `“${character}”`).join(' ')
    sizesOf.set(characters, [...(sizesOf.get(characters) ?? []), `${sizeText(size)} ${size.rom}`])
  }
  const substitutions = [...sizesOf].map(([characters, sizes]) => {
    const where = laidOut.length > 1 && sizes.length === laidOut.length ? 'all of these displays' : sizes.join(', ')
    return `${characters} drawn as something else on ${where}`
  })
  return { pages: [...new Set(pages)].join(' · '), substitutions }
}

function fitText(draft: Written, pages: number): string {
  if (draft.options.overflow === 'scroll') return 'scrolls if long'
  return pages === 1 ? '1 page' : `${pages} pages`
}
