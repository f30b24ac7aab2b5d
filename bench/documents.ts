/**
 * How fast the registry is with millions of documents, over HTTP: my list, everything, open, search, for officers with a narrow remit, 16 at once.
 * `node bench/documents.ts [--documents=100000] [--seconds=8] [--only=WORDS] [--json] [--keep=FOLDER]`. Uses the embedded server in a
 * folder that is thrown away, or in the folder given, which is then kept and not filled again. 7,000,000 want about 25 GB.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { systemClock } from '#kernel/time.ts'
import { findRunningServer } from '#platform/database/embedded-server.ts'
import { openProvinces } from '#platform/database/provinces.ts'
import type { PortalClient } from '../test/support/portal-client.ts'
import { startProgram } from '../test/support/running-program.ts'
import { type Measured, measureOperation, memoryOf, type Operation } from './load/measure.ts'
import { clientsAtOnce } from './load/operations.ts'
import { signInOfficers } from './load/people.ts'
import { tableOf } from './load/report.ts'
import { generateDocuments } from './province/generate-documents.ts'

const given = (name: string): string | undefined =>
  process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3)

const wanted = {
  documents: Number(given('documents') ?? 100_000),
  seconds: Number(given('seconds') ?? 8),
  only: given('only') ?? '',
  keep: given('keep'),
  isJson: process.argv.includes('--json'),
}
const officers = 64
const say = (line: string): void => console.error(line)
const settings = { MOTCUA_LOG_LEVEL: 'warn', MOTCUA_TRUSTED_PROXIES: 'loopback' }

const reach = async (dataFolder: string) => {
  const server = await findRunningServer(join(dataFolder, 'postgres'))
  if (server === null) throw new Error('the embedded server does not run')
  const provinces = await openProvinces(server, { max: 4 })
  const open = provinces.byKey('phu-tho')
  if (open === undefined) throw new Error('no province')
  return { server, provinces, open }
}

type Reached = Awaited<ReturnType<typeof reach>>

type Remit = { readonly login: string; readonly role: string; readonly documents: readonly string[] }

/** Officers of one agency each, and the newest documents that they may open. */
const loadRemits = async ({ open }: Reached): Promise<readonly Remit[]> => {
  const { rows } = await sql<Remit>`
    select a.login, p.role, near.documents
    from account a join post_holding h on h.officer_id = a.officer_id and h.in_force @> current_date
    join post p on p.id = h.post_id and p.role in ('handler', 'unit-head', 'clerk', 'leader')
    cross join lateral (select array_agg(seen.id) as documents from (
      (select d.id from official_document d where p.role in ('clerk', 'leader') and d.agency_id = p.agency_id and d.direction = 'incoming'
        order by d.id desc limit 40)
      union all
      (select own.subject_id from participant own where p.role in ('handler', 'unit-head') and own.officer_id = a.officer_id
        and own.subject_kind = 'official-document' and own.capacity = 'leading' order by own.subject_id desc limit 40)
      union all
      (select own.subject_id from participant own where p.role = 'unit-head' and own.unit_id = p.unit_id and own.officer_id is null
        and own.subject_kind = 'official-document' and own.capacity = 'leading' order by own.subject_id desc limit 40)) seen) near
    where near.documents is not null order by md5(a.login) limit ${officers}`.execute(open.database)
  return rows
}

const searches = [
  'hộ tịch',
  'giai ngan von dau tu cong',
  'Sở Tư pháp rà soát',
  'bao cao quy iii',
  'chuyển đổi số đề án 06',
  'tiem chung',
  'công văn 125',
  'phong chong thien tai thang nay',
  'người có công',
  'khong co chu nay',
]

const fieldSearches = [
  'loai=CV&tac-gia=sở tư pháp',
  'loai=KH&tu-ngay=2024-02-01&den-ngay=2024-03-15',
  'do-khan=3',
  'so-ky-hieu=125/STP-HCTP',
  'q=hộ tịch&loai=BC&do-khan=1',
  'tac-gia=không có nơi này',
  'den-ngay=2022-06-30&loai=QĐ',
  'so-thu-tu=77',
]

type Desk = { readonly client: PortalClient; readonly documents: readonly string[] }

const get = async (client: PortalClient, path: string): Promise<string> => {
  const answer = await client.get(path)
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
  return answer.body
}

