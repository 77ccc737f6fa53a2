/** What the reasons of boards and hub mean to people. */
const reasons: Readonly<Record<string, string>> = {
  expired_before_acceptance: 'it was too late already when the hub got it',
  not_shown_in_time: 'it was not shown in time',
  payload_too_large: 'it is larger than the display takes',
  newer_text: 'a newer text came',
  same_key: 'a newer message with the same key came',
  queue_full: 'too much was waiting for the display',
  display_forgotten: 'the display was removed',
  dismissed_by_sender: 'it was taken back',
  quiet_hours: 'waits for the end of the quiet hours',
  too_many_messages: 'the hub had too many messages to follow',
  expired: 'its time was over',
  // Boards that have nothing to add name the state itself.
  dismissed: '',
  replaced: '',
}

/** Why a delivery ended as it did, in plain words; a reason that is not known here is passed on as it is. */
export function reasonText(reason: string | undefined): string {
  if (reason === undefined) return ''
  return reasons[reason] ?? reason.replaceAll('_', ' ')
}
