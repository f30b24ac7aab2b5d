import { systemClock } from '#kernel/time.ts'
import { findDemoAuthority, listTakenBack } from '#modules/signatures/index.ts'
import type { OpenProvince, Province, Provinces } from '#platform/database/provinces.ts'
import { openSealing, type Secrets } from '#platform/secrets/sealing.ts'
import type { Config } from '../config.ts'
import { listenBeside } from '../doors/listen-beside.ts'
import { installationSecrets } from '../secret/installation-secret.ts'
import {
  type DemoIssuer,
  demoCertificateAddresses,
  openDemoCertificateAuthority,
} from './demo-certificate-authority.ts'

export type CertificateTwin = {
  /** Where times are stamped for a province of the demonstration. */
  readonly stampUrlOf: (province: Province) => string
  readonly stop: () => Promise<void>
}

/** After the payment platform and the identity provider. */
export const certificateTwinOffset = 3

/** What certificates of the demonstration say of their issuer; nothing where the program's port is not known before it starts. */
export const demoServicesOf = (config: Config) =>
  config.port === 0
    ? undefined
    : (province: string) =>
        demoCertificateAddresses(`http://127.0.0.1:${config.port + certificateTwinOffset}`, province)

const issuerOf =
  (secrets: Secrets) =>
  ({ province, database }: OpenProvince): DemoIssuer => ({
    key: province.key,
    authority: () => findDemoAuthority(database, openSealing(secrets, province.key)),
    takenBack: () => listTakenBack(database),
  })

/** The issuer of the demonstration's certificates, on the third port after the program's own. */
export const startCertificateTwin = async (config: Config, provinces: Provinces): Promise<CertificateTwin> => {
  const issuers = provinces.all.filter((open) => open.province.isDemo).map(issuerOf(installationSecrets(config)))
  const app = openDemoCertificateAuthority(issuers, systemClock)
  const port = await listenBeside(app, config, certificateTwinOffset)
  return {
    stampUrlOf: ({ key }) => demoCertificateAddresses(`http://127.0.0.1:${port}`, key).stampUrl,
    stop: () => app.close(),
  }
}
