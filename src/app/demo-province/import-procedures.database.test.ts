import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { stoppedClock } from '#kernel/time.ts'
import { anonymous, system } from '#modules/identity/domain/index.ts'
import { type ImportReport, importProcedures, searchProcedures } from '#modules/procedures/index.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { openTestDatabase, sqlFolder } from '#test/support/database.ts'
import { readLines } from '../read-lines.ts'
import { importReportText } from '../reports/import-report-text.ts'
import { loadDemoProvince } from './load-demo-province.ts'
import { wantedFirst } from './wanted-answers.fixture.ts'

const { provinces } = await openTestDatabase()
const province = provinces.byKey('phu-tho')
if (province === undefined) throw new Error('no province')
const { database } = province
const clock = stoppedClock('2026-08-28T02:00:00Z')
const folder = await mkdtemp(join(tmpdir(), 'motcua-import-'))

beforeAll(() =>
  loadDemoProvince(
    database,
    openSealing('a secret of the test', 'phu-tho'),
    join(sqlFolder, 'demo-data/phu-tho'),
    clock,
  ),
)
afterAll(() => rm(folder, { recursive: true }))

const importFrom = (path: string, actor: typeof system | typeof anonymous = system) =>
  importProcedures({ database, clock }, actor, { source: 'list', open: () => readLines(path) })

const imported = async (path: string): Promise<ImportReport> => acceptedValue(await importFrom(path))

/** Which version of which row: a row that was written at all, even with the same values, has another one. */
const versions = async () => {
  const answer = await sql<{ row: string }>`
    select 'p ' || id || ' ' || xmin as row from procedure union all
    select 'l ' || procedure_id || ' ' || xmin from procedure_local union all
    select 'w ' || id || ' ' || xmin from everyday_word union all
    select 'v ' || word || ' ' || xmin from search_vocabulary order by 1`.execute(database)
  return answer.rows.map((one) => one.row)
}

const localVersions = async () => (await versions()).filter((row) => /^[lw] /.test(row))

const record = (code: string, name: string, more: Record<string, unknown> = {}) =>
  JSON.stringify({
    ma_thu_tuc: code,
    ten_thu_tuc: name,
    bo_nguon: 'bo-tu-phap',
    cap_thuc_hien: ['Cấp xã'],
    linh_vuc: 'Hộ tịch',
    doi_tuong_thuc_hien: ['Công dân Việt Nam'],
    cach_thuc_thuc_hien: [{ kenh: 'direct', thoi_gian: 3, don_vi: 'working_day', phi: [] }],
    ...more,
  })

const fileOf = async (name: string, lines: readonly string[], pack = true): Promise<string> => {
  const path = join(folder, name)
  const text = `${lines.join('\n')}\n`
  await writeFile(path, pack ? gzipSync(text) : text)
  return path
}

const small = [
  record('1.900001', 'Thủ tục thử nghiệm thứ nhất'),
  record('1.900002', 'Thủ tục thử nghiệm thứ hai', { cap_thuc_hien: ['Cấp huyện'] }),
  record('1.001193.000.00.00.H44', 'Thủ tục đăng ký khai sinh (bản mới)'),
  'rác',
  '',
  record('1.900001', 'Thủ tục trùng mã'),
]

