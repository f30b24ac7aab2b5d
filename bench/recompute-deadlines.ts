import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { stoppedClock } from '#kernel/time.ts'
import { defaultDeadlineRules } from '#modules/calendar/domain/index.ts'
import { openWorkingTime } from '#modules/calendar/index.ts'
import { recomputeDeadlines } from '#modules/dossiers/index.ts'
import type { Database } from '#platform/database/connection.ts'
import { startEmbeddedServer } from '#platform/database/embedded-server.ts'
import { migrateShared } from '#platform/database/migrate.ts'
import { createProvince, openProvinces } from '#platform/database/provinces.ts'
import { migrateJobs } from '#platform/jobs/run-jobs.ts'

// How long due dates take to be counted anew after the calendar has changed. `node bench/recompute-deadlines.ts [open dossiers]`

const dossiers = Number(process.argv[2] ?? 100_000)
const batch = 50_000
const now = '2026-11-16T03:00:00Z'
const sqlFolder = join(import.meta.dirname, '../db')
const entriesPerDossier = 5

const frame = sql`
  with made as (insert into agency (id, kind, level, name, short_name, code)
    select gen_random_uuid(), 'peoples-committee', 'commune', 'Cơ quan ' || n, 'Cơ quan ' || n, 'H44.' || n from generate_series(1, 163) n),
  filed as (insert into filing (id, state, channel, created_at, updated_at, filed_at) values (gen_random_uuid(), 'filed', 'counter', now(), now(), now()))
  insert into procedure (id, code, name, field, published)
  select gen_random_uuid(), '1.' || lpad(n::text, 6, '0'), 'Thủ tục ' || n, 'Lĩnh vực ' || n % 14, '{}' from generate_series(1, 90) n`

/** Open dossiers accepted in the last weeks in working time, each with its clock, its open work and a log of a few entries. */
const fill = (from: number, count: number) => sql`
  with a as (select array_agg(id order by code) as ids from agency), p as (select array_agg(id order by code) as ids from procedure),
  f as (select id as filing from filing limit 1),
  drawn as (select gen_random_uuid() as id, i, a.ids[1 + (i * 7) % 163] as agency, p.ids[1 + i % 90] as procedure, 3 + i % 20 as days,
      (date '2026-11-13' - (i % 25))::timestamptz + interval '1 hour' + (i % 300) * interval '1 minute' as accepted
    from generate_series(${from}::int, ${from + count - 1}::int) i, a, p),
  made as (
    insert into dossier (id, filing_id, code, procedure_id, procedure_name, title, status, channel, receiving_agency_id, deciding_agency_id,
      owner_name, owner_address, form_sealed, limit_amount, limit_unit, filed_at, accepted_at, clock_started_at, due_at, tracking_key, updated_at)
    select id, f.filing, 'H44.' || i || '-260101-0001', procedure, 'Thủ tục hành chính', 'Thủ tục hành chính của một người', 4, 2, agency,
      agency, 'Nguyễn Thị Hương Giang', 'Khu 3, xã Hy Cương, tỉnh Phú Thọ', decode(repeat('5a', 900), 'hex'), days, 'working_day', accepted,
      accepted, accepted, accepted + interval '30 days', substr(id::text, 1, 12), accepted from drawn, f returning id, accepted_at),
  clocks as (
    insert into clock_event (id, dossier_id, seq, kind, at, due_after, rules, explanation)
    select gen_random_uuid(), id, 1, 'started', accepted, accepted + interval '30 days', ${JSON.stringify(defaultDeadlineRules)}::jsonb,
      to_jsonb(repeat('lý do ', 150)) from drawn),
  works as (
    insert into work_item (id, subject_kind, subject_id, procedure_id, step_key, deed, role, agency_id, opened_at, due_at, subject_due_at, critical_at)
    select gen_random_uuid(), 'dossier', id, procedure, 'handle', 'handle', 'handler', agency, accepted, accepted, accepted + interval '30 days',
      accepted + interval '33 days' from drawn)
  insert into action_log (id, subject_kind, subject_id, seq, type, actor_kind, occurred_at, recorded_at, detail, previous_hash, hash)
  select gen_random_uuid(), 'dossier', id, seq, 'dossier.handled', 'system', accepted, accepted, '{"note": "as it was"}',
    decode(repeat('00', 32), 'hex'), decode(repeat('11', 32), 'hex')
  from drawn cross join generate_series(1, ${entriesPerDossier}::int) seq`

const generate = async (database: Database): Promise<void> => {
  await frame.execute(database)
  const from = performance.now()
  for (let done = 0; done < dossiers; done += batch)
    await fill(done + 1, Math.min(batch, dossiers - done)).execute(database)
  await sql`vacuum analyze`.execute(database)
  console.log(`${dossiers} open dossiers written in ${((performance.now() - from) / 1000).toFixed(1)} s`)
}

const declareDayOff = (database: Database, date: string) =>
  sql`insert into working_day_exception (date, kind, name, legal_source, certainty) values (${date}::date, 'swapped_off', 'Nghỉ', 'BENCH', 'decided')`.execute(
    database,
  )

const run = async (database: Database, what: string): Promise<void> => {
  const memory = process.memoryUsage().rss
  let most = memory
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 50)
  const from = performance.now()
  const before = process.cpuUsage()
  const done = await recomputeDeadlines({ database, clock: stoppedClock(now), workingTime: openWorkingTime() })
  const seconds = (performance.now() - from) / 1000
  const cpu = process.cpuUsage(before)
  clearInterval(watch)
  const rate = Math.round((done?.checked ?? 0) / seconds)
  const grown = Math.round((most - memory) / 1024 / 1024)
  const busy = ((cpu.user + cpu.system) / 1e6).toFixed(1)
  const minute = ((seconds * 1_000_000) / dossiers).toFixed(0)
  console.log(
    `${what}: ${done?.checked} checked, ${done?.changed} changed in ${seconds.toFixed(1)} s (${rate}/s, at that rate ${minute} s for a million); ` +
      `program busy ${busy} s, memory grew ${grown} MB`,
  )
}

const folder = mkdtempSync(join(tmpdir(), 'motcua-recompute-'))
const log = { info: () => undefined, error: console.error }
const server = await startEmbeddedServer({ dataFolder: folder, log })
try {
  const province = { key: 'phu-tho', code: 'H44', name: 'Phú Thọ', hosts: ['localhost'], isDefault: true, isDemo: true }
  await migrateShared(server.connection, sqlFolder)
  await migrateJobs(server.connection)
  await createProvince(server.connection, sqlFolder, province)
  const provinces = await openProvinces(server.connection, { max: 8 })
  const { database } = provinces.all[0] ?? { database: null }
  if (database === null) throw new Error('no province')
  console.log(
    `${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GB, PostgreSQL with fsync`,
  )
  await generate(database)
  await run(database, 'every due date changes')
  await run(database, 'nothing changes')
  await declareDayOff(database, '2026-11-25')
  await run(database, 'one day off nine days ahead')
  await provinces.close()
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
