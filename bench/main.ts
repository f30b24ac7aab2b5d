/**
 * How fast the program is, over HTTP, on a province filled for the purpose. `npm run bench -- [--dossiers=100000] [--seconds=8] [--actions]
 * [--history] [--only=WORDS] [--json] [--keep=FOLDER]`. Uses the embedded server in a folder that is thrown away, or in the folder given, which is then kept
 * and not filled again.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { systemClock } from '#kernel/time.ts'
import { openWorkingTime } from '#modules/calendar/index.ts'
import type { SigningDeps } from '#modules/dossiers/index.ts'
import { openProcedureCatalogue } from '#modules/procedures/index.ts'
import { findRunningServer } from '#platform/database/embedded-server.ts'
import { openProvinces } from '#platform/database/provinces.ts'
import { openDiskFileStore } from '#platform/files/disk-file-store.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { birthProcedure } from '../test/support/portal-filing.ts'
import { type RunningProgram, startProgram } from '../test/support/running-program.ts'
import { extractProcedure, prepareDrafts } from './load/drafts.ts'
import { type Measured, measureOperation, memoryOf, type Operation, type Program } from './load/measure.ts'
import {
  clientsAtOnce,
  filingOperations,
  loadReading,
  loadRemits,
  officerOperations,
  publicOperations,
} from './load/operations.ts'
import { signInCitizens, signInOfficers } from './load/people.ts'
import { printReport, type Report } from './load/report.ts'
import { type Bare, measureSameStatements } from './load/same-statements.ts'
import { generateProvince } from './province/generate.ts'
import { writeActions } from './province/write-actions.ts'

const given = (name: string): string | undefined =>
  process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3)
const has = (name: string): boolean => process.argv.includes(`--${name}`)

const wanted = {
  dossiers: Number(given('dossiers') ?? 100_000),
  seconds: Number(given('seconds') ?? 8),
  keep: given('keep'),
  /** Operations whose name holds these words; all when nothing is said. */
  only: given('only') ?? '',
  isJson: has('json'),
}
const citizens = 120
const officers = 64
const say = (line: string): void => console.error(line)
const isWanted = ({ what }: Operation): boolean => what.includes(wanted.only)

const settings = {
  MOTCUA_LOG_LEVEL: 'warn',
  // Each visitor comes from an address of its own, named as the proxy of a province names it: limits count as they do in life.
  MOTCUA_TRUSTED_PROXIES: 'loopback',
}

const reach = async (dataFolder: string) => {
  const server = await findRunningServer(join(dataFolder, 'postgres'))
  if (server === null) throw new Error('the embedded server does not run')
  const provinces = await openProvinces(server, { max: 4 })
  const open = provinces.byKey('phu-tho')
  if (open === undefined) throw new Error('no province')
  const sealing = openSealing(readFileSync(join(dataFolder, 'secret'), 'utf8').trim(), 'phu-tho')
  const deps: SigningDeps = {
    database: open.database,
    clock: systemClock,
    sealing,
    workingTime: openWorkingTime(),
    catalogue: openProcedureCatalogue(),
    files: await openDiskFileStore(join(dataFolder, 'files', 'phu-tho')),
    publicUrl: 'http://localhost',
  }
  return { server, provinces, open, deps }
}

type Reached = Awaited<ReturnType<typeof reach>>

const fill = async ({ deps, server, open }: Reached): Promise<number> => {
  const { database } = deps
  const known = await sql<{ dossiers: number }>`select count(*) as dossiers from dossier`.execute(database)
  if ((known.rows[0]?.dossiers ?? 0) >= wanted.dossiers) return 0
  const begun = performance.now()
  await generateProvince(database, deps.sealing, {
    dossiers: wanted.dossiers,
    citizens,
    withHistory: has('history'),
    report: say,
  })
  if (has('actions')) say(`  ${await writeActions(database, server, open.province.schemaName)} actions`)
  await sql`set statement_timeout = 0`.execute(database)
  await open.pool.query('vacuum analyze')
  return (performance.now() - begun) / 1_000
}

