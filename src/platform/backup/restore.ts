import { createHash } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServerAddress } from '../database/connection.ts'
import { migrateProvince, migrateShared } from '../database/migrate.ts'
import { migrateAll } from '../database/provinces.ts'
import type { FileStore } from '../files/file-store.ts'
import { migrateJobs } from '../jobs/run-jobs.ts'
import { BackupProblem } from './backup-problem.ts'
import { clearLeftovers, loadArchive } from './load-rows.ts'
import type { AppliedMigration, Manifest } from './manifest.ts'
import { restoreFiles } from './restore-files.ts'

export type RestoreOptions = {
  readonly server: ServerAddress
  readonly files: (provinceKey: string) => FileStore | Promise<FileStore>
  readonly folder: string
  /** Migrations of this program: `global/` and `migrations/`. */
  readonly sqlFolder: string
}

const programDiffers = (name: string): BackupProblem =>
  new BackupProblem(
    'restore.program-differs',
    `The archive needs ${name}, which this program has not, or has otherwise. Use the version that made it, or a newer one.`,
    `Bản sao lưu cần ${name} mà phiên bản này không có hoặc có nội dung khác. Hãy dùng phiên bản đã tạo ra nó hoặc mới hơn.`,
  )

/** The program must know every step the archive has taken, exactly. */
const takeMigrations = async (
  sqlFolder: string,
  part: 'global' | 'migrations',
  applied: readonly AppliedMigration[],
  into: string,
): Promise<void> => {
  await mkdir(join(into, part), { recursive: true })
  for (const { name, digest } of applied) {
    const path = join(sqlFolder, part, name)
    const sql = await readFile(path, 'utf8').catch(() => {
      throw programDiffers(name)
    })
    if (createHash('sha256').update(sql).digest('hex') !== digest) throw programDiffers(name)
    await copyFile(path, join(into, part, name))
  }
}

type Steps = { readonly shared: string; readonly ofProvince: (key: string) => string }

/** The steps of the archive, and no later ones, in folders of their own: rows go into the tables they came from. */
const withSteps = async <Value>(
  manifest: Manifest,
  sqlFolder: string,
  work: (steps: Steps) => Promise<Value>,
): Promise<Value> => {
  const place = await mkdtemp(join(tmpdir(), 'motcua-restore-'))
  const ofProvince = (key: string): string => join(place, 'provinces', key)
  try {
    await takeMigrations(sqlFolder, 'global', manifest.sharedMigrations, place)
    for (const { key, migrations } of manifest.provinces) {
      await takeMigrations(sqlFolder, 'migrations', migrations, ofProvince(key))
    }
    return await work({ shared: place, ofProvince })
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

/** What must hold before anything is read in full: cheap to tell, and tells what to do. */
export const refuseOtherSecret = (
  manifest: Pick<Manifest, 'secretFingerprint' | 'earlierSecretFingerprints'>,
  known: readonly string[],
): void => {
  const needed = [manifest.secretFingerprint, ...manifest.earlierSecretFingerprints]
  if (needed.every((one) => known.includes(one))) return
  throw new BackupProblem(
    'restore.secret-differs',
    'The archive was made under another secret: sealed values could not be opened. Set the MOTCUA_SECRET of that installation, or bring its file data/secret with --secret-file=FILE; secrets that were in use before it go into MOTCUA_EARLIER_SECRETS.',
    'Bản sao lưu được tạo với khóa bí mật khác nên không mở được dữ liệu đã niêm phong. Hãy đặt MOTCUA_SECRET của hệ thống cũ, hoặc đưa tệp data/secret của nó vào bằng --secret-file=TỆP; các khóa đã dùng trước đó đặt vào MOTCUA_EARLIER_SECRETS.',
  )
}

/**
 * Brings an archive into an empty installation. Every digest is compared before the first byte is written; files come first, then all rows in
 * one transaction, then the migrations that are newer than the archive. Interrupted, it can be begun again.
 * @throws BackupProblem with what to do
 */
export const restore = async (options: RestoreOptions, manifest: Manifest): Promise<void> => {
  const { server, folder, sqlFolder } = options
  await withSteps(manifest, sqlFolder, async (steps) => {
    await clearLeftovers(server, manifest)
    for (const province of manifest.provinces) {
      await restoreFiles(await options.files(province.key), folder, province)
    }
    await migrateShared(server, steps.shared)
    await migrateJobs(server)
    for (const { key, schemaName } of manifest.provinces) {
      await migrateProvince(server, steps.ofProvince(key), schemaName)
    }
    await loadArchive(server, folder, manifest)
  })
  await migrateAll(server, sqlFolder)
}
