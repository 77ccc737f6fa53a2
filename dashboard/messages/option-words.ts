import type { Message } from '#contract/message.ts'
import { duration } from '../ui/duration.ts'

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** How a message is shown, as far as that is not as usual: pairs of a name and its value. */
export function optionWords(message: Message): readonly (readonly [string, string])[] {
  const { priority, hold, showMs, minShowMs, repeat, overflow, align, backlight, sound, key, actions = [] } = message
  const words: readonly (readonly [string, string | undefined])[] = [
    ['Priority', priority === 'normal' || priority === undefined ? undefined : upperFirst(priority)],
    ['Shown for', hold === true ? 'Until dismissed' : showMs === undefined ? undefined : duration(showMs)],
    ['At least', minShowMs === undefined ? undefined : duration(minShowMs)],
    ['Runs through', repeat === undefined ? undefined : `${repeat} times`],
    ['Long text', overflow === undefined ? undefined : { page: 'Pages', scroll: 'Scrolls', cut: 'Cut' }[overflow]],
    ['Align', align === undefined ? undefined : { left: 'Left', center: 'Centre', right: 'Right' }[align]],
    ['Backlight', backlight === undefined ? undefined : upperFirst(backlight)],
    ['Sound', sound?.split(':')[0]],
    ['Key', key],
    ['Answers', actions.length === 0 ? undefined : actions.map(({ input, label }) => `${input}: ${label}`).join(', ')],
  ]
  return words.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
}
