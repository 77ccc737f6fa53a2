import { endedFor, session } from '../session/session.ts'
import { Entry, EntryLink } from './entry.tsx'
import { LogInForm } from './log-in-form.tsx'

/** Asks who is there. It comes over the page where a log-in has ended. */
export function LogInPage() {
  const hasEnded = endedFor.value !== undefined
  return (
    <Entry
      isOver={hasEnded}
      title={hasEnded ? 'You have been logged out' : 'Log in'}
      {...(hasEnded ? { lead: 'Log in again to go on where you were; what you typed is still there.' } : {})}
    >
      <LogInForm />
      <div class="flex flex-wrap justify-center gap-x-6">
        <EntryLink to="/recover">Forgotten your password?</EntryLink>
        {session.value?.signUp === 'open' && <EntryLink to="/sign-up">Make an account</EntryLink>}
      </div>
    </Entry>
  )
}
