import * as z from 'zod/mini'
import { friendlyNameSchema } from './boards.ts'
import { maxTextBytes } from './bounds.ts'
import { displayIdSchema, groupIdSchema, nameSchema } from './ids.ts'
import { targetSchema } from './message.ts'
import type { Operation } from './operation.ts'
import { pageSchema } from './page.ts'
import { utf8Bytes } from './text-size.ts'

const describe = z.describe

/** A page as the hub knows it, whoever made it. */
export const pageViewSchema = z.object({
  name: z.string(),
  to: z.string().check(describe('Whose page it is, as a selector: `kitchen`, `group:floor2` or `all`.')),
  source: z
    .enum(['hub', 'mqtt', 'playlist'])
    .check(describe('Made over HTTP, published retained, or from a playlist.')),
  playlist: z.exactOptional(z.string()),
  page: pageSchema.check(describe('As it was made, live values as placeholders.')),
  text: z.string().check(describe('Its text as displays have it now.')),
  updatedAt: z.iso.datetime().check(describe('When that last changed.')),
  stale: z.boolean().check(describe('Its lifetime is over; displays mark it.')),
  overfull: z.exactOptional(
    z
      .array(z.string())
      .check(describe('Displays of it that have more pages than they hold, at most 20: they leave some out.')),
  ),
})
export type PageView = z.infer<typeof pageViewSchema>

export const playlistPageSchema = z.strictObject({ name: nameSchema, ...pageSchema.shape })

/** Pages that several displays show together. */
export const playlistSchema = z.strictObject({
  name: z.exactOptional(friendlyNameSchema),
  to: targetSchema.check(describe('Whose pages they become.')),
  pages: z
    .array(playlistPageSchema)
    .check(
      z.minLength(1),
      z.maxLength(20),
      describe('In the order in which they are shown; `order` need not be given.'),
    ),
  enabled: z.exactOptional(
    z.boolean().check(describe('Default true. `false` takes its pages away and keeps the list.')),
  ),
})
export type Playlist = z.infer<typeof playlistSchema>
export const playlistViewSchema = z.object({ id: z.string(), ...playlistSchema.shape, updatedAt: z.iso.datetime() })
export type PlaylistView = z.infer<typeof playlistViewSchema>

export const renderSchema = z.strictObject({
  text: z.string().check(
    z.minLength(1),
    z.refine((value) => utf8Bytes(value) <= maxTextBytes, {
      params: { code: 'too_long', maxBytes: maxTextBytes },
    }),
  ),
})
export const renderedSchema = z.object({
  text: z.string(),
  values: z
    .array(
      z.object({
        placeholder: z.string(),
        topic: z.string(),
        value: z.exactOptional(z.string().check(describe('Missing if nothing was published there yet.'))),
        fault: z.exactOptional(z.string().check(describe('Why it cannot be shown.'))),
      }),
    )
    .check(describe('Each placeholder of the text.')),
})
export type Rendered = z.infer<typeof renderedSchema>

const name = { name: nameSchema }
const display = { id: displayIdSchema, ...name }
const group = { id: groupIdSchema, ...name }
const playlist = { id: groupIdSchema }

/** Pages and playlists. */
export const pageOperations = {
  listPages: {
    method: 'get',
    path: '/api/pages',
    summary: 'Every page, of displays, groups and all',
    access: 'viewer',
    query: { display: 'Only those that this display shows.' },
    responses: { 200: z.object({ pages: z.array(pageViewSchema) }) },
  },
  putPageOfAll: {
    method: 'put',
    path: '/api/displays/all/pages/{name}',
    summary: 'Make or change a page of every display',
    access: 'operator',
    about: 'all',
    params: name,
    body: pageSchema,
    responses: { 200: pageViewSchema },
  },
  deletePageOfAll: {
    method: 'delete',
    path: '/api/displays/all/pages/{name}',
    summary: 'Take a page of every display away',
    access: 'operator',
    about: 'all',
    params: name,
    responses: { 204: 'Gone' },
  },
  putPage: {
    method: 'put',
    path: '/api/displays/{id}/pages/{name}',
    summary: 'Make or change a page of a display',
    access: 'operator',
    about: 'display',
    params: display,
    body: pageSchema,
    responses: { 200: pageViewSchema },
  },
  deletePage: {
    method: 'delete',
    path: '/api/displays/{id}/pages/{name}',
    summary: 'Take a page of a display away',
    access: 'operator',
    about: 'display',
    params: display,
    responses: { 204: 'Gone' },
  },
  putGroupPage: {
    method: 'put',
    path: '/api/groups/{id}/pages/{name}',
    summary: 'Make or change a page of a group',
    access: 'operator',
    about: 'group',
    params: group,
    body: pageSchema,
    responses: { 200: pageViewSchema },
  },
  deleteGroupPage: {
    method: 'delete',
    path: '/api/groups/{id}/pages/{name}',
    summary: 'Take a page of a group away',
    access: 'operator',
    about: 'group',
    params: group,
    responses: { 204: 'Gone' },
  },
  listPlaylists: {
    method: 'get',
    path: '/api/playlists',
    summary: 'Every playlist',
    access: 'viewer',
    responses: { 200: z.object({ playlists: z.array(playlistViewSchema) }) },
  },
  putPlaylist: {
    method: 'put',
    path: '/api/playlists/{id}',
    summary: 'Make or change a playlist; its displays show it at once',
    access: 'operator',
    audit: 'playlist.changed',
    params: playlist,
    body: playlistSchema,
    responses: { 200: playlistViewSchema },
  },
  deletePlaylist: {
    method: 'delete',
    path: '/api/playlists/{id}',
    summary: 'Delete a playlist and take its pages away',
    access: 'operator',
    audit: 'playlist.deleted',
    params: playlist,
    responses: { 204: 'Deleted' },
  },
  renderText: {
    method: 'post',
    path: '/api/render',
    summary: 'What a text with live values looks like now',
    access: 'operator',
    body: renderSchema,
    responses: { 200: renderedSchema },
  },
} as const satisfies Record<string, Operation>
