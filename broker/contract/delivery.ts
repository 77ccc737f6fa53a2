import * as z from 'zod/mini'
import { prioritySchema } from './message.ts'

/** The life of one message on its way to one display. `shown` may still become `dismissed` by a reader. */
export const deliveryStates = ['queued', 'sent', 'shown', 'dismissed', 'replaced', 'expired', 'rejected'] as const
export const deliveryStateSchema = z.enum(deliveryStates)
export type DeliveryState = z.infer<typeof deliveryStateSchema>

const count = z.int().check(z.gte(0))

/** What somebody answered to a message by a button of the board. */
export const answerSchema = z.object({
  input: z.exactOptional(z.string().check(z.describe('The button, if the board said which.'))),
  label: z.exactOptional(z.string().check(z.describe('What the answer is called in the message.'))),
  reply: z.string().check(z.describe('The `reply` of the action.')),
})
export type Answer = z.infer<typeof answerSchema>

/** Where one delivery stands. */
export const deliverySchema = z.object({
  state: deliveryStateSchema,
  ms: z.exactOptional(count.check(z.describe('Time from acceptance by the hub to this state, as the hub saw it.'))),
  reason: z.exactOptional(z.string()),
  answer: z.exactOptional(answerSchema.check(z.describe('Given after `ms`; the state is `dismissed` then.'))),
})
export type Delivery = z.infer<typeof deliverySchema>

/** The report of one message: `marquee/deliveries/<id>` and `GET /api/messages/:id`. */
export const reportSchema = z.object({
  id: z.string().check(z.describe('Id of the message.')),
  topic: z.string().check(z.describe('Where it was published; of a message to several targets, the first.')),
  to: z
    .array(z.string())
    .check(z.describe('Whom it is for, as selectors: `kitchen`, `group:floor2`, `all`, `!lobby`, `size:20x4`.')),
  sender: z.string().check(z.describe('Client id of whoever published it, or `api`.')),
  text: z.string().check(z.describe('Its text, shortened to 80 characters.')),
  priority: prioritySchema,
  acceptedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  complete: z.boolean().check(z.describe('Nothing is queued or sent any more.')),
  counts: z.object({
    queued: count,
    sent: count,
    shown: count,
    dismissed: count,
    replaced: count,
    expired: count,
    rejected: count,
  }),
  displays: z.record(z.string(), deliverySchema).check(z.describe('State per display.')),
  omitted: z.exactOptional(
    count.check(
      z.describe('Displays left out of this report over MQTT because nothing changed for them; ask over HTTP for all.'),
    ),
  ),
})
export type Report = z.infer<typeof reportSchema>

/** Why a publish was refused: `marquee/rejections`. */
export const rejectionSchema = z.object({
  topic: z.string(),
  clientId: z.string(),
  error: z.object({ code: z.string(), message: z.string(), field: z.exactOptional(z.string()) }),
})
export type Rejection = z.infer<typeof rejectionSchema>
