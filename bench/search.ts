/**
 * How fast procedures are found. Fills a province of its own (the demo, the national list when a file is given, and variations of these up
 * to the wanted number), then asks as people would. `node bench/search.ts [--file=LIST] [--procedures=5000] [--json]`; uses the server of
 * DATABASE_URL, else an embedded one in a folder that is thrown away.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { acceptedValue } from '#kernel/result.ts'
import { localDate, systemClock } from '#kernel/time.ts'
import { system } from '#modules/identity/domain/index.ts'
import {
  homePage,
  importProcedures,
  procedurePage,
  searchProcedures,
  suggestProcedures,
} from '#modules/procedures/index.ts'
import { type Database, openPool, type ServerAddress } from '#platform/database/connection.ts'
import { startEmbeddedServer } from '#platform/database/embedded-server.ts'
import { migrateShared } from '#platform/database/migrate.ts'
import { createProvince, openProvinces } from '#platform/database/provinces.ts'
import { parseServerAddress } from '#platform/database/server-address.ts'
import { migrateJobs } from '#platform/jobs/run-jobs.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { loadDemoProvince } from '../src/app/demo-province/load-demo-province.ts'
import { wantedFirst } from '../src/app/demo-province/wanted-answers.fixture.ts'
import { readLines } from '../src/app/read-lines.ts'
import { refreshSearch, refreshVocabulary } from '../src/modules/procedures/store/search-index.ts'

const sqlFolder = join(import.meta.dirname, '../db')
const given = (name: string): string | undefined =>
  process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3)

type Lent = { readonly server: ServerAddress; readonly giveBack: () => Promise<void> }

const lendServer = async (): Promise<Lent> => {
  const url = process.env.DATABASE_URL
  if (url !== undefined && url !== '') {
    const server = parseServerAddress(url)
    if (server === null) throw new Error('DATABASE_URL is not an address')
    return { server, giveBack: async () => undefined }
  }
  const folder = mkdtempSync(join(tmpdir(), 'motcua-bench-'))
  const log = { info: () => undefined, error: console.error }
  const embedded = await startEmbeddedServer({ dataFolder: folder, log })
  return {
    server: embedded.connection,
    giveBack: async () => {
      await embedded.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const begun = performance.now()
  return [await work(), performance.now() - begun]
}

/** Variations of what is there: names of other fields, so that words repeat as they do in life. */
const addVariations = async (database: Database, wanted: number): Promise<void> => {
  const { rows } = await sql<{ code: string }>`
    with numbered as (select *, row_number() over (order by code) as place, count(*) over () as total from procedure)
    insert into procedure (id, code, name, field, levels, subjects, published)
    select gen_random_uuid(), '8.' || lpad(one.n::text, 6, '0'), a.name || ' đối với ' || lower(b.field), b.field, a.levels, a.subjects,
      a.published || jsonb_build_object('code', '8.' || lpad(one.n::text, 6, '0'))
    from generate_series(1, greatest(0, ${wanted} - (select count(*) from procedure))) as one(n)
    join numbered a on a.place = one.n % a.total + 1
    join numbered b on b.place = (one.n * 7) % b.total + 1
    returning code`.execute(database)
  for (let from = 0; from < rows.length; from += 500) {
    const codes = rows.slice(from, from + 500).map((row) => row.code)
    await database.transaction().execute((tx) => refreshSearch(tx, codes))
  }
  await database.transaction().execute(refreshVocabulary)
  await sql`vacuum analyze`.execute(database)
}

const sentences = [
  'tôi muốn làm sổ đỏ cho mẹ tôi mất bao lâu',
  'xin giấy xác nhận độc thân ở đâu',
  'thủ tục nhập khẩu hàng hóa qua cửa khẩu',
  'cap giay phep',
  'dang ky',
  'xuat khau gao',
  'giấy khám sức khỏe',
  'hai quan',
  'thue thu nhap ca nhan',
  'zzqx khong co',
]

const queries: readonly string[] = [...wantedFirst.map(([query]) => query), ...sentences]

type Measured = {
  readonly what: string
  readonly clients: number
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly longest: number
}

const measure = async (what: string, clients: number, asks: number, ask: (turn: number) => Promise<unknown>) => {
  const times: number[] = []
  let turn = 0
  const client = async (): Promise<void> => {
    while (turn < asks) {
      const [, took] = await timed(() => ask(turn++))
      times.push(took)
    }
  }
  const [, took] = await timed(() => Promise.all(Array.from({ length: clients }, client)))
  times.sort((left, right) => left - right)
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  const measured: Measured = {
    what,
    clients,
    perSecond: Math.round((asks / took) * 1_000),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    longest: at(1),
  }
  return measured
}

