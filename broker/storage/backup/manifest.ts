import * as z from 'zod/mini'

/** The form of a backup; a version of Marquee reads this one and no other. */
export const backupFormat = 1
export const manifestName = 'manifest.json'
export const maxManifestBytes = 65_536

/** What is in a backup, and how to tell that it is whole. */
export const manifestSchema = z.object({
  format: z.literal(backupFormat),
  marquee: z.string(),
  createdAt: z.iso.datetime(),
  files: z
    .array(
      z.object({
        name: z.enum(['marquee.db', 'mqtt.db']),
        bytes: z.int(),
        sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
        /** The number of its schema. */
        schema: z.int(),
      }),
    )
    .check(z.minLength(1), z.maxLength(2)),
})
export type Manifest = z.infer<typeof manifestSchema>
export type BackedUpFile = Manifest['files'][number]
