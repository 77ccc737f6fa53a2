import * as z from 'zod/mini'
import { friendlyNameSchema } from './boards.ts'
import { displayIdSchema, groupIdSchema } from './ids.ts'
import type { Operation } from './operation.ts'

const describe = z.describe
const reach = z.maxLength(1000)

export const tokenRoles = ['viewer', 'operator', 'administrator', 'bridge'] as const
const roleSchema = z.enum(tokenRoles)

/** What an API token is asked for with. Without `displays` and `groups` it reaches all displays. */
export const createTokenSchema = z.strictObject({
  name: friendlyNameSchema,
  role: roleSchema.check(describe('What it may do: read, send, configure; `bridge` is for another broker.')),
  displays: z.exactOptional(z.array(displayIdSchema).check(reach, describe('The displays that it is limited to.'))),
  groups: z.exactOptional(z.array(groupIdSchema).check(reach, describe('The groups that it is limited to.'))),
  expiresInDays: z.exactOptional(
    z.nullable(z.int().check(z.gte(1), z.lte(3650))).check(describe('Default 90; `null` is for ever.')),
  ),
})
export type CreateToken = z.infer<typeof createTokenSchema>

/** An API token without its secret. */
export const tokenViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  displays: z.exactOptional(z.array(z.string())),
  groups: z.exactOptional(z.array(z.string())),
  created: z.iso.datetime(),
  expires: z.exactOptional(z.iso.datetime()),
  expired: z.boolean(),
  lastUsed: z.exactOptional(z.iso.datetime().check(describe('To the minute.'))),
})
export type TokenView = z.infer<typeof tokenViewSchema>

export const tokensSchema = z.object({ tokens: z.array(tokenViewSchema) })
export const createdTokenSchema = z.object({
  ...tokenViewSchema.shape,
  token: z.string().check(describe('`mqt_…`: password over MQTT, bearer over HTTP. Told once.')),
})
export type CreatedToken = z.infer<typeof createdTokenSchema>

const token = { id: z.string().check(z.regex(/^[a-z0-9]{12}$/)) }

export const tokenOperations = {
  listTokens: {
    method: 'get',
    path: '/api/tokens',
    summary: 'API tokens, without their secrets',
    access: 'administrator',
    responses: { 200: tokensSchema },
  },
  createToken: {
    method: 'post',
    path: '/api/tokens',
    summary: 'Make an API token, for a script or another broker',
    access: 'administrator',
    body: createTokenSchema,
    responses: { 201: createdTokenSchema },
  },
  revokeToken: {
    method: 'delete',
    path: '/api/tokens/{id}',
    summary: 'Revoke an API token; its connections are closed',
    access: 'administrator',
    params: token,
    responses: { 204: 'Revoked' },
  },
} as const satisfies Record<string, Operation>
