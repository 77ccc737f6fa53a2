import * as z from 'zod/mini'
import { maxPasswordLength, minPasswordLength } from './bounds.ts'
import { displayIdSchema, groupIdSchema } from './ids.ts'

/** What people and programs may do: a viewer reads, an operator also sends, an administrator also configures. */
export const roleSchema = z.enum(['viewer', 'operator', 'administrator'])
export type Role = z.infer<typeof roleSchema>

export const maxReachEntries = 1000

/** The displays and groups that somebody is limited to. Where it is missing, somebody reaches everything. */
export const reachSchema = z.strictObject({
  displays: z.array(displayIdSchema).check(z.maxLength(maxReachEntries)),
  groups: z.array(groupIdSchema).check(z.maxLength(maxReachEntries)),
})
export type ReachView = z.infer<typeof reachSchema>

/** The name of a person, as messages and the audit log tell it: one line of 1 to 64 characters. */
export const personNameSchema = z.string().check(z.trim(), z.minLength(1), z.maxLength(64), z.regex(/^\P{C}*$/u))
export const emailSchema = z.string().check(z.trim(), z.toLowerCase(), z.maxLength(254), z.email())
export const passwordSchema = z.string().check(z.minLength(minPasswordLength), z.maxLength(maxPasswordLength))
/** A password that is only compared: an old one may be shorter than a new one has to be. */
const givenPasswordSchema = z.string().check(z.minLength(1), z.maxLength(maxPasswordLength))
/** The secret part of a link. */
const linkTokenSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{20,100}$/))

const moment = z.iso.datetime()

/** A person as administrators see them. */
export const userViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  role: roleSchema,
  reach: z.exactOptional(reachSchema),
  disabled: z.boolean().check(z.describe('Cannot log in.')),
  secondFactor: z.boolean().check(z.describe('Asked for a code of an authenticator app at log-in.')),
  createdAt: moment,
})
export type UserView = z.infer<typeof userViewSchema>

/** Who is calling, and what a page needs to know before anybody has logged in. */
export const sessionViewSchema = z.object({
  claimed: z.boolean().check(z.describe('There is an administrator. Until then the hub waits to be claimed.')),
  claimNeedsCode: z.boolean().check(z.describe('Claiming from here takes the one-time code of the log.')),
  signUp: z.enum(['invite', 'open', 'closed']),
  sendsMail: z.boolean(),
  principal: z
    .nullable(
      z.object({
        kind: z.enum(['user', 'token', 'local', 'anyone']),
        name: z.string(),
        role: z.string(),
        reach: z.exactOptional(reachSchema),
      }),
    )
    .check(z.describe('`null` is nobody: the page has to ask for a log-in, or to claim the hub.')),
  user: z.exactOptional(userViewSchema.check(z.describe('The person who has logged in.'))),
  expiresAt: z.exactOptional(moment.check(z.describe('When the log-in ends, unless it is used again before.'))),
})
export type SessionView = z.infer<typeof sessionViewSchema>

export const claimSchema = z.strictObject({
  code: z.exactOptional(z.string().check(z.maxLength(64), z.describe('The one-time code that the log shows.'))),
  name: personNameSchema,
  email: emailSchema,
  password: passwordSchema,
})
export type Claim = z.infer<typeof claimSchema>

export const logInSchema = z.strictObject({
  email: emailSchema,
  password: givenPasswordSchema,
  remember: z.exactOptional(z.boolean().check(z.describe('`false` ends with the browser, at the latest in a day.'))),
})
export type LogIn = z.infer<typeof logInSchema>

export const logInAnswerSchema = z.object({
  next: z.enum(['done', 'second_factor']).check(z.describe('Whether a code of the authenticator app is still needed.')),
})

export const secondFactorCodeSchema = z.strictObject({
  code: z
    .string()
    .check(z.trim(), z.regex(/^[0-9A-Za-z-]{6,32}$/), z.describe('Six digits, or one of the backup codes.')),
})
export type SecondFactorCode = z.infer<typeof secondFactorCodeSchema>

