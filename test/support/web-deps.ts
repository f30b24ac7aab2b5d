import { tmpdir } from 'node:os'
import { Readable } from 'node:stream'
import { stoppedClock } from '#kernel/time.ts'
import { openProvinceFigures } from '#modules/transparency/index.ts'
import type { Provinces } from '#platform/database/provinces.ts'
import { silentLog } from '#platform/log/log.ts'
import { keepingMailer } from '#platform/mail/mailer.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import type { WebDeps } from '#web/http/web-deps.ts'

/** Deps for tests of pages: a stopped clock, sealing with a fixed secret, nothing that leaves the process. */
export const testWebDeps = (provinces: Provinces, other: Partial<WebDeps> = {}): WebDeps => ({
  provinces,
  files: () => ({
    put: async () => ({ sha256: '0'.repeat(64), sizeBytes: 0 }),
    read: async () => Buffer.alloc(0),
    stream: () => Readable.from([]),
  }),
  sealing: ({ province }) => openSealing('a secret for tests', province.key),
  // Kept for nobody: a test that files looks again.
  provinceFigures: (...question) => openProvinceFigures()(...question),
  clock: stoppedClock('2026-09-07T02:00:00Z'),
  log: silentLog,
  mailer: keepingMailer,
  findOfficeConverter: async () => null,
  publicUrl: () => 'http://localhost',
  isDemo: true,
  isSecure: false,
  trustedProxies: [],
  clientFolder: tmpdir(),
  formOrigins: [],
  desktopSignerUrl: 'wss://127.0.0.1:8987',
  dossiers: () => {
    throw new Error('this test does no deeds on dossiers')
  },
  payments: () => {
    throw new Error('this test takes no money')
  },
  ...other,
})
