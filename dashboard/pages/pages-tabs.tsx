import { SectionTabs } from '../ui/section-tabs.tsx'

const tabs = [
  ['/pages', 'Pages'],
  ['/playlists', 'Playlists'],
] as const

/** What stays on displays: single pages, and lists of them. */
export function PagesTabs() {
  return <SectionTabs label="Pages and playlists" tabs={tabs} />
}
