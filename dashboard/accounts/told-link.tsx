import type { LinkView } from '#contract/people.ts'
import { clockTime } from '../ui/clock-time.ts'
import { CopyText } from '../ui/copy-text.tsx'

/** A link for somebody else. It is told once. */
export function ToldLink({ link, label }: { readonly link: LinkView; readonly label: string }) {
  return (
    <div class="flex flex-col gap-3">
      <CopyText label={label} text={`${location.origin}${link.path}`} />
      <p class="text-muted text-sm">
        {link.mailed ? 'It has been mailed as well. ' : 'Pass it on yourself; it is not shown again. '}
        It works once, until {clockTime(Date.parse(link.expiresAt), Date.now())}.
      </p>
    </div>
  )
}
