import { minPasswordLength } from '#contract/bounds.ts'
import type { ErrorBody } from '#contract/errors.ts'
import { Field } from '../ui/field.tsx'

export const newAccountFields = ['name', 'email', 'password']

/** Who somebody is and what they log in with. */
export function NewAccountFields({
  fault,
  email,
}: {
  readonly fault: ErrorBody | undefined
  readonly email?: string | undefined
}) {
  return (
    <>
      <Field label="Your name" name="name" autoComplete="name" hint="The audit log names you by it." fault={fault} />
      <Field
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        fault={fault}
        {...(email === undefined ? {} : { value: email })}
      />
      <NewPasswordField fault={fault} />
    </>
  )
}

/** A password to be set. */
export function NewPasswordField({
  fault,
  label = 'Password',
}: {
  readonly fault: ErrorBody | undefined
  readonly label?: string
}) {
  return (
    <Field
      label={label}
      name="password"
      type="password"
      autoComplete="new-password"
      hint={`At least ${minPasswordLength} characters; a few words are good.`}
      fault={fault}
    />
  )
}
