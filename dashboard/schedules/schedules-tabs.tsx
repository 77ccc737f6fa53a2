import { SectionTabs } from '../ui/section-tabs.tsx'

const tabs = [
  ['/schedules', 'Schedules'],
  ['/quiet-hours', 'Quiet hours'],
] as const

/** What happens by the clock: messages that are sent, and hours in which none are shown. */
export function SchedulesTabs() {
  return <SectionTabs label="By the clock" tabs={tabs} />
}
