import { Option } from 'commander'
import { deliveryStates } from '#contract/delivery.ts'
import { priorities } from '#contract/message.ts'

/** Filters of the history, query parameters under the same name. */
export function historyFilters(): Option[] {
  return [
    new Option('--display <id>', 'only what was for this display'),
    new Option('--group <name>', 'only what was sent to this group'),
    new Option('--sender <name>', 'only from this sender'),
    new Option('--priority <priority>', 'only of this priority').choices(priorities),
    new Option('--state <state>', 'only what is in this state on some display').choices(deliveryStates),
    new Option('--since <time>', 'accepted at this time or later, ISO 8601'),
    new Option('--until <time>', 'accepted before this time, ISO 8601'),
  ]
}

/** What was given of the filters and of the words, as a query. */
export function historyQuery(
  words: readonly string[],
  given: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const names = historyFilters().map((option) => option.attributeName())
  const query = names.filter((name) => given[name] !== undefined).map((name) => [name, String(given[name])])
  return { ...(words.length === 0 ? {} : { text: words.join(' ') }), ...Object.fromEntries(query) }
}
