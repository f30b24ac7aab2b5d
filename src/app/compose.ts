import { join } from 'node:path'
import { systemClock } from '#kernel/time.ts'
import { openWorkingTime } from '#modules/calendar/index.ts'
import type { SigningDeps } from '#modules/dossiers/index.ts'
import type { FetchDeps } from '#modules/official-documents/index.ts'
import type { PaymentDeps, ReceiptDeps } from '#modules/payments/index.ts'
import { openProcedureCatalogue } from '#modules/procedures/index.ts'
import { openProvinceFigures } from '#modules/transparency/index.ts'
import type { OpenProvince, Provinces } from '#platform/database/provinces.ts'
import { openClamdScanner } from '#platform/file-types/virus-scanner.ts'
import { openDiskFileStore } from '#platform/files/disk-file-store.ts'
import type { FileStore, SweptFileStore } from '#platform/files/file-store.ts'
import { openChangeFeed } from '#platform/live/change-feed.ts'
import type { Log } from '#platform/log/log.ts'
import { keepingMailer, openSmtpMailer } from '#platform/mail/mailer.ts'
import { findOfficeConverter } from '#platform/office-file/convert-office-file.ts'
import { openSealing, type Sealing } from '#platform/secrets/sealing.ts'
import { httpTimeStampAuthority } from '#platform/signing/timestamp.ts'
import type { WebDeps } from '#web/http/web-deps.ts'
import type { Config } from './config.ts'
import type { CertificateTwin } from './demo-certificate-authority/certificate-twin.ts'
import type { DesktopTwin } from './demo-desktop-signer/desktop-twin.ts'
import type { MailTwin } from './demo-mail-server/mail-twin.ts'
import { demoPassword } from './demo-province/load-demo-province.ts'
import { keyDoorsOf } from './doors/key-doors.ts'
import { mailboxDoorOf } from './doors/mailbox-doors.ts'
import { publicUrlOf } from './public-url.ts'
import { installationSecrets } from './secret/installation-secret.ts'
import type { Twins } from './twins.ts'

/** One value for each province, made when the program is composed. */
const perProvince = async <T>(provinces: Provinces, make: (open: OpenProvince) => Promise<T> | T) => {
  const made = new Map<string, T>()
  for (const open of provinces.all) made.set(open.province.key, await make(open))
  return (open: OpenProvince): T => {
    const value = made.get(open.province.key)
    if (value === undefined) throw new Error(`province ${open.province.key} is not composed`)
    return value
  }
}

/** Everything pages, endpoints and jobs reach, put together in one place. */
export type House = {
  readonly files: (open: OpenProvince) => SweptFileStore
  readonly web: WebDeps
  readonly provinces: Provinces
  /** How an official mailbox is opened; null: nobody has told this program. */
  readonly mailboxDoor: (open: OpenProvince) => FetchDeps['mailboxDoor']
}

export type HouseOptions = {
  readonly config: Config
  readonly provinces: Provinces
  readonly clientFolder: string
  readonly log: Log
  readonly twins: Pick<Twins, 'eid' | 'payment' | 'formOrigins'> & {
    readonly issuer?: Pick<CertificateTwin, 'stampUrlOf'> | null
    readonly desktopSigner?: Pick<DesktopTwin, 'url'> | null
    readonly mail?: Pick<MailTwin, 'doorOf'> | null
  }
}

type OfProvince<Value> = (open: OpenProvince) => Value

/** VGCA Sign Service, on the machine of whoever looks at the page. */
const usualDesktopSigner = 'wss://127.0.0.1:8987'

/** The authority of the environment, else the twin's; in production none unless it is named. */
const stampUrlOf = ({ config, twins }: HouseOptions, { province }: OpenProvince): string | null =>
  config.timestampUrl ?? (province.isDemo ? (twins.issuer?.stampUrlOf(province) ?? null) : null)

const dossierDepsOf =
  (options: HouseOptions, files: OfProvince<FileStore>, sealing: OfProvince<Sealing>) =>
  (open: OpenProvince): SigningDeps => {
    const stampUrl = stampUrlOf(options, open)
    return {
      database: open.database,
      clock: systemClock,
      sealing: sealing(open),
      workingTime: openWorkingTime(),
      catalogue: openProcedureCatalogue(),
      files: files(open),
      publicUrl: publicUrlOf(options.config.publicUrl, open.province),
      keyDoors: keyDoorsOf(options.config),
      ...(options.config.clamd === null ? {} : { scanner: openClamdScanner(options.config.clamd) }),
      ...(stampUrl === null ? {} : { timeStampAuthority: httpTimeStampAuthority(stampUrl) }),
    }
  }

/** Looked for when it is first asked for: it takes a moment, and most starts need none. */
const officeOf = ({ officeProgram }: Config): WebDeps['findOfficeConverter'] => {
  let found: ReturnType<WebDeps['findOfficeConverter']> | undefined
  return () => {
    found ??= officeProgram === 'off' ? Promise.resolve(null) : findOfficeConverter(officeProgram)
    return found
  }
}

const mailboxDoorsOf = ({ config, twins }: HouseOptions): House['mailboxDoor'] => {
  return ({ province }) => {
    const door = mailboxDoorOf(config.mailboxes, province.key)
    return (box) => door(box) ?? (province.isDemo ? (twins.mail?.doorOf(box.mailbox) ?? null) : null)
  }
}

export const composeHouse = async (options: HouseOptions): Promise<House> => {
  const { config, provinces, log } = options
  const secrets = installationSecrets(config)
  const sealing = await perProvince(provinces, (open) => openSealing(secrets, open.province.key))
  const files = await perProvince(provinces, (open) =>
    openDiskFileStore(join(config.dataFolder, 'files', open.province.key)),
  )
  const dossiers = await perProvince(provinces, dossierDepsOf(options, files, sealing))
  const payments = await perProvince(provinces, (open): PaymentDeps & ReceiptDeps => ({
    database: open.database,
    clock: systemClock,
    gateway: options.twins.payment(open.province),
    sealing: sealing(open),
    log,
    files: files(open),
    trackingUrl: (code) => `${publicUrlOf(config.publicUrl, open.province)}/tra-cuu?ma=${code}`,
  }))
  return {
    provinces,
    files,
    mailboxDoor: mailboxDoorsOf(options),
    web: {
      provinces,
      files,
      sealing,
      dossiers,
      payments,
      provinceFigures: openProvinceFigures(),
      clock: systemClock,
      log,
      mailer: config.mail === null ? keepingMailer : openSmtpMailer(config.mail.smtpUrl, config.mail.from),
      findOfficeConverter: officeOf(config),
      changes: openChangeFeed({ log }),
      publicUrl: (open) => publicUrlOf(config.publicUrl, open.province),
      isDemo: config.edition === 'demo',
      ...(config.edition === 'demo' ? { demoPassword } : {}),
      isSecure: config.publicUrl.startsWith('https:'),
      trustedProxies: config.trustedProxies,
      ...(config.metricsToken === null ? {} : { metricsToken: config.metricsToken }),
      clientFolder: options.clientFolder,
      formOrigins: options.twins.formOrigins,
      desktopSignerUrl: config.desktopSignerUrl ?? options.twins.desktopSigner?.url ?? usualDesktopSigner,
      ...(options.twins.eid === undefined ? {} : { eid: options.twins.eid }),
    },
  }
}
