import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { callHub } from '../hub/hub.ts'
import type { AnswerOf } from '../hub/worker-messages.ts'
import { administersHub } from '../session/session.ts'
import { Field, FormFault } from '../ui/field.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { filledIn, useSubmission } from '../ui/submission.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { AuditRow } from './audit-row.tsx'

type Page = AnswerOf<'listAudit'>

const pageSize = '50'

/** Who did what, the newest first. */
export function AuditPage() {
  const { fault, isBusy, run } = useSubmission()
  const shown = useSignal<Page | undefined>(undefined)
  const filter = useSignal<Readonly<Record<string, string>>>({})
  const read = async (before?: string): Promise<void> => {
    const query = { ...filter.value, limit: pageSize, ...(before === undefined ? {} : { before }) }
    const page = (await run(() => callHub('listAudit', { query })))?.value
    if (page === undefined) return
    const earlier = before === undefined ? [] : (shown.value?.entries ?? [])
    shown.value = { ...page, entries: [...earlier, ...page.entries] }
  }
  useEffect(() => void read(), [])
  if (!administersHub.value) return <p class="text-muted py-24 text-center">This is for administrators.</p>
  const search = (event: SubmitEvent): void => {
    event.preventDefault()
    filter.value = filledIn(event.currentTarget as HTMLFormElement)
    void read()
  }
  const { entries = [], next } = shown.value ?? {}
  return (
    <div class="mx-auto max-w-4xl">
      <PageTitle title="Audit log" detail="Who did what, the newest first" />
      <form class="mb-4 grid items-end gap-3 sm:grid-cols-[1fr_1fr_auto]" onSubmit={search} noValidate>
        <Field label="Done by" name="actor" autoComplete="off" placeholder="a name" />
        <Field label="Done to" name="subject" autoComplete="off" placeholder="an id or an e-mail address" />
        <SubmitButton isBusy={isBusy.value}>Filter</SubmitButton>
      </form>
      <FormFault fault={fault.value} />
      {shown.value !== undefined && entries.length === 0 ? (
        <p class="text-muted rounded-box border border-base-300 bg-base-100 px-6 py-16 text-center">
          Nothing like that was noted.
        </p>
      ) : (
        <ol class="divide-y divide-base-300 rounded-box border border-base-300 bg-base-100 px-4">
          {entries.map((entry) => (
            <AuditRow key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
      {next !== undefined && (
        <button type="button" class="btn mx-auto mt-4 flex h-11" onClick={() => void read(next)}>
          Older
        </button>
      )}
    </div>
  )
}