const operationsOf = (desks: readonly Desk[]): readonly Operation[] => {
  const list = '/can-bo/van-ban-den'
  const pick = <Item>(items: readonly Item[], turn: number): Item => {
    const item = items[turn % items.length]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  const desk = (client: number, turn: number): Desk => pick(desks, client + clientsAtOnce * turn)
  const operation = (what: string, route: string, path: (one: Desk, turn: number) => string): Operation => ({
    what,
    routes: [`GET ${route}`],
    clients: clientsAtOnce,
    run: async (client, turn) => {
      const one = desk(client, turn)
      await get(one.client, path(one, turn + client))
    },
  })
  return [
    operation('my list', list, () => list),
    operation('everything in the remit', list, () => `${list}?xem=tat-ca`),
    operation('everything that is settled', list, () => `${list}?xem=tat-ca&tinh-trang=da-giai-quyet`),
    operation('open a document', `${list}/:id`, (one, turn) => `${list}/${pick(one.documents, turn)}`),
    operation('search', list, (_, turn) => `${list}?q=${encodeURIComponent(pick(searches, turn))}`),
    operation('search by fields', list, (_, turn) => `${list}?${encodeURI(pick(fieldSearches, turn))}`),
    operation('search, second page', list, (one, turn) => {
      const after = pick(one.documents, 20)
      return `${list}?q=${encodeURIComponent(pick(searches, turn))}&sau=_${after}`
    }),
  ].filter(({ what }) => what.includes(wanted.only))
}

const measure = async (url: string, pid: number, reached: Reached): Promise<readonly Measured[]> => {
  const remits = await loadRemits(reached)
  say(`signing ${remits.length} officers in`)
  const clients = await signInOfficers(
    url,
    remits.map(({ login }) => login),
  )
  const desks = remits.flatMap(({ documents }, index) => {
    const client = clients[index]
    return client === undefined ? [] : [{ client, documents }]
  })
  const measured: Measured[] = []
  for (const one of operationsOf(desks)) {
    await measureOperation({ url, pid }, one, 1)
    say(one.what)
    measured.push(await measureOperation({ url, pid }, one, wanted.seconds))
  }
  for (const client of clients) client.close()
  return measured
}

const programPid = (dataFolder: string): number =>
  (JSON.parse(readFileSync(join(dataFolder, 'postgres', 'owner.lock'), 'utf8')) as { pid: number }).pid

const factsOf = async ({ open }: Reached) => {
  const { rows } = await sql<{ documents: number; bytes: number; version: string }>`
    select (select count(*) from official_document) as documents, pg_database_size(current_database()) as bytes,
      current_setting('server_version') as version`.execute(open.database)
  return rows[0] ?? { documents: 0, bytes: 0, version: '' }
}

const fill = async (dataFolder: string): Promise<number> => {
  const program = await startProgram(dataFolder, settings)
  try {
    const reached = await reach(dataFolder)
    const { documents } = await factsOf(reached)
    const isFilled = documents >= wanted.documents
    if (!isFilled) say(`filling ${wanted.documents} documents`)
    const schema = reached.open.province.schemaName
    const seconds = isFilled
      ? 0
      : await generateDocuments(reached.server, schema, { documents: wanted.documents, report: say })
    await reached.provinces.close()
    return seconds
  } finally {
    await program.stop()
  }
}

const bench = async (dataFolder: string) => {
  const filledIn = await fill(dataFolder)
  const program = await startProgram(dataFolder, settings)
  try {
    const reached = await reach(dataFolder)
    const pid = programPid(dataFolder)
    const facts = await factsOf(reached)
    const measured = await measure(program.url, pid, reached)
    await reached.provinces.close()
    return {
      ...facts,
      filledIn,
      measured,
      memory: memoryOf(pid),
      machine: `${cpus().length} × ${cpus()[0]?.model ?? ''}, ${Math.round(totalmem() / 1024 ** 3)} GiB, Node ${process.version}`,
      load: loadavg(),
      at: systemClock.now().toString(),
    }
  } finally {
    await program.stop()
  }
}

const folder = wanted.keep ?? mkdtempSync(join(tmpdir(), 'motcua-bench-'))
try {
  const report = await bench(folder)
  if (wanted.isJson) console.log(JSON.stringify(report, null, 1))
  else {
    const size = `${report.documents.toLocaleString('en')} documents, database ${Math.round(report.bytes / 1_048_576)} MiB`
    console.log(report.filledIn > 0 ? `${size}, filled in ${Math.round(report.filledIn)} s` : size)
    console.log(
      `${report.machine}, PostgreSQL ${report.version}, load ${report.load.map((one) => one.toFixed(1)).join(' ')}, ${report.at}`,
    )
    console.log(`\n${tableOf(report.measured)}`)
  }
} finally {
  if (wanted.keep === undefined && existsSync(folder)) rmSync(folder, { recursive: true, force: true })
}
