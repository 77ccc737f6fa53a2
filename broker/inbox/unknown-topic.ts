import type { ErrorBody } from '#contract/errors.ts'
import { isDisplayId, isName } from '#contract/ids.ts'
import { topicTable } from '#contract/topic-table.ts'

const displayPaths = Object.values(topicTable)
  .filter((rule) => rule.direction !== 'hub')
  .map((rule) => rule.path.replace('+', '<name>'))
const idRule = 'lower-case letters, digits, _ and -, at most 32, beginning with a letter or digit'

/** Says what is wrong with a topic below `displays/` or `marquee/` that is not in the table. */
export function describeUnknownTopic(topic: string): ErrorBody {
  const [root, id = '', second = ''] = topic.split('/')
  if (root === 'marquee') {
    return {
      code: 'unknown_topic',
      message: `${topic} is no topic of Marquee; below marquee/ there are status, deliveries/<id> and rejections`,
    }
  }
  if (id === 'group' ? !isName(second) : id !== 'all' && !isDisplayId(id)) {
    const [kind, name] = id === 'group' ? ['group', second] : ['display', id]
    return { code: 'unknown_topic', message: `"${name}" in ${topic} cannot be a ${kind}: ${idRule}` }
  }
  return {
    code: 'unknown_topic',
    message: `${topic} is no topic of Marquee; below displays/<id>/ there are ${displayPaths.join(', ')}`,
  }
}
