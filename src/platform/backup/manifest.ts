import { z } from 'zod'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const SqlName = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/)

// Archives come from outside: a path stays inside its folder.
const MemberPath = z.string().regex(/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/)

/** A file of the archive apart from the manifest and the stored files, which are named by their own digest. */
export const Member = z.strictObject({ path: MemberPath, sha256: Sha256, sizeBytes: z.int().min(0) })
export type Member = z.infer<typeof Member>

const AppliedMigration = z.strictObject({ name: z.string().regex(/^\d{6}_[a-z0-9_]+\.sql$/), digest: Sha256 })
export type AppliedMigration = z.infer<typeof AppliedMigration>

const Table = z.strictObject({
  name: SqlName,
  /** In the order of the file. Generated columns are computed again; those that mean something only on one server are left out. */
  columns: z.array(SqlName).min(1),
  rows: z.int().min(0),
  member: Member,
})
export type Table = z.infer<typeof Table>

const Sequence = z.strictObject({ name: SqlName, lastValue: z.int(), isCalled: z.boolean() })

const ProvinceArchive = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  schemaName: SqlName,
  code: z.string(),
  name: z.string(),
  hosts: z.array(z.string()),
  isDefault: z.boolean(),
  isDemo: z.boolean(),
  createdAt: z.string(),
  migrations: z.array(AppliedMigration),
  tables: z.array(Table),
  sequences: z.array(Sequence),
  files: z.strictObject({
    count: z.int().min(0),
    bytes: z.int().min(0),
    /** Digest and size of each file, one a line. */
    list: Member,
    /** Files that were missing or damaged already when the backup was made. */
    damaged: z.array(Sha256),
  }),
})
export type ProvinceArchive = z.infer<typeof ProvinceArchive>

export const formatVersion = 1

/** What an archive holds. It comes last and names every other part with its digest, so that an archive with a manifest is whole. */
export const Manifest = z.strictObject({
  format: z.literal('motcua-backup'),
  formatVersion: z.literal(formatVersion),
  programVersion: z.string(),
  serverVersion: z.string(),
  madeAt: z.string(),
  /** Of the secret of the installation, which is not in the archive. */
  secretFingerprint: z.string(),
  /** Of the secrets before it, under which some values may still lie. */
  earlierSecretFingerprints: z.array(z.string()).default([]),
  sharedMigrations: z.array(AppliedMigration),
  provinces: z.array(ProvinceArchive),
  jobs: z.strictObject({ count: z.int().min(0), member: Member }),
})
export type Manifest = z.infer<typeof Manifest>

export const manifestName = 'manifest.json'
/** The digest of the manifest, as `sha256sum -c` reads it. */
export const manifestDigestName = 'manifest.json.sha256'

export const filePathOf = (provinceKey: string, sha256: string): string =>
  `provinces/${provinceKey}/files/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`

export const membersOf = (manifest: Manifest): readonly Member[] => [
  ...manifest.provinces.flatMap((one) => [...one.tables.map((table) => table.member), one.files.list]),
  manifest.jobs.member,
]
