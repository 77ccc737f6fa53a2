import type { Page } from '#contract/page.ts'
import { usualShowMs } from './turn.ts'

/** Stands for a moment that was set elsewhere, as a date; it stays. */
export const asItIs = -1

/** A page that is being written. */
export interface PageDraft {
  readonly text: string
  readonly title: string
  readonly showMs: number
  readonly when: NonNullable<Page['when']>
  /** 0 is never. */
  readonly lifetimeMs: number
  /** 0 is never. */
  readonly ttlMs: number
  readonly overflow: NonNullable<Page['overflow']>
  readonly align: NonNullable<Page['align']>
  readonly backlight: 'unchanged' | NonNullable<Page['backlight']>
  /** The page as it was; what the form does not show stays. */
  readonly base: Omit<Page, 'text'>
}

export const emptyPageDraft: PageDraft = {
  text: '',
  title: '',
  showMs: usualShowMs,
  when: 'always',
  lifetimeMs: 0,
  ttlMs: 0,
  overflow: 'page',
  align: 'left',
  backlight: 'unchanged',
  base: {},
}

export function draftOfPage({ text, ...base }: Page): PageDraft {
  return {
    text,
    title: base.title ?? '',
    showMs: base.showMs ?? emptyPageDraft.showMs,
    when: base.when ?? emptyPageDraft.when,
    lifetimeMs: base.staleAt === undefined ? (base.lifetimeMs ?? 0) : asItIs,
    ttlMs: base.expiresAt === undefined ? (base.ttlMs ?? 0) : asItIs,
    overflow: base.overflow ?? emptyPageDraft.overflow,
    align: base.align ?? emptyPageDraft.align,
    backlight: base.backlight ?? emptyPageDraft.backlight,
    base,
  }
}

/** The JSON page of a draft. What is the default anyway is left out. */
export function pageOfDraft(draft: PageDraft): Page {
  const { text, title, showMs, when, lifetimeMs, ttlMs, overflow, align, backlight, base } = draft
  const { from, order, scrollMs, pageMs, staleAt, expiresAt } = base
  return {
    text,
    ...(title === '' ? {} : { title }),
    ...(from === undefined ? {} : { from }),
    ...(showMs === emptyPageDraft.showMs ? {} : { showMs }),
    ...(order === undefined ? {} : { order }),
    ...(when === emptyPageDraft.when ? {} : { when }),
    ...(lifetimeMs > 0 ? { lifetimeMs } : {}),
    ...(lifetimeMs === asItIs && staleAt !== undefined ? { staleAt } : {}),
    ...(ttlMs > 0 ? { ttlMs } : {}),
    ...(ttlMs === asItIs && expiresAt !== undefined ? { expiresAt } : {}),
    ...(align === emptyPageDraft.align ? {} : { align }),
    ...(overflow === emptyPageDraft.overflow ? {} : { overflow }),
    ...(scrollMs === undefined ? {} : { scrollMs }),
    ...(pageMs === undefined ? {} : { pageMs }),
    ...(backlight === 'unchanged' ? {} : { backlight }),
  }
}
