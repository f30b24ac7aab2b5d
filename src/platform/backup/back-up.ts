import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type pg from 'pg'
import type { ServerAddress } from '../database/connection.ts'
import { advisoryLockOfMigrations } from '../database/migrate.ts'
import type { FileStore } from '../files/file-store.ts'
import { advisoryLockOfSweep } from '../files/file-store.ts'
import { withBackupClient } from './backup-client.ts'
import { BackupProblem } from './backup-problem.ts'
import { quoted, sequencesOf, type TableShape, tableExists, tablesOf } from './catalogue.ts'
import { copyOut } from './copy-rows.ts'
import {
  type AppliedMigration,
  filePathOf,
  formatVersion,
  type Manifest,
  manifestDigestName,
  manifestName,
  type ProvinceArchive,
  type Table,
} from './manifest.ts'
import { linesOf, severalAtOnce, syncFolder, writeMember, writePackedMember } from './members.ts'

export type BackupOptions = {
  readonly server: ServerAddress
  /** Where the files of a province lie. */
  readonly files: (provinceKey: string) => FileStore | Promise<FileStore>
  /** The archive: made now, or an empty folder. */
  readonly folder: string
  readonly secretFingerprint: string
  readonly earlierSecretFingerprints?: readonly string[]
  readonly programVersion: string
  readonly madeAt: string
}

type ProvinceRow = Pick<
  ProvinceArchive,
  'key' | 'schemaName' | 'code' | 'name' | 'hosts' | 'isDefault' | 'isDemo' | 'createdAt'
>

const provincesQuery = `
  select key, schema_name as "schemaName", code, name, hosts, is_default as "isDefault", is_demo as "isDemo",
    created_at::text as "createdAt"
  from public.province order by created_at, key`

const migrationsOf = async (client: pg.Client, table: string): Promise<readonly AppliedMigration[]> =>
  (await client.query<AppliedMigration>(`select name, digest from ${table} order by name`)).rows

const backUpTable = async (
  client: pg.Client,
  archive: string,
  province: ProvinceRow,
  { name, columns }: TableShape,
): Promise<Table> => {
  const table = `${quoted(province.schemaName)}.${quoted(name)}`
  const counted = await client.query<{ rows: string }>(`select count(*)::text as rows from ${table}`)
  const rows = copyOut(client, `copy ${table} (${columns.map(quoted).join(', ')}) to stdout`)
  const member = await writePackedMember(archive, `provinces/${province.key}/tables/${name}.copy.gz`, rows)
  return { name, columns: [...columns], rows: Number(counted.rows[0]?.rows), member }
}

/** Everything of a province that lies in the database. Of its files only the list: they never change, and are copied afterwards. */
const backUpRows = async (client: pg.Client, archive: string, province: ProvinceRow): Promise<ProvinceArchive> => {
  const tables: Table[] = []
  for (const shape of await tablesOf(client, province.schemaName)) {
    tables.push(await backUpTable(client, archive, province, shape))
  }
  const schema = quoted(province.schemaName)
  const list = copyOut(
    client,
    `copy (select sha256, size_bytes from ${schema}.stored_file where destroyed_at is null order by sha256) to stdout`,
  )
  const listed = await writeMember(archive, `provinces/${province.key}/files.tsv`, list)
  const files = { count: 0, bytes: 0, list: listed, damaged: [] }
  const migrations = [...(await migrationsOf(client, `${schema}.schema_migration`))]
  const sequences = [...(await sequencesOf(client, province.schemaName))]
  return { ...province, migrations, tables, sequences, files }
}

/** All pending jobs, those under way too: a job may run twice, and the deed behind it was committed. */
const jobsQuery = `
  select t.identifier, j.payload, q.queue_name, j.run_at, j.max_attempts, j.key, j.priority, array(select jsonb_object_keys(j.flags))
  from graphile_worker._private_jobs j
  join graphile_worker._private_tasks t on t.id = j.task_id
  left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
  order by j.id`

const backUpJobs = async (client: pg.Client, archive: string): Promise<Manifest['jobs']> => {
  const counted = await client.query<{ jobs: string }>(
    'select count(*)::text as jobs from graphile_worker._private_jobs',
  )
  const member = await writePackedMember(archive, 'jobs.copy.gz', copyOut(client, `copy (${jobsQuery}) to stdout`))
  return { count: Number(counted.rows[0]?.jobs), member }
}

type Rows = Pick<Manifest, 'sharedMigrations' | 'provinces' | 'jobs' | 'serverVersion'>

/** One moment of the whole database: what is committed later is not seen, and no migration runs meanwhile. */
const backUpDatabase = (server: ServerAddress, archive: string): Promise<Rows> =>
  withBackupClient(server, async (client) => {
    const lock = await client.query<{ free: boolean }>('select pg_try_advisory_lock_shared($1) as free', [
      advisoryLockOfMigrations,
    ])
    if (lock.rows[0]?.free !== true) {
      throw new BackupProblem(
        'backup.migration-runs',
        'The tables are being brought up to date at this moment; try again afterwards.',
        'Đang cập nhật cấu trúc cơ sở dữ liệu; hãy sao lưu lại sau khi xong.',
      )
    }
    await client.query('begin isolation level repeatable read read only')
    if (!(await tableExists(client, 'public.province'))) throw nothingThere()
    const { rows } = await client.query<ProvinceRow>(provincesQuery)
    if (rows.length === 0) throw nothingThere()
    const provinces: ProvinceArchive[] = []
    for (const province of rows) provinces.push(await backUpRows(client, archive, province))
    const jobs = await backUpJobs(client, archive)
    const sharedMigrations = [...(await migrationsOf(client, 'public.shared_migration'))]
    const version = await client.query<{ version: string }>("select current_setting('server_version') as version")
    await client.query('commit')
    return { provinces, jobs, sharedMigrations, serverVersion: version.rows[0]?.version ?? '' }
  })

