import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { localDate, Temporal } from '#kernel/time.ts'
import { compileCalendar, WorkingCalendarSource } from '#modules/calendar/domain/index.ts'
import { monthOf, sumOfCells, yearOf } from '#modules/reports/domain/index.ts'
import { reportII06a, streamDeskRegister } from '#modules/reports/index.ts'
import { openProvinceFigures, settledByMonth } from '#modules/transparency/index.ts'
import type { Database } from '#platform/database/connection.ts'
import { startEmbeddedServer } from '#platform/database/embedded-server.ts'
import { migrateShared } from '#platform/database/migrate.ts'
import { createProvince, openProvinces } from '#platform/database/provinces.ts'
import workingDays from '../db/reference-data/working-days.json' with { type: 'json' }

// How long the reports of a province take, and what keeping their figures costs each deed. `node bench/reports.ts [dossiers]`

const dossiers = Number(process.argv[2] ?? 300_000)
const batch = 50_000
const now = Temporal.Instant.from('2026-11-16T03:00:00Z')
const sqlFolder = join(import.meta.dirname, '../db')

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
const p95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0

const measure = async (what: string, deed: () => Promise<unknown>, times = 21): Promise<void> => {
  const taken: number[] = []
  await deed()
  for (let index = 0; index < times; index++) {
    const from = performance.now()
    await deed()
    taken.push(performance.now() - from)
  }
  console.log(`${what}: p50 ${median(taken).toFixed(1)} ms, p95 ${p95(taken).toFixed(1)} ms`)
}

const frame = sql`
  with numbers as (select generate_series(1, 163) as n),
  made as (insert into agency (id, kind, level, name, short_name, code)
    select gen_random_uuid(), case when n > 148 then 'department' else 'peoples-committee' end,
      case when n > 148 then 'province' else 'commune' end, 'Cơ quan ' || n, 'Cơ quan ' || n, 'H44.' || n from numbers returning id)
  insert into procedure (id, code, name, field, published)
  select gen_random_uuid(), '1.' || lpad(n::text, 6, '0'), 'Thủ tục ' || n, 'Lĩnh vực ' || n % 14, '{}' from generate_series(1, 90) n`

// Two years and a half; few agencies and procedures have many dossiers, most have few. Nineteen of twenty are settled.
const fill = (from: number, count: number) => sql`
  with a as (select array_agg(id order by code) as ids from agency), p as (select array_agg(id order by code) as ids from procedure),
  f as (select id as filing from filing limit 1),
  drawn as (
    select gen_random_uuid() as id, i,
      a.ids[1 + floor(power(random(), 1.7) * cardinality(a.ids))::int] as agency,
      p.ids[1 + floor(power(random(), 2.2) * cardinality(p.ids))::int] as procedure,
      (${now}::timestamptz - interval '1 hour' - (${dossiers}::int - i + random()) * interval '900 days' / ${dossiers}::int) as accepted, random() as pace, random() as fate, random() as way
    from generate_series(${from}::int, ${from + count - 1}::int) i, a, p),
  timed as (select *, accepted + interval '1 day' * (2 + floor(pace * 18)) as due, accepted + interval '1 day' * (0.2 + pace * 16 + fate * 4) as done from drawn)
  insert into dossier (id, filing_id, code, procedure_id, procedure_name, title, status, channel, receiving_agency_id, deciding_agency_id, owner_name,
    owner_address, form_sealed, filed_at, accepted_at, due_at, finished_at, returned_at, withdrawn_at, settled, tracking_key, updated_at)
  select id, f.filing, 'H44.' || i || '-260101-0001', procedure, 'Thủ tục hành chính', 'Thủ tục hành chính của một người',
    case when done > ${now} or fate > 0.985 then 4 when fate < 0.01 then 7 else 10 end, case when way < 0.7 then 2 when way < 0.95 then 1 else 3 end,
    agency, agency, 'Nguyễn Thị Hương Giang', 'Khu 3, xã Hy Cương, tỉnh Phú Thọ', decode(repeat('5a', 900), 'hex'), accepted, accepted,
    case when fate < 0.01 then null else due end,
    case when done > ${now} or fate > 0.985 or fate < 0.01 then null else done end,
    case when done > ${now} or fate > 0.985 or fate < 0.01 then null else least(done + interval '1 day', ${now}) end,
    case when fate < 0.01 and done <= ${now} then done end,
    case when done > ${now} or fate > 0.985 or fate < 0.01 then null when done > due then 'late' when done > due - interval '2 hours' then 'on-time' else 'early' end,
    substr(id::text, 1, 12), greatest(accepted, least(done, ${now}))
  from timed, f`

const generate = async (database: Database): Promise<void> => {
  await frame.execute(database)
  await sql`insert into filing (id, state, channel, created_at, updated_at, filed_at) values (gen_random_uuid(), 'filed', 'counter', now(), now(), now())`.execute(
    database,
  )
  const from = performance.now()
  for (let done = 0; done < dossiers; done += batch)
    await fill(done + 1, Math.min(batch, dossiers - done)).execute(database)
  const seconds = (performance.now() - from) / 1000
  console.log(`${dossiers} dossiers written with their figures in ${seconds.toFixed(1)} s`)
  await sql`vacuum analyze`.execute(database)
}

