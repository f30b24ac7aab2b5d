import type { Clock } from '#kernel/time.ts'
import type { SigningDeps } from '#modules/dossiers/index.ts'
import type { PaymentDeps, ReceiptDeps } from '#modules/payments/index.ts'
import type { ProvinceFiguresSource } from '#modules/transparency/index.ts'
import type { OpenProvince, Provinces } from '#platform/database/provinces.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import type { ChangeFeed } from '#platform/live/change-feed.ts'
import type { Log } from '#platform/log/log.ts'
import type { Mailer } from '#platform/mail/mailer.ts'
import type { OfficeConverter } from '#platform/office-file/convert-office-file.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import type { RateLimits } from './guard/rate-limits.ts'

/** What pages and endpoints may reach; the composition root fills it. */
export type WebDeps = {
  readonly provinces: Provinces
  readonly files: (province: OpenProvince) => FileStore
  readonly sealing: (province: OpenProvince) => Sealing
  /** What deeds on dossiers touch. */
  readonly dossiers: (province: OpenProvince) => SigningDeps
  /** What deeds on money touch. */
  readonly payments: (province: OpenProvince) => PaymentDeps & ReceiptDeps
  /** The figures of the first page. */
  readonly provinceFigures: ProvinceFiguresSource
  readonly clock: Clock
  readonly log: Log
  readonly mailer: Mailer
  /** An office program of this machine that makes PDF and DOCX of other files; null when there is none. Looked for once. */
  readonly findOfficeConverter: () => Promise<OfficeConverter | null>
  /** Where the public finds the province, such as `https://dichvucong.example`, without a slash at the end. */
  readonly publicUrl: (province: OpenProvince) => string
  /** The demo accounts and the pages of the demo are there. */
  readonly isDemo: boolean
  /** The one password of the demo accounts, shown on the sign-in pages of the demonstration. */
  readonly demoPassword?: string
  /** People reach the program by https: cookies are bound to it and browsers are told to stay with it. */
  readonly isSecure: boolean
  /** Addresses (CIDR) of the proxies whose word about the caller's address, host and protocol is taken. */
  readonly trustedProxies: readonly string[]
  /** The folder of the built client: hashed files under `assets`, `manifest.json` beside them. */
  readonly clientFolder: string
  /** Foreign origins that a form may lead to, such as the payment platform. */
  readonly formOrigins: readonly string[]
  /** Where the signing tool on an officer's own machine listens for pages, without a slash at the end. */
  readonly desktopSignerUrl: string
  /** The eID provider, when one is set up. */
  readonly eid?: EidSettings
  /** Lets a collector elsewhere read `/metrics`; without it only this machine may. */
  readonly metricsToken?: string
  /** What others change while a page is open; without it pages are as they were drawn. */
  readonly changes?: ChangeFeed
  /** Jobs by state, for `/metrics`. */
  readonly jobCounts?: () => Promise<Readonly<Record<string, number>>>
  /** Other limits than the usual ones. */
  readonly rateLimits?: Partial<RateLimits>
}

/** The OpenID Connect provider of the electronic identity. */
export type EidSettings = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** The provider runs in this program and may be spoken to without TLS. */
  readonly isLocalTwin: boolean
}
