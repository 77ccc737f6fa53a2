import type { Page } from '#contract/page.ts'

/** The page that is being edited; without `page` it is a new one. */
export interface EditedPage {
  readonly owner: string
  readonly name: string
  readonly page?: Page
}
