import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Secrets } from '#platform/secrets/sealing.ts'
import type { Config } from '../config.ts'
import { earlierSecrets } from './installation-secret-file.ts'

/**
 * The secret from which every key of the installation is derived: that of the environment, else one made at the first start and kept in
 * the data folder, readable by its owner alone. Whoever loses it loses every sealed value.
 */
export const installationSecret = (config: Pick<Config, 'secret' | 'dataFolder'>): string => {
  if (config.secret !== null) return config.secret
  const path = join(config.dataFolder, 'secret')
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 })
  if (!existsSync(path)) {
    const file = openSync(path, 'wx', 0o600)
    writeSync(file, randomBytes(48).toString('base64url'))
    fsyncSync(file)
    closeSync(file)
  }
  return readFileSync(path, 'utf8').trim()
}

/** The secret in use, made when there is none, and those before it. */
export const installationSecrets = (config: Pick<Config, 'secret' | 'earlierSecrets' | 'dataFolder'>): Secrets => {
  const secret = installationSecret(config)
  return [secret, ...earlierSecrets(config).filter((one) => one !== secret)]
}
