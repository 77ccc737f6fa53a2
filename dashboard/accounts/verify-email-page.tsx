import { useState } from 'preact/hooks'
import { callHub } from '../hub/hub.ts'
import { useLoaded } from '../ui/loaded.ts'
import { sentence } from '../ui/notice.tsx'
import { Entry, EntryLink } from './entry.tsx'
import { dropLinkToken, linkToken } from './link-token.ts'

/** Verifies the e-mail address of whoever follows the link of a mail. */
export function VerifyEmailPage() {
  const [token] = useState(linkToken)
  const { value, fault } = useLoaded(async () => {
    const answer = await callHub('verifyEmail', { body: { token: token ?? '' } })
    if (!answer.ok) return answer
    dropLinkToken()
    return { ok: true as const, value: true }
  })
  if (fault.value !== undefined) {
    return (
      <Entry title="This link is not good" lead={sentence(fault.value.message)}>
        <EntryLink to="/">Log in</EntryLink>
      </Entry>
    )
  }
  if (value.value === undefined) return null
  return (
    <Entry title="Your e-mail address is verified" lead="Your account is ready.">
      <EntryLink to="/">Log in</EntryLink>
    </Entry>
  )
}