export const nothingThere = (): BackupProblem =>
  new BackupProblem(
    'backup.nothing-there',
    'There is no province in this installation: check MOTCUA_DATA and DATABASE_URL.',
    'Chưa có tỉnh nào trong hệ thống này. Hãy kiểm tra MOTCUA_DATA và DATABASE_URL.',
  )

const filesAtOnce = 6

/** Copies the listed files; each must have the content its name promises. One that has not is left out and named. */
const backUpFiles = async (
  options: BackupOptions,
  archive: string,
  province: ProvinceArchive,
): Promise<ProvinceArchive> => {
  const store = await options.files(province.key)
  const damaged: string[] = []
  let count = 0
  let bytes = 0
  const folders = new Set<string>()
  const copy = async (line: string): Promise<void> => {
    const [sha256 = '', size] = line.split('\t')
    const path = filePathOf(province.key, sha256)
    folders.add(dirname(join(archive, path)))
    const written = await writeMember(archive, path, store.stream(sha256)).catch((error: unknown) => {
      if (isAbsence(error)) return null
      throw error
    })
    if (written?.sha256 === sha256 && written.sizeBytes === Number(size)) {
      count += 1
      bytes += written.sizeBytes
      return
    }
    damaged.push(sha256)
    await rm(join(archive, path), { force: true })
  }
  await severalAtOnce(linesOf(createReadStream(join(archive, province.files.list.path))), filesAtOnce, copy)
  for (const folder of folders) await syncFolder(folder)
  return { ...province, files: { ...province.files, count, bytes, damaged: damaged.sort() } }
}

const isAbsence = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EIO')

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')

const writeManifest = async (archive: string, manifest: Manifest): Promise<void> => {
  const text = `${JSON.stringify(manifest, null, 1)}\n`
  await writeMember(archive, manifestName, [Buffer.from(text)])
  const digest = createHash('sha256').update(text).digest('hex')
  await writeFile(join(archive, manifestDigestName), `${digest}  ${manifestName}\n`, { mode: 0o600, flush: true })
}

const syncTree = async (folder: string): Promise<void> => {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && entry.name !== 'files') await syncTree(join(folder, entry.name))
  }
  await syncFolder(folder)
}

const refuseTaken = async (folder: string): Promise<void> => {
  const inside = await readdir(folder).catch((error: unknown): string[] => {
    if (isAbsence(error)) return []
    throw error
  })
  if (inside.length === 0) return
  throw new BackupProblem(
    'backup.folder-taken',
    `${folder} is not empty: every backup is a folder of its own, such as ${folder}/2026-09-07.`,
    `Thư mục ${folder} không trống: mỗi bản sao lưu là một thư mục riêng, ví dụ ${folder}/2026-09-07.`,
  )
}

/** Nothing that the archive speaks of is swept away before it is copied. */
const whileFilesStay = <Value>(server: ServerAddress, work: () => Promise<Value>): Promise<Value> =>
  withBackupClient(server, async (client) => {
    await client.query('select pg_advisory_lock_shared($1)', [advisoryLockOfSweep])
    return work()
  })

const fill = async (options: BackupOptions, archive: string): Promise<Manifest> => {
  const rows = await backUpDatabase(options.server, archive)
  const provinces: ProvinceArchive[] = []
  for (const province of rows.provinces) provinces.push(await backUpFiles(options, archive, province))
  const { programVersion, madeAt, secretFingerprint, earlierSecretFingerprints = [] } = options
  const manifest: Manifest = {
    format: 'motcua-backup',
    formatVersion,
    programVersion,
    madeAt,
    secretFingerprint,
    earlierSecretFingerprints: [...earlierSecretFingerprints],
    ...rows,
    provinces,
  }
  await writeManifest(archive, manifest)
  await syncTree(archive)
  return manifest
}

/**
 * Makes an archive of all provinces: their rows of one moment, their files, the jobs that wait. It grows beside its place and is renamed when
 * everything is on the disk, so that what stands at its place is whole. The program may run meanwhile.
 * @throws BackupProblem with what to do
 */
export const backUp = async (options: BackupOptions): Promise<Manifest> => {
  const folder = resolve(options.folder)
  await refuseTaken(folder)
  const draft = join(dirname(folder), `.${basename(folder)}.unfinished-${randomUUID().slice(0, 8)}`)
  await mkdir(draft, { recursive: true, mode: 0o700 })
  try {
    const manifest = await whileFilesStay(options.server, () => fill(options, draft))
    await rename(draft, folder)
    await syncFolder(dirname(folder))
    return manifest
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (!isFull(error)) throw error
    throw new BackupProblem(
      'backup.no-space',
      `The disk of ${folder} is full; nothing was kept.`,
      `Ổ đĩa của ${folder} đã đầy; bản sao lưu dở dang đã được xóa.`,
    )
  }
}