const pick = (list: readonly string[], turn: number): string => list[turn % list.length] ?? ''

const measureAll = async (database: Database, codes: readonly string[]): Promise<readonly Measured[]> => {
  const today = localDate(systemClock.now())
  const prefixes = queries.flatMap((query) => [query.slice(0, 2), query.slice(0, 5), query.slice(0, 9)])
  const search = (turn: number) => searchProcedures(database, { query: pick(queries, turn), limit: 20 })
  const measured: Measured[] = []
  for (let warm = 0; warm < 200; warm++) await search(warm)
  for (const clients of [1, 4, 16]) {
    measured.push(await measure('search', clients, 1_500, search))
    measured.push(await measure('suggest', clients, 1_500, (turn) => suggestProcedures(database, pick(prefixes, turn))))
  }
  measured.push(await measure('browse', 1, 300, () => searchProcedures(database, { query: '', limit: 20 })))
  measured.push(await measure('procedure page', 1, 600, (turn) => procedurePage(database, pick(codes, turn), today)))
  measured.push(await measure('home page', 1, 300, () => homePage(database)))
  return measured
}

const say = (measured: readonly Measured[], facts: Record<string, string | number>): void => {
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ facts, measured }))
    return
  }
  for (const [name, value] of Object.entries(facts)) console.log(`${name.padEnd(24)} ${value}`)
  console.log('what            clients    /s      p50      p95      p99  longest (ms)')
  for (const one of measured) {
    const figures = [one.p50, one.p95, one.p99, one.longest].map((value) => value.toFixed(1).padStart(8)).join(' ')
    console.log(
      `${one.what.padEnd(16)} ${String(one.clients).padStart(6)} ${String(one.perSecond).padStart(5)} ${figures}`,
    )
  }
}

const lent = await lendServer()
const name = `motcua_bench_${randomBytes(4).toString('hex')}`
const admin = openPool({ ...lent.server, database: 'postgres' }, { max: 1 })
await admin.query(`create database ${name}`)
try {
  const server = { ...lent.server, database: name }
  await migrateShared(server, sqlFolder)
  await migrateJobs(server)
  const phuTho = { key: 'phu-tho', code: 'H44', name: 'Phú Thọ', hosts: [], isDefault: true, isDemo: true }
  await createProvince(server, sqlFolder, phuTho)
  const provinces = await openProvinces(server, { max: 12 })
  const database = provinces.byKey('phu-tho')?.database
  if (database === undefined) throw new Error('no province')
  const facts: Record<string, string | number> = { processor: `${cpus().length} x ${cpus()[0]?.model ?? ''}` }
  const [, demoMs] = await timed(() =>
    loadDemoProvince(
      database,
      openSealing('a secret of the bench', 'phu-tho'),
      join(sqlFolder, 'demo-data/phu-tho'),
      systemClock,
    ),
  )
  facts['demo loaded in'] = `${Math.round(demoMs)} ms`
  const file = given('file')
  if (file !== undefined) {
    const before = process.memoryUsage().rss
    let most = before
    const onProgress = () => {
      most = Math.max(most, process.memoryUsage().rss)
    }
    const command = { source: 'list', open: () => readLines(file) }
    for (const label of ['list imported in', 'the same again in']) {
      const [result, took] = await timed(() =>
        importProcedures({ database, clock: systemClock, onProgress }, system, command),
      )
      const { imported, changed, unchanged } = acceptedValue(result)
      facts[label] = `${Math.round(took)} ms (${imported} new, ${changed} changed, ${unchanged} unchanged)`
    }
    facts['memory grew by'] = `${Math.round((most - before) / 1_048_576)} MB`
  }
  await addVariations(database, Number(given('procedures') ?? 5_000))
  const codes = (await database.selectFrom('procedure').select('code').orderBy('name_folded').execute()).map(
    (one) => one.code,
  )
  facts.procedures = codes.length
  facts['load of the machine'] = (loadavg()[0] ?? 0).toFixed(1)
  say(await measureAll(database, codes), facts)
  await provinces.close()
} finally {
  await admin.query(`drop database ${name} with (force)`)
  await admin.end()
  await lent.giveBack()
}
