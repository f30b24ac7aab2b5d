import { join } from 'node:path'
import { checkDossiers, checkFiles, type FilesVerdict, findSeriesFaults } from '#modules/integrity/index.ts'
import { dayHeadKeys } from '#platform/action-log/day-head-key.ts'
import { verifyDayHeads } from '#platform/action-log/day-heads.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import type { OpenProvince, Provinces } from '#platform/database/provinces.ts'
import { openDiskFileStore } from '#platform/files/disk-file-store.ts'
import { openSealing, type Secrets } from '#platform/secrets/sealing.ts'
import type { Config } from './config.ts'
import { type ProvinceVerdict, verifyReport } from './reports/verify-report.ts'
import { findInstallationSecrets } from './secret/installation-secret-file.ts'

export type Verification = { readonly text: string; readonly faults: number }

type VerifyOptions = { readonly files: boolean }

const verifyFiles = async (config: Config, open: OpenProvince): Promise<FilesVerdict> =>
  checkFiles(open.database, await openDiskFileStore(join(config.dataFolder, 'files', open.province.key)))

const verifyProvince = async (
  config: Config,
  open: OpenProvince,
  secrets: Secrets | null,
  options: VerifyOptions,
): Promise<ProvinceVerdict> => {
  const { database, province } = open
  const sealing = secrets === null ? null : openSealing(secrets, province.key)
  const keys = sealing === null ? null : dayHeadKeys(sealing).map(({ publicKey }) => publicKey)
  return {
    province: province.name,
    log: await verifyLog(database),
    heads: await verifyDayHeads(database, province.key, keys),
    dossiers: await checkDossiers(database),
    series: await findSeriesFaults(database),
    files: options.files ? await verifyFiles(config, open) : null,
  }
}

/** Checks everything that can be checked of all provinces; without the secret the keys of the day heads are taken as they stand. */
export const verifyInstallation = async (
  config: Config,
  provinces: Provinces,
  options: VerifyOptions,
): Promise<Verification> => {
  const secrets = findInstallationSecrets(config)
  const verdicts: ProvinceVerdict[] = []
  for (const open of provinces.all) verdicts.push(await verifyProvince(config, open, secrets, options))
  return verifyReport(verdicts)
}
