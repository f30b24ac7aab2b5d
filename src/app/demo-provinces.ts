import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock, type Temporal } from '#kernel/time.ts'
import type { SigningDeps } from '#modules/dossiers/index.ts'
import { issueDemoKeys } from '#modules/signatures/index.ts'
import type { Database, ServerAddress } from '#platform/database/connection.ts'
import {
  createProvince,
  listProvinces,
  type NewProvince,
  type OpenProvince,
  openProvinces,
  type Provinces,
} from '#platform/database/provinces.ts'
import type { Log } from '#platform/log/log.ts'
import { openSealing, type Secrets } from '#platform/secrets/sealing.ts'
import { liveDemoDocuments } from './demo-province/documents/lived-documents.ts'
import { liveDemoFiles } from './demo-province/lived-files.ts'
import { liveDemoProvince, livedDays } from './demo-province/lived-province.ts'
import { loadDemoProvince } from './demo-province/load-demo-province.ts'

/** The demonstration: one believable province, and a tiny second one that must never see it. */
export const demoProvinces: readonly NewProvince[] = [
  {
    key: 'phu-tho',
    code: 'H44',
    name: 'Phú Thọ',
    hosts: ['localhost', '127.0.0.1', '[::1]', 'phutho.localhost'],
    isDefault: true,
    isDemo: true,
  },
  {
    key: 'ninh-binh',
    code: 'H42',
    name: 'Ninh Bình',
    hosts: ['ninhbinh.localhost'],
    isDefault: false,
    isDemo: true,
  },
]

const demoFolder = (projectFolder: string, key: string): string => join(projectFolder, 'db/demo-data', key)

/** Keys of a new province are older than the weeks it begins with. */
const keysFrom = async (database: Database): Promise<Temporal.Instant> => {
  const known = await database.selectFrom('certificate_authority').select('id').limit(1).executeTakeFirst()
  const now = systemClock.now()
  return known === undefined ? now.subtract({ hours: 24 * livedDays }) : now
}

type ServicesOf = (province: string) => { readonly ocspUrl: string; readonly crlUrl: string }

const fill = async (
  server: ServerAddress,
  projectFolder: string,
  secrets: Secrets,
  servicesOf: ServicesOf | undefined,
): Promise<void> => {
  const provinces = await openProvinces(server, { max: 2 })
  try {
    for (const { province, database } of provinces.all.filter((open) => open.province.isDemo)) {
      const sealing = openSealing(secrets, province.key)
      await loadDemoProvince(database, sealing, demoFolder(projectFolder, province.key), systemClock)
      const from = await keysFrom(database)
      await database
        .transaction()
        .execute((tx) => issueDemoKeys(tx, sealing, province.name, from, servicesOf?.(province.key)))
    }
  } finally {
    await provinces.close()
  }
}

/** Fills an empty database with the demonstration; leaves a database that has provinces of its own alone. */
export const ensureDemoProvinces = async (
  server: ServerAddress,
  projectFolder: string,
  secrets: Secrets,
  servicesOf?: ServicesOf,
): Promise<void> => {
  const known = await listProvinces(server)
  if (known.length > 0 && known.every((province) => !province.isDemo)) return
  if (known.length === 0) {
    for (const province of demoProvinces) await createProvince(server, join(projectFolder, 'db'), province)
  }
  await fill(server, projectFolder, secrets, servicesOf)
}

/**
 * Lets new demo provinces live through their last weeks beside the running program, which answers meanwhile. Returns how to stop: what was
 * not finished then has left nothing, and the next start begins it again.
 */
export const liveDemoProvinces = (
  provinces: Provinces,
  depsOf: (open: OpenProvince) => SigningDeps,
  projectFolder: string,
  log: Log,
): (() => Promise<void>) => {
  const stopping = new AbortController()
  const liveAll = async (): Promise<void> => {
    for (const open of provinces.all.filter((one) => one.province.isDemo)) {
      const folder = demoFolder(projectFolder, open.province.key)
      const startedAt = performance.now()
      const lived = existsSync(join(folder, 'lived'))
        ? await liveDemoProvince(open, depsOf(open), { folder, signal: stopping.signal })
        : null
      const papers = join(projectFolder, 'db/demo-data')
      const documents = await liveDemoDocuments(open, depsOf(open), {
        file: join(papers, 'incoming-documents.json'),
        outgoingFile: join(papers, 'outgoing-documents.json'),
        signal: stopping.signal,
      })
      const files = await liveDemoFiles(open, depsOf(open), { folder })
      const ms = Math.round(performance.now() - startedAt)
      if (lived !== null || documents !== null || files !== null)
        log.info(
          { ...lived, documents, files, ms, province: open.province.key },
          'the demo province has its last weeks',
        )
    }
  }
  const living = liveAll().catch((error: unknown) => {
    if (!stopping.signal.aborted) log.error({ err: String(error) }, 'the demo province could not live its last weeks')
  })
  return async () => {
    stopping.abort()
    await living
  }
}