export const signUpSchema = z.strictObject({
  invitation: z.exactOptional(linkTokenSchema.check(z.describe('The token of the invitation link, after its `#`.'))),
  name: personNameSchema,
  email: emailSchema,
  password: passwordSchema,
})
export type SignUp = z.infer<typeof signUpSchema>

export const signUpAnswerSchema = z.object({
  next: z.enum(['done', 'verify_email']).check(z.describe('Whether a link in a mail has to be followed first.')),
})

export const changePasswordSchema = z.strictObject({ current: givenPasswordSchema, password: passwordSchema })
export type ChangePassword = z.infer<typeof changePasswordSchema>
export const confirmPasswordSchema = z.strictObject({ password: givenPasswordSchema })
export type ConfirmPassword = z.infer<typeof confirmPasswordSchema>
export const emailOnlySchema = z.strictObject({ email: emailSchema })
export type EmailOnly = z.infer<typeof emailOnlySchema>
export const recoverSchema = z.strictObject({ token: linkTokenSchema, password: passwordSchema })
export type Recover = z.infer<typeof recoverSchema>
export const linkTokenOnlySchema = z.strictObject({ token: linkTokenSchema })
export type LinkTokenOnly = z.infer<typeof linkTokenOnlySchema>

/** What an authenticator app needs; told once. */
export const secondFactorSetUpSchema = z.object({
  uri: z.string().check(z.describe('`otpauth://…`, for a QR code.')),
  backupCodes: z.array(z.string()).check(z.describe('Each works once in place of a code.')),
})

/** One log-in of a person. */
export const loginViewSchema = z.object({
  id: z.string(),
  current: z.boolean().check(z.describe('The one that this request comes with.')),
  address: z.string(),
  userAgent: z.string(),
  createdAt: moment,
  expiresAt: moment,
})

export const newUserSchema = z.strictObject({
  name: personNameSchema,
  email: emailSchema,
  password: passwordSchema,
  role: roleSchema,
  reach: z.exactOptional(reachSchema),
})
export type NewUser = z.infer<typeof newUserSchema>

export const userChangesSchema = z.strictObject({
  name: personNameSchema,
  role: roleSchema,
  reach: z.exactOptional(reachSchema),
  disabled: z.boolean(),
})
export type UserChanges = z.infer<typeof userChangesSchema>

export const newInvitationSchema = z.strictObject({
  email: z.exactOptional(emailSchema.check(z.describe('Only this address may use it; with mail set up, it is sent.'))),
  role: roleSchema,
  reach: z.exactOptional(reachSchema),
})
export type NewInvitation = z.infer<typeof newInvitationSchema>

export const invitationViewSchema = z.object({
  id: z.string(),
  email: z.exactOptional(z.string()),
  role: roleSchema,
  reach: z.exactOptional(reachSchema),
  invitedBy: z.string(),
  createdAt: moment,
  expiresAt: moment,
})
export type InvitationView = z.infer<typeof invitationViewSchema>

/** A link that works once; it cannot be read again. */
export const linkSchema = z.object({
  url: z.string().check(z.describe('With the address of `MARQUEE_PUBLIC_URL`, or of this machine.')),
  path: z.string().check(z.describe('The same without it, for a page that knows a better one.')),
  expiresAt: moment,
  mailed: z.boolean(),
})
export type LinkView = z.infer<typeof linkSchema>

export const mqttTicketRequestSchema = z.strictObject({
  clientId: z
    .string()
    .check(z.regex(/^web-[A-Za-z0-9_-]{8,60}$/), z.describe('The client id of the CONNECT that will use the ticket.')),
})
export type MqttTicketRequest = z.infer<typeof mqttTicketRequestSchema>

/** What a page connects to MQTT with. */
export const mqttTicketSchema = z.object({
  ticket: z
    .nullable(z.string())
    .check(
      z.describe('The password of one CONNECT. `null` where none is needed: before the claim and in open access.'),
    ),
  expiresAt: z.exactOptional(moment),
})
export type MqttTicket = z.infer<typeof mqttTicketSchema>

export const auditEntrySchema = z.object({
  id: z.string(),
  at: moment,
  actor: z.string(),
  action: z.string(),
  subject: z.exactOptional(z.string()),
  details: z.exactOptional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
})
