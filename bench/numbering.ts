import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { loadDemoProvince } from '#app/demo-province/load-demo-province.ts'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { localDate, systemClock } from '#kernel/time.ts'
import { openWorkingTime } from '#modules/calendar/index.ts'
import { findSeats, registerPaper } from '#modules/official-documents/index.ts'
import type { Database } from '#platform/database/connection.ts'
import { startEmbeddedServer } from '#platform/database/embedded-server.ts'
import { migrateShared } from '#platform/database/migrate.ts'
import { createProvince, openProvinces } from '#platform/database/provinces.ts'
import { migrateJobs } from '#platform/jobs/run-jobs.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { actorOf } from '../test/support/demo-house.ts'

// How many documents a second get their number in one book, each with its line, log, event and figures. `node bench/numbering.ts [documents] [clients]`

const documents = Number(process.argv[2] ?? 5_000)
const clients = Number(process.argv[3] ?? 16)
const sqlFolder = join(import.meta.dirname, '../db')

type Series = { readonly lines: number; readonly numbers: number; readonly highest: number }

const seriesOf = async (database: Database): Promise<Series | undefined> => {
  const { rows } = await sql<Series>`
    select count(*)::int as lines, count(distinct register_number)::int as numbers, max(register_number)::int as highest
    from official_document where direction = 'outgoing' and register_number is not null`.execute(database)
  return rows[0]
}

const folder = mkdtempSync(join(tmpdir(), 'motcua-numbering-'))
const server = await startEmbeddedServer({
  dataFolder: folder,
  log: { info: () => undefined, error: console.error },
})
try {
  const province = { key: 'phu-tho', code: 'H44', name: 'Phú Thọ', hosts: ['localhost'], isDefault: true, isDemo: true }
  await migrateShared(server.connection, sqlFolder)
  await migrateJobs(server.connection)
  await createProvince(server.connection, sqlFolder, province)
  const provinces = await openProvinces(server.connection, { max: clients })
  const [open] = provinces.all
  if (open === undefined) throw new Error('no province')
  const { database } = open
  await loadDemoProvince(database, openSealing('bench', 'phu-tho'), join(sqlFolder, 'demo-data/phu-tho'), systemClock)
  const clerk = await actorOf(open, 'hycuong.vanthu', systemClock.now())
  const agencyId = clerk.kind === 'officer' ? (clerk.posts[0]?.agencyId ?? '') : ''
  const seats = await findSeats(database, agencyId, localDate(systemClock.now()))
  const signerPostId = seats.find((seat) => seat.role === 'leader')?.postId ?? null
  const deps = { database, clock: systemClock, workingTime: openWorkingTime() }
  const one = async (): Promise<void> => {
    const command = {
      documentId: newId(),
      agencyId,
      typeCode: 'BC',
      subject: 'Về kết quả công tác tháng',
      unitNotation: '',
      signerPostId,
      signedOn: localDate(systemClock.now()).toString(),
      secrecy: 0,
      urgency: 0,
      recipients: [{ name: 'Các thôn', agencyId: null, purpose: 'to-act', channel: 'paper' }],
      copies: 1,
    } as const
    acceptedValue(await registerPaper(deps, clerk, { ...command, recipients: [...command.recipients] }))
  }
  for (let warm = 0; warm < 50; warm += 1) await one()
  let left = documents
  const client = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      await one()
    }
  }
  const from = performance.now()
  await Promise.all(Array.from({ length: clients }, client))
  const seconds = (performance.now() - from) / 1000
  const series = await seriesOf(database)
  const lost = (series?.highest ?? 0) - (series?.numbers ?? 0)
  const doubled = (series?.lines ?? 0) - (series?.numbers ?? 0)
  console.log(
    `${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GB, PostgreSQL with fsync\n` +
      `${documents} documents in one book by ${clients} at once: ${Math.round(documents / seconds)}/s; ${lost} numbers lost, ${doubled} doubled`,
  )
  await provinces.close()
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