/** Communes that take births and extracts in, the busiest of them first. */
const desksOf = async ({ deps }: Reached): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from agency where kind = 'one-stop-desk' and level = 'commune' order by code limit 8`.execute(
    deps.database,
  )
  return rows.map((row) => row.id)
}

const measureFilings = async (at: Program, reached: Reached): Promise<readonly Measured[]> => {
  const { database } = reached.deps
  const desks = await desksOf(reached)
  say('signing citizens in')
  const clients = await signInCitizens(at.url, citizens)
  const [first] = clients
  if (first === undefined) throw new Error('nobody')
  const draft = (procedure: typeof birthProcedure | typeof extractProcedure, perSecond: number) =>
    prepareDrafts(database, first, procedure, desks, citizens, perSecond * (wanted.seconds + 2))
  const drafts = { withFiles: await draft(birthProcedure, 500), withoutFiles: await draft(extractProcedure, 1_500) }
  const measured: Measured[] = []
  for (const operation of filingOperations({ citizens: clients, desks }, drafts).filter(isWanted)) {
    say(operation.what)
    measured.push(await measureOperation(at, operation, wanted.seconds))
  }
  for (const client of clients) client.close()
  return measured
}

const measureReading = async (at: Program, reached: Reached): Promise<readonly Measured[]> => {
  const { database } = reached.deps
  const remits = await loadRemits(database, officers)
  say(`signing ${remits.length} officers in`)
  const clients = await signInOfficers(
    at.url,
    remits.map((remit) => remit.login),
  )
  const desks = remits.flatMap((remit, index) => {
    const client = clients[index]
    return client === undefined ? [] : [{ client, dossiers: remit.dossiers }]
  })
  const measured: Measured[] = []
  const operations = [...publicOperations(at.url, await loadReading(database)), ...officerOperations(desks)]
  for (const operation of operations.filter(isWanted)) {
    await measureOperation(at, operation, 1)
    say(operation.what)
    measured.push(await measureOperation(at, operation, wanted.seconds))
  }
  for (const client of clients) client.close()
  return measured
}

const programPid = (dataFolder: string): number =>
  (JSON.parse(readFileSync(join(dataFolder, 'postgres', 'owner.lock'), 'utf8')) as { pid: number }).pid

const timeStart = async (
  dataFolder: string,
): Promise<{ readonly program: RunningProgram; readonly seconds: number }> => {
  const begun = performance.now()
  const program = await startProgram(dataFolder, settings)
  const page = await fetch(`${program.url}/`)
  await page.text()
  return { program, seconds: (performance.now() - begun) / 1_000 }
}

const bench = async (dataFolder: string): Promise<Report> => {
  let { program } = await timeStart(dataFolder)
  try {
    let reached = await reach(dataFolder)
    say(`filling ${wanted.dossiers} dossiers`)
    const filledIn = await fill(reached)
    const { rows } = await sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(
      reached.deps.database,
    )
    await reached.provinces.close()
    await program.stop()
    const started = await timeStart(dataFolder)
    program = started.program
    reached = await reach(dataFolder)
    const memoryAtStart = memoryOf(programPid(dataFolder))
    const at = { url: program.url, pid: programPid(dataFolder) }
    const read = await measureReading(at, reached)
    const filed = await measureFilings(at, reached)
    say('the same statements by pgbench')
    const bare: Bare | null =
      wanted.only !== ''
        ? null
        : await measureSameStatements(
            reached.deps,
            reached.server,
            reached.open.province.schemaName,
            await desksOf(reached),
            clientsAtOnce,
            wanted.seconds,
          )
    const memory = memoryOf(programPid(dataFolder))
    const version = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(
      reached.deps.database,
    )
    await reached.provinces.close()
    return {
      dossiers: wanted.dossiers,
      databaseMebibytes: (rows[0]?.bytes ?? 0) / 1_048_576,
      filledInSeconds: filledIn,
      startSeconds: started.seconds,
      memoryAtStart,
      memory,
      measured: [...read, ...filed],
      bare,
      machine: {
        processors: `${cpus().length} × ${cpus()[0]?.model ?? ''}`,
        memoryGibibytes: totalmem() / 1024 ** 3,
        load: loadavg(),
        node: process.version,
        postgres: version.rows[0]?.version ?? '',
        at: systemClock.now().toString(),
      },
    }
  } finally {
    await program.stop()
  }
}

const folder = wanted.keep ?? mkdtempSync(join(tmpdir(), 'motcua-bench-'))
try {
  const report = await bench(folder)
  if (wanted.isJson) console.log(JSON.stringify(report, null, 1))
  else printReport(report)
} finally {
  if (wanted.keep === undefined && existsSync(folder)) rmSync(folder, { recursive: true, force: true })
}
