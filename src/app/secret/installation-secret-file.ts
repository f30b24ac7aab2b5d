import { existsSync, readFileSync } from 'node:fs'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Secrets } from '#platform/secrets/sealing.ts'
import type { Config } from '../config.ts'

/** The secret when there is one, without making one. */
export const findInstallationSecret = (config: Pick<Config, 'secret' | 'dataFolder'>): string | null => {
  if (config.secret !== null) return config.secret
  const path = join(config.dataFolder, 'secret')
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null
}

const earlierPath = (config: Pick<Config, 'dataFolder'>): string => join(config.dataFolder, 'secret-earlier')

/** Those that were in use before: of the environment, then of the data folder, where a line is one, the last one first. */
export const earlierSecrets = (config: Pick<Config, 'earlierSecrets' | 'dataFolder'>): readonly string[] => {
  const path = earlierPath(config)
  const kept = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  return [...new Set([...config.earlierSecrets, ...kept.map((line) => line.trim())].filter((line) => line !== ''))]
}

/** All of them when there is one, without making one. */
export const findInstallationSecrets = (
  config: Pick<Config, 'secret' | 'earlierSecrets' | 'dataFolder'>,
): Secrets | null => {
  const secret = findInstallationSecret(config)
  return secret === null ? null : [secret, ...earlierSecrets(config).filter((one) => one !== secret)]
}

const writeWhole = async (path: string, text: string): Promise<void> => {
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
}

/**
 * Puts a new secret into the data folder and the one of today among the earlier ones, which are written first: broken off at any moment,
 * everything can still be read.
 */
export const replaceSecretFile = async (
  config: Pick<Config, 'earlierSecrets' | 'dataFolder'>,
  today: string,
  next: string,
): Promise<void> => {
  const earlier = [today, ...earlierSecrets({ ...config, earlierSecrets: [] }).filter((one) => one !== today)]
  await writeWhole(earlierPath(config), `${earlier.join('\n')}\n`)
  await writeWhole(join(config.dataFolder, 'secret'), next)
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
