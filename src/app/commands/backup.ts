import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { systemClock } from '#kernel/time.ts'
import { backUp, nothingThere } from '#platform/backup/back-up.ts'
import type { Manifest } from '#platform/backup/manifest.ts'
import { secretFingerprint } from '#platform/backup/secret-fingerprint.ts'
import { openDiskFileStore } from '#platform/files/disk-file-store.ts'
import { openLog } from '#platform/log/log.ts'
import type { Command, CommandContext } from '../command.ts'
import { readOptions } from '../command-options.ts'
import { joinOrOpenStore } from '../open-store.ts'
import { findInstallationSecrets, hasInstallation } from '../secret/installation-secret-file.ts'

const usage = `npm run backup -- --to THƯ-MỤC
  THƯ-MỤC   thư mục mới hoặc còn trống, ví dụ /sao-luu/2026-09-07  (a new or empty folder)`

const programVersion = async (projectFolder: string): Promise<string> => {
  const content: unknown = JSON.parse(await readFile(join(projectFolder, 'package.json'), 'utf8'))
  return z.object({ version: z.string() }).parse(content).version
}

const number = (value: number): string => value.toLocaleString('vi-VN')

const reportOf = (manifest: Manifest, folder: string, context: CommandContext): string => {
  const secretPlace = context.config.secret === null ? join(context.config.dataFolder, 'secret') : 'MOTCUA_SECRET'
  const provinces = manifest.provinces.flatMap(({ name, tables, files }) => [
    `  ${name}: ${number(tables.reduce((sum, table) => sum + table.rows, 0))} dòng / rows, ` +
      `${number(files.count)} tệp / files, ${number(Math.round(files.bytes / 1_048_576))} MiB`,
    ...files.damaged.map((sha256) => `    ! tệp hỏng hoặc mất, không sao lưu được / damaged or missing: ${sha256}`),
  ])
  return [
    `Đã sao lưu vào / backed up to ${folder}`,
    ...provinces,
    `  ${number(manifest.jobs.count)} việc đang chờ / waiting jobs`,
    `Khóa bí mật KHÔNG nằm trong bản sao lưu; hãy giữ riêng một bản ở nơi an toàn / the secret is not in it, keep it apart: ${secretPlace}`,
  ].join('\n')
}

/** Makes an archive of everything, beside the running program or alone. Ends with 3 when files were damaged before. */
export const run: Command = async (context) => {
  const { config } = context
  const options = readOptions(context.arguments, { to: 'required' })
  if (options === null) {
    console.error(usage)
    return 2
  }
  const secrets = findInstallationSecrets(config)
  if (secrets === null || !hasInstallation(config)) throw nothingThere()
  const folder = resolve(options.to)
  const store = await joinOrOpenStore(config, openLog('warn'))
  try {
    const manifest = await backUp({
      server: store.server,
      files: (key) => openDiskFileStore(join(config.dataFolder, 'files', key)),
      folder,
      secretFingerprint: secretFingerprint(secrets[0]),
      earlierSecretFingerprints: secrets.slice(1).map(secretFingerprint),
      programVersion: await programVersion(context.projectFolder),
      madeAt: systemClock.now().toString(),
    })
    console.log(reportOf(manifest, folder, context))
    return manifest.provinces.some((province) => province.files.damaged.length > 0) ? 3 : 0
  } finally {
    await store.stop()
  }
}
