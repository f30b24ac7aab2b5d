import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { BackupProblem } from '#platform/backup/backup-problem.ts'
import { checkArchive } from '#platform/backup/check-archive.ts'
import type { Manifest } from '#platform/backup/manifest.ts'
import { refuseOtherSecret, restore } from '#platform/backup/restore.ts'
import { secretFingerprint } from '#platform/backup/secret-fingerprint.ts'
import { openDiskFileStore } from '#platform/files/disk-file-store.ts'
import { openLog } from '#platform/log/log.ts'
import type { Command } from '../command.ts'
import { readOptions } from '../command-options.ts'
import type { Config } from '../config.ts'
import { openStore, openStoreProvinces } from '../open-store.ts'
import {
  bringInstallationSecret,
  earlierSecrets,
  findInstallationSecret,
  findInstallationSecrets,
} from '../secret/installation-secret-file.ts'
import { verifyInstallation } from '../verify-installation.ts'

const usage = `npm run restore -- --from THƯ-MỤC [--secret-file TỆP]
  THƯ-MỤC         bản sao lưu đã tạo bằng npm run backup  (made by npm run backup)
  --secret-file   tệp data/secret của hệ thống cũ, khi không đặt MOTCUA_SECRET  (data/secret of that installation)`

const secretMissing = (config: Config): BackupProblem =>
  new BackupProblem(
    'restore.secret-missing',
    `The secret of the installation is not in the archive. Set MOTCUA_SECRET, or bring the file data/secret of that installation: --secret-file=FILE (it is put into ${config.dataFolder}).`,
    'Khóa bí mật của hệ thống không nằm trong bản sao lưu. Hãy đặt MOTCUA_SECRET, hoặc đưa tệp data/secret của hệ thống cũ vào bằng --secret-file=TỆP.',
  )

const secretsOf = async (config: Config, secretFile: string | undefined): Promise<readonly string[]> => {
  const here = findInstallationSecrets(config)
  if (here !== null) return here
  if (secretFile === undefined) throw secretMissing(config)
  return [(await readFile(resolve(secretFile), 'utf8')).trim(), ...earlierSecrets(config)]
}

/** Everything that can be told without writing, the whole archive read. */
const checkBefore = async (config: Config, folder: string, secretFile: string | undefined): Promise<Manifest> => {
  const secrets = await secretsOf(config, secretFile)
  console.log(`Đang kiểm tra bản sao lưu / checking ${folder} …`)
  const manifest = await checkArchive(folder)
  refuseOtherSecret(manifest, secrets.map(secretFingerprint))
  return manifest
}

/** Brings an archive into an empty installation and checks what came in. Ends with 1 when the check finds faults. */
export const run: Command = async ({ config, arguments: parameters, projectFolder }) => {
  const options = readOptions(parameters, { from: 'required', 'secret-file': 'optional' })
  if (options === null) {
    console.error(usage)
    return 2
  }
  const folder = resolve(options.from)
  const manifest = await checkBefore(config, folder, options['secret-file'])
  const log = openLog('warn')
  const files = (key: string) => openDiskFileStore(join(config.dataFolder, 'files', key))
  const store = await openStore(config, log, 'owner')
  try {
    await restore({ server: store.server, files, folder, sqlFolder: join(projectFolder, 'db') }, manifest)
    if (findInstallationSecret(config) === null && options['secret-file'] !== undefined)
      await bringInstallationSecret(config, resolve(options['secret-file']))
    console.log(`Đã phục hồi / restored: ${manifest.provinces.map((one) => one.name).join(', ')} (${manifest.madeAt})`)
    const provinces = await openStoreProvinces(store.server, log)
    try {
      const { text, faults } = await verifyInstallation(config, provinces, { files: false })
      console.log(text)
      return faults === 0 ? 0 : 1
    } finally {
      await provinces.close()
    }
  } finally {
    await store.stop()
  }
}
