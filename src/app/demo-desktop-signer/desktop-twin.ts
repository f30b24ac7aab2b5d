import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock } from '#kernel/time.ts'
import { ensureDesktopKey, type TokenKind } from '#modules/signatures/index.ts'
import type { OpenProvince, Provinces } from '#platform/database/provinces.ts'
import type { Log } from '#platform/log/log.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { readPkcs12 } from '#platform/signing/pkcs12.ts'
import type { Config } from '../config.ts'
import { demoServicesOf } from '../demo-certificate-authority/certificate-twin.ts'
import { listenBeside } from '../doors/listen-beside.ts'
import { installationSecrets } from '../secret/installation-secret.ts'
import { type DemoToken, openDemoDesktopSigner } from './demo-desktop-signer.ts'

export type DesktopTwin = {
  /** As pages reach it, without a slash at the end. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** After the issuer of certificates. */
const desktopTwinOffset = 4
/** Whose key lies on a token in the machine of the demonstration, and the seal of which clerk's agency. */
const tokens = {
  officer: { login: 'hycuong.phochutich', file: 'demo-desktop-token.p12' },
  agency: { login: 'vpub.vanthu', file: 'demo-desktop-seal.p12' },
} as const satisfies Record<TokenKind, unknown>

/** A token: a key file beside the data, whose certificate the province knows. It survives a restart. */
const openToken = async (config: Config, open: OpenProvince, kind: TokenKind): Promise<DemoToken | null> => {
  const { login, file } = tokens[kind]
  const secrets = installationSecrets(config)
  const sealing = openSealing(secrets, open.province.key)
  const password = createHash('sha256')
    .update(`${secrets.at(-1)}/twin/desktop-token`)
    .digest('hex')
  const path = join(config.dataFolder, file)
  const kept = existsSync(path) ? await readFile(path) : null
  const services = demoServicesOf(config)?.(open.province.key)
  const token = { kept, password, ...(services === undefined ? {} : { services }) }
  const key = await ensureDesktopKey({ database: open.database, sealing, clock: systemClock }, login, token, kind)
  if (key === null) return null
  if (key.file !== kept) await writeFile(path, key.file, { mode: 0o600 })
  const read = await readPkcs12(key.file, password)
  return read.ok ? { key: read.value, holder: key.holder } : null
}

/** VGCA Sign Service of the demonstration, on the fourth port after the program's own. */
export const startDesktopTwin = async (config: Config, provinces: Provinces, log: Log): Promise<DesktopTwin> => {
  const open = provinces.all.find((one) => one.province.isDemo && one.province.isDefault)
  const token = open === undefined ? null : await openToken(config, open, 'officer')
  const seal = open === undefined ? null : await openToken(config, open, 'agency')
  if (token === null) log.warn('the desktop signer of the demonstration has no token')
  const app = openDemoDesktopSigner({ token, seal, clock: systemClock }).app
  const port = await listenBeside(app, config, desktopTwinOffset)
  return { url: `ws://127.0.0.1:${port}`, stop: () => app.close() }
}