describe('importing procedures', () => {
  it('reports what is new, other, doubtful and refused, and leaves what the province added', async () => {
    const local = await localVersions()
    const report = await imported(await fileOf('small.jsonl.gz', small))
    expect(report).toMatchObject({ lines: 5, imported: 2, changed: 1, unchanged: 0, refused: 2 })
    expect(report.refusals.map((one) => one.code)).toEqual([
      'national-record.not-json',
      'national-record.duplicate-code',
    ])
    expect(report.changes[0]).toMatchObject({ code: '1.001193' })
    expect(report.changes[0]?.fields).toContainEqual({ field: 'name', kind: 'changed' })
    expect(report.doubts.map((one) => one.code)).toContain('level-unknown')
    expect(report.missing.map((one) => one.code)).toContain('1.000894')
    expect(await localVersions()).toEqual(local)
    const { procedures } = await searchProcedures(database, { query: 'thu nghiem thu hai', limit: 5 })
    expect(procedures[0]).toMatchObject({ code: '1.900002', isOffered: false })
    const text = importReportText(report, 'small.jsonl.gz', 10)
    expect(text).toContain('Nhập mới             2')
    expect(text).toContain('cấp thực hiện không nhận ra')
  })

  it('changes no row when the same list comes again, packed or not', async () => {
    const before = await versions()
    const again = await imported(await fileOf('small.jsonl', small, false))
    expect(again).toMatchObject({ imported: 0, changed: 0, unchanged: 3, refused: 2 })
    expect(await versions()).toEqual(before)
  })

  it('withdraws nothing that the list leaves out', async () => {
    const report = await imported(await fileOf('one.jsonl', [record('1.900001', 'Thủ tục thử nghiệm thứ nhất')], false))
    expect(report.missing.map((one) => one.code)).toContain('1.900002')
    const left = await database
      .selectFrom('procedure')
      .select('withdrawn_at')
      .where('code', '=', '1.900002')
      .executeTakeFirst()
    expect(left?.withdrawn_at).toBeNull()
  })

  it('writes nothing when the file cannot be read to its end', async () => {
    const whole = await readFile(
      await fileOf(
        'whole.gz',
        Array.from({ length: 900 }, (_, index) => record(`7.${100_000 + index}`, `Thủ tục ${index}`)),
      ),
    )
    const before = await versions()
    for (const [name, content] of [
      ['cut.gz', whole.subarray(0, whole.length - 20)],
      ['latin.jsonl', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
      ['empty.jsonl', Buffer.alloc(0)],
      ['blank.gz', gzipSync('\n\n')],
    ] as const) {
      const path = join(folder, name)
      await writeFile(path, content)
      const result = await importFrom(path)
      expect(result.ok, name).toBe(false)
    }
    expect(await importFrom(join(folder, 'absent'))).toMatchObject({ refusal: { code: 'import.unreadable' } })
    expect(await importFrom(folder)).toMatchObject({ refusal: { code: 'import.unreadable' } })
    expect(await versions()).toEqual(before)
  })

  it('goes on where it was broken off', async () => {
    const lines = Array.from({ length: 450 }, (_, index) => record(`6.${100_000 + index}`, `Thủ tục dài ${index}`))
    let opened = 0
    async function* breaking() {
      opened += 1
      for (const [index, line] of lines.entries()) {
        if (opened === 2 && index === 300) throw new Error('the disk is gone')
        yield line
      }
    }
    const command = { source: 'list', open: () => breaking() }
    await expect(importProcedures({ database, clock }, system, command)).rejects.toThrow('the disk is gone')
    const again = acceptedValue(await importProcedures({ database, clock }, system, command))
    expect(again).toMatchObject({ imported: 250, changed: 0, unchanged: 200 })
  })

  it('refuses whoever is not an administrator', async () =>
    expect(await importFrom(await fileOf('small.gz', small), anonymous)).toEqual({
      ok: false,
      refusal: { code: 'import.not-permitted' },
    }))
})

const national = join(sqlFolder, '../../shared/data/onestop/procedures-2642.jsonl.gz')

describe.skipIf(!existsSync(national))('the national list', () => {
  it('is imported in one go, and once only', async () => {
    const local = await localVersions()
    const first = await imported(national)
    expect(first.lines).toBe(2_642)
    expect(first.refused).toBe(0)
    expect(first.imported + first.changed + first.unchanged).toBe(2_642)
    expect(await localVersions()).toEqual(local)
    const before = await versions()
    expect(await imported(national)).toMatchObject({ imported: 0, changed: 0, unchanged: 2_642 })
    expect(await versions()).toEqual(before)
  })

  it.each(wantedFirst)('%s: %s comes first among all', async (query, code) => {
    const { procedures } = await searchProcedures(database, { query, limit: 5 })
    expect(procedures[0]?.code, procedures[0]?.name).toBe(code)
  })

  it('leaves a log that holds', async () => {
    const verdict = await verifyLog(database)
    expect(verdict.faults).toEqual([])
    expect(verdict.entries).toBeGreaterThan(14)
  })
})
