import { existsSync, readFileSync } from 'node:fs'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'

/** The secret when there is one, without making one. */
export const findInstallationSecret = (config: Pick<Config, 'secret' | 'dataFolder'>): string | null => {
  if (config.secret !== null) return config.secret
  const path = join(config.dataFolder, 'secret')
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null
}

/** Whether there is an installation to work on. A command that only reads must not begin one. */
export const hasInstallation = (config: Config): boolean =>
  findInstallationSecret(config) !== null &&
  (config.databaseServer !== null || existsSync(join(config.dataFolder, 'postgres')))

/** Brings the secret of an earlier installation into an empty data folder; one that is there is never replaced. */
export const bringInstallationSecret = async (config: Pick<Config, 'dataFolder'>, from: string): Promise<void> => {
  const secret = (await readFile(from, 'utf8')).trim()
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 })
  const file = await open(join(config.dataFolder, 'secret'), 'wx', 0o600)
  try {
    await file.writeFile(secret)
    await file.sync()
  } finally {
    await file.close()
  }
}
