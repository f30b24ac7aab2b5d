import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { systemClock } from '#kernel/time.ts'
import type { Province } from '#platform/database/provinces.ts'
import type { Log } from '#platform/log/log.ts'
import { openPayPlat } from '#platform/payment-gateway/pay-plat-gateway.ts'
import type { PaymentGateway } from '#platform/payment-gateway/payment-gateway.ts'
import { accountPaths } from '#web/citizen/account-paths.ts'
import type { EidSettings } from '#web/http/web-deps.ts'
import type { Config } from './config.ts'
import { readDemoCitizens } from './demo-identity-provider/demo-citizen.ts'
import { startDemoIdentityProvider } from './demo-identity-provider/demo-identity-provider.ts'
import { openDemoPaymentPlatform } from './demo-payment-platform/demo-payment-platform.ts'
import { demoProvinces } from './demo-provinces.ts'
import { listenBeside } from './doors/listen-beside.ts'
import { publicUrlOf } from './public-url.ts'
import { installationSecret } from './secret/installation-secret.ts'

/** How foreign systems are reached: those of the environment, or the local twins that this process runs. */
export type Twins = {
  readonly eid?: EidSettings
  readonly payment: (province: Province) => PaymentGateway
  /** Where a form of ours may lead. */
  readonly formOrigins: readonly string[]
  readonly stop: () => Promise<void>
}

const twinSecret = (config: Config, purpose: string): string =>
  createHash('sha256')
    .update(`${installationSecret(config)}/twin/${purpose}`)
    .digest('hex')

const withPort = (url: string, port: number): string => {
  const at = new URL(url)
  at.port = String(port)
  return at.origin
}

type PaymentTwin = {
  readonly gatewayOf: (province: Province) => PaymentGateway
  readonly origin: string
  readonly stop: () => Promise<void>
}

const keyed = <T>(provinces: readonly Province[], make: (province: Province) => T) => {
  const made = new Map(provinces.map((province) => [province.key, make(province)]))
  return ({ key }: Province): T => {
    const value = made.get(key)
    if (value === undefined) throw new Error(`province ${key} has no way to the payment platform`)
    return value
  }
}

/** One platform for all provinces, each a partner of its own with a secret and an address of its own. */
const startPaymentTwin = async (config: Config, provinces: readonly Province[], log: Log): Promise<PaymentTwin> => {
  const partnerOf = keyed(provinces, (province) => ({
    code: `MOTCUA-${province.code}`,
    secret: twinSecret(config, `payment/${province.key}`),
    callbackUrl: `${config.publicUrl}/thanh-toan/xac-nhan/${province.key}`,
    backUrl: (reference: string) =>
      `${publicUrlOf(config.publicUrl, province)}/thanh-toan/${encodeURIComponent(reference)}`,
  }))
  const app = await openDemoPaymentPlatform({
    partners: provinces.map(partnerOf),
    orderFile: join(config.dataFolder, 'demo-payment-orders.json'),
    clock: systemClock,
    log,
  })
  const port = await listenBeside(app, config, 1)
  return {
    gatewayOf: keyed(provinces, (province) =>
      openPayPlat({ url: `http://127.0.0.1:${port}/`, partner: partnerOf(province) }),
    ),
    origin: withPort(config.publicUrl, port),
    stop: () => app.close(),
  }
}

/** Nothing is rehearsed: without a platform nobody is sent anywhere to pay, and no notice is believed. */
const noPlatform = (): PaymentGateway =>
  openPayPlat({ url: 'http://127.0.0.1:9/', partner: { code: '', secret: randomBytes(32).toString('hex') } })

const envKeyOf = ({ key }: Province): string => key.toUpperCase().replaceAll('-', '_')

/** The money of one province never goes to another: whoever has no settings of its own collects nothing on the platform. */
const paymentOf = async (config: Config, provinces: readonly Province[], log: Log): Promise<PaymentTwin> => {
  const { payment } = config
  if (payment === null && config.edition !== 'production') return startPaymentTwin(config, provinces, log)
  const gatewayOf = keyed(provinces, (province): PaymentGateway => {
    const merchant = payment?.merchants.get(envKeyOf(province)) ?? (province.isDefault ? payment?.merchant : undefined)
    if (payment !== null && merchant !== undefined)
      return openPayPlat({ url: payment.url, partner: { code: merchant.partner, secret: merchant.secret } })
    if (payment !== null) log.warn({ province: province.key }, 'the province has no settings of the payment platform')
    return noPlatform()
  })
  return { gatewayOf, origin: payment === null ? '' : new URL(payment.url).origin, stop: async () => undefined }
}

type EidTwin = { readonly settings: EidSettings; readonly origin: string; readonly stop: () => Promise<void> }

const startEidTwin = async (config: Config, projectFolder: string, log: Log): Promise<EidTwin> => {
  const portal = new URL(config.publicUrl)
  const ways = [portal.hostname, 'localhost', '127.0.0.1', ...demoProvinces.flatMap((province) => province.hosts)]
  const origins = ways.map((host) => `${portal.protocol}//${host}:${portal.port || config.port}`)
  const options = {
    portalOrigins: [...new Set([config.publicUrl, ...origins])],
    answerPath: accountPaths.eidAnswer,
    siteName: 'Một Cửa',
    citizens: await readDemoCitizens(join(projectFolder, 'db/demo-data/phu-tho/citizens.json'), log),
    host: config.host,
    log,
  }
  const wanted = config.port === 0 ? 0 : config.port + 2
  const twin = await startDemoIdentityProvider({ ...options, port: wanted }).catch(() =>
    startDemoIdentityProvider({ ...options, port: 0 }),
  )
  const { issuer, clientId, clientSecret } = twin
  return {
    settings: { issuer, clientId, clientSecret, isLocalTwin: true },
    origin: new URL(issuer).origin,
    stop: twin.stop,
  }
}

const eidOf = async (config: Config, projectFolder: string, log: Log): Promise<EidTwin | null> => {
  const { oidc } = config
  if (oidc === null && config.edition === 'production') return null
  if (oidc === null) return startEidTwin(config, projectFolder, log)
  return { settings: { ...oidc, isLocalTwin: false }, origin: new URL(oidc.issuer).origin, stop: async () => undefined }
}

/** The ways to foreign systems; whatever the environment leaves out is rehearsed by a twin. In production nothing is left out. */
export const startTwins = async (
  config: Config,
  provinces: readonly Province[],
  projectFolder: string,
  log: Log,
): Promise<Twins> => {
  const eid = await eidOf(config, projectFolder, log)
  const payment = await paymentOf(config, provinces, log)
  return {
    ...(eid === null ? {} : { eid: eid.settings }),
    payment: payment.gatewayOf,
    formOrigins: [payment.origin, eid?.origin ?? ''].filter((origin) => origin !== ''),
    stop: async () => {
      await payment.stop()
      await eid?.stop()
    },
  }
}
