import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import {
  auditEntrySchema,
  invitationViewSchema,
  linkSchema,
  newInvitationSchema,
  newUserSchema,
  userChangesSchema,
  userViewSchema,
} from './people.ts'

const users = z.object({ users: z.array(userViewSchema) })
const invitations = z.object({ invitations: z.array(invitationViewSchema) })
const newInvitation = z.object({ invitation: invitationViewSchema, link: linkSchema })
const auditPage = z.object({ entries: z.array(auditEntrySchema), next: z.exactOptional(z.string()) })

/** What administrators do with people. */
export const peopleOperations = {
  listUsers: {
    method: 'get',
    path: '/api/users',
    summary: 'Everybody who has an account',
    access: 'administrator',
    responses: { 200: users },
  },
  addUser: {
    method: 'post',
    path: '/api/users',
    summary: 'Make an account for somebody',
    access: 'administrator',
    body: newUserSchema,
    responses: { 201: userViewSchema },
  },
  changeUser: {
    method: 'put',
    path: '/api/users/{id}',
    summary: 'Change name, role and reach of somebody, or lock them out; it counts at once',
    access: 'administrator',
    body: userChangesSchema,
    responses: { 200: userViewSchema },
  },
  deleteUser: {
    method: 'delete',
    path: '/api/users/{id}',
    summary: 'Delete an account',
    access: 'administrator',
    responses: { 204: 'Deleted' },
  },
  endLoginsOfUser: {
    method: 'delete',
    path: '/api/users/{id}/logins',
    summary: 'Log somebody out everywhere',
    access: 'administrator',
    responses: { 204: 'Logged out' },
  },
  removeSecondFactorOfUser: {
    method: 'delete',
    path: '/api/users/{id}/second-factor',
    summary: 'Let somebody log in without the authenticator app that they lost',
    access: 'administrator',
    responses: { 204: 'Turned off' },
  },
  createRecoveryLink: {
    method: 'post',
    path: '/api/users/{id}/recovery',
    summary: 'Make a link with which somebody sets a new password',
    access: 'administrator',
    responses: { 201: linkSchema },
  },
  listInvitations: {
    method: 'get',
    path: '/api/invitations',
    summary: 'Invitations that nobody has used yet',
    access: 'administrator',
    responses: { 200: invitations },
  },
  createInvitation: {
    method: 'post',
    path: '/api/invitations',
    summary: 'Invite somebody; the link is told once',
    access: 'administrator',
    body: newInvitationSchema,
    responses: { 201: newInvitation },
  },
  deleteInvitation: {
    method: 'delete',
    path: '/api/invitations/{id}',
    summary: 'Take an invitation back',
    access: 'administrator',
    responses: { 204: 'Taken back' },
  },
  listAudit: {
    method: 'get',
    path: '/api/audit',
    summary: 'Who did what, the newest first',
    access: 'administrator',
    query: {
      limit: 'Entries in the answer, 1 to 500. Default 100.',
      before: 'The `next` of the page before.',
      actor: 'Only what this one did.',
      subject: 'Only what was done to this one.',
    },
    responses: { 200: auditPage },
  },
} as const satisfies Record<string, Operation>