/** The same report from the dossiers themselves, for comparison. */
const fromDossiers = (database: Database, from: string, until: string) =>
  sql`
    select deciding_agency_id, count(*) filter (where accepted_at < ${from}::timestamptz) as carried,
      count(*) filter (where accepted_at >= ${from}::timestamptz and channel = 2) as online,
      count(*) filter (where coalesce(finished_at, withdrawn_at, stopped_at) < ${until}::timestamptz and settled = 'late') as late,
      count(*) filter (where coalesce(finished_at, withdrawn_at, stopped_at) < ${until}::timestamptz and settled = 'early') as early,
      count(*) filter (where coalesce(finished_at, withdrawn_at, stopped_at, 'infinity') >= ${until}::timestamptz) as in_hand
    from dossier where accepted_at < ${until}::timestamptz
      and coalesce(finished_at, withdrawn_at, stopped_at, 'infinity') >= ${from}::timestamptz
    group by 1`.execute(database)

const deed = async (database: Database, ids: readonly string[], clients: number): Promise<number> => {
  const queue = [...ids]
  const from = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let id = queue.pop(); id !== undefined; id = queue.pop())
        await sql`update dossier set status = 9, finished_at = ${now}, settled = 'early', updated_at = ${now} where id = ${id}`.execute(
          database,
        )
    }),
  )
  return (ids.length / (performance.now() - from)) * 1000
}

const openIds = async (database: Database, agency: string | null): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from dossier where status = 4 and (${agency}::uuid is null or deciding_agency_id = ${agency}::uuid)
    order by random() limit 1500`.execute(database)
  return rows.map((row) => row.id)
}

const priceOfKeeping = async (database: Database): Promise<void> => {
  const kept = await deed(database, await openIds(database, null), 16)
  await sql`alter table dossier disable trigger dossier_counted_change`.execute(database)
  const bare = await deed(database, await openIds(database, null), 16)
  await sql`alter table dossier enable trigger dossier_counted_change`.execute(database)
  const rates = `${kept.toFixed(0)}/s with figures, ${bare.toFixed(0)}/s without`
  console.log(`a bare update that settles a dossier, 16 at once: ${rates} (${(kept / bare).toFixed(2)})`)
}

const register = async (database: Database): Promise<void> => {
  const { rows } = await sql<{ id: string; n: number }>`
    select receiving_agency_id as id, count(*)::int as n from dossier group by 1 order by 2 desc limit 1`.execute(
    database,
  )
  const [desk] = rows
  if (desk === undefined) return
  const memory = process.memoryUsage().rss
  const from = performance.now()
  let count = 0
  let most = memory
  const period = { from: Temporal.PlainDate.from('2024-01-01'), until: localDate(now) }
  for await (const rowsOfPage of streamDeskRegister(database, { agencyId: desk.id, mayRead: [desk.id], ...period })) {
    count += rowsOfPage.length
    most = Math.max(most, process.memoryUsage().rss)
  }
  const seconds = (performance.now() - from) / 1000
  console.log(
    `register of the largest desk: ${count} rows in ${seconds.toFixed(2)} s, memory up by ${((most - memory) / 1e6).toFixed(0)} MB`,
  )
}

const run = async (database: Database): Promise<void> => {
  await generate(database)
  const { rows } = await sql<{ rows: number; bytes: string }>`
    select count(*)::int as rows, pg_size_pretty(pg_total_relation_size('dossier_figure')) as bytes from dossier_figure`.execute(
    database,
  )
  console.log(`figures: ${rows[0]?.rows} rows, ${rows[0]?.bytes}`)
  const today = localDate(now)
  const month = { ...monthOf(today), now }
  const year = { ...yearOf(today), now }
  const calendar = compileCalendar(
    WorkingCalendarSource.parse({ plans: [{ inForceFrom: '2020-01-01' }], ...workingDays }),
  )
  await measure('II.06a of this month, by agency', () => reportII06a(database, { ...month, by: 'agency' }))
  await measure('II.06a of this year, by agency', () => reportII06a(database, { ...year, by: 'agency' }))
  await measure('II.06a of this year, by field', () => reportII06a(database, { ...year, by: 'field' }))
  const odd = { from: Temporal.PlainDate.from('2025-01-17'), until: Temporal.PlainDate.from('2026-09-12'), now }
  await measure('II.06a from 17/01/2025 to 12/09/2026, by agency', () =>
    reportII06a(database, { ...odd, by: 'agency' }),
  )
  await measure('months of two years', () => settledByMonth(database, { lastMonth: today, months: 24 }))
  await measure('figures of the home page', () => openProvinceFigures()(database, now, calendar))
  const slow = await reportII06a(database, { ...odd, by: 'agency' })
  console.log(`(${slow.length} agencies, ${sumOfCells(slow.map((row) => row.cells)).received} received)`)
  await measure(
    'a year counted from the dossiers, by agency',
    () => fromDossiers(database, '2026-01-01', '2027-01-01'),
    5,
  )
  await register(database)
  await priceOfKeeping(database)
}

const folder = mkdtempSync(join(tmpdir(), 'motcua-bench-'))
const log = { info: () => undefined, error: console.error }
const server = await startEmbeddedServer({ dataFolder: folder, log })
try {
  console.log(
    `${cpus().length} × ${cpus()[0]?.model}, ${(totalmem() / 1e9).toFixed(0)} GB, embedded PostgreSQL, usual settings`,
  )
  await migrateShared(server.connection, sqlFolder)
  await createProvince(server.connection, sqlFolder, {
    key: 'phu-tho',
    code: 'H44',
    name: 'Phú Thọ',
    hosts: ['localhost'],
    isDefault: true,
    isDemo: true,
  })
  const provinces = await openProvinces(server.connection, { max: 16 })
  const [open] = provinces.all
  if (open === undefined) throw new Error('no province')
  try {
    await run(open.database)
  } finally {
    await provinces.close()
  }
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
