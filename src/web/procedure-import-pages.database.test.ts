import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { importFileBytes, RunImport, runImport, searchProcedures } from '#modules/procedures/index.ts'
import { openDemoHouse } from '#test/support/demo-house.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'

const house = await openDemoHouse('2026-09-07T01:00:00Z')
const app = serveDemoHouse(house)
const { database } = house.open
const visitor = await officerBrowser(house, app, 'quantri')
const path = '/quan-tri/nhap-thu-tuc'

const way = { kenh: 'direct', thoi_gian: 3, don_vi: 'working_day' }

const record = (code: string, name: string, ways: readonly object[] = [{ ...way, phi: [] }]) =>
  JSON.stringify({
    ma_thu_tuc: code,
    ten_thu_tuc: name,
    bo_nguon: 'bo-tu-phap',
    cap_thuc_hien: ['Cấp huyện'],
    linh_vuc: 'Hộ tịch',
    doi_tuong_thuc_hien: ['Công dân Việt Nam'],
    cach_thuc_thuc_hien: ways,
  })

const list = [
  record('1.900001', 'Cấp thẻ người nuôi ong'),
  '{"ma_thu_tuc":',
  record('1.900002', 'Cấp thẻ người trồng chè', [
    { ...way, phi: [{ so_tien: 20_000, mo_ta: 'cấp mới' }] },
    { ...way, phi: [{ so_tien: 50_000, mo_ta: 'cấp lại' }] },
  ]),
]
const packed = gzipSync(`${list.join('\n')}\n`)

const handIn = (content: Uint8Array | null, name = 'procedures.jsonl.gz') =>
  visitor.upload(path, {}, { field: 'tep', name, content })

const waitingJobs = async (): Promise<readonly RunImport[]> => {
  const { rows } = await sql<{ payload: unknown }>`
    select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'import-procedures' order by j.id`.execute(database)
  return rows.map(({ payload }) => RunImport.parse(payload))
}

const runLast = async (): Promise<void> => {
  const job = (await waitingJobs()).at(-1)
  if (job === undefined) throw new Error('no import waits')
  await runImport(house.deps, job)
}

beforeAll(async () => {
  await visitor.get(path)
})

describe('the page that takes in procedures', () => {
  it('says that nothing was handed in yet', async () => {
    expect((await visitor.get(path)).body).toContain('Chưa nhập tệp nào ở đây')
  })

  it('keeps the file, runs the import as a job, one at a time, and shows the report', async () => {
    const answer = await handIn(packed)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, path])
    expect((await visitor.get(path)).body).toContain('Tệp đang chờ đến lượt')
    const second = await handIn(packed)
    expect([second.statusCode, second.body.includes('Một tệp khác đang được nhập')]).toEqual([422, true])
    await runLast()
    const { body } = await visitor.get(path)
    for (const text of ['procedures.jsonl.gz', 'Không phải bản ghi JSON', 'Cấp thẻ người nuôi ong', '1.900002'])
      expect(body).toContain(text)
    const { procedures } = await searchProcedures(database, { query: 'nuoi ong', limit: 1 })
    expect(procedures[0]?.code).toBe('1.900001')
  })

  it('promises citizens nothing of what the province has not opened: neither a desk nor one fee of several', async () => {
    const shown = await visitor.get('/thu-tuc/1.900002')
    expect(shown.body).toContain('Nơi giải quyết thủ tục; bộ phận một cửa chỉ dẫn')
    expect(shown.body).not.toContain('Bất kỳ bộ phận một cửa nào')
    for (const { body } of [shown, await visitor.get('/thu-tuc?q=trong+che')])
      expect(body).toContain('Tùy trường hợp, xem mục Cách nộp')
  })

  it('are told in English with what the law published marked as Vietnamese', async () => {
    const { body } = await visitor.get('/en/thu-tuc/1.900002')
    expect(body).toMatch(/<h1[^>]* lang="vi"[^>]*>Cấp thẻ người trồng chè/)
    expect(body).toMatch(/<dd lang="vi">Hộ tịch/)
    expect((await visitor.get('/en/thu-tuc?q=trong+che')).body).toMatch(
      /<a [^>]*lang="vi"[^>]*>Cấp thẻ người trồng chè/,
    )
    expect((await visitor.get('/thu-tuc/1.900002')).body).not.toMatch(/<(?:h1|dd)[^>]* lang="vi"/)
  })

  it('changes nothing for the same file, and nothing when a job is run twice', async () => {
    await handIn(packed)
    await runLast()
    await runLast()
    const last = await database
      .selectFrom('procedure_import')
      .selectAll()
      .orderBy('asked_at', 'desc')
      .orderBy('id', 'desc')
      .execute()
    expect(last.map(({ state, counts }) => [state, counts])).toContainEqual([
      'done',
      { lines: 3, imported: 0, changed: 0, unchanged: 2, refused: 1, doubtful: 2 },
    ])
  })

  it('tells that a file is broken and that nothing was written', async () => {
    await handIn(packed.subarray(0, packed.length - 12), 'cut.gz')
    await runLast()
    expect((await visitor.get(path)).body).toContain('Chưa có gì được ghi')
  })

  it('wants a file that is there and not too large', async () => {
    expect((await handIn(null)).body).toContain('Chọn tệp thủ tục')
    expect((await handIn(new Uint8Array())).body).toContain('Tệp này không có gì')
    const large = await handIn(Buffer.alloc(importFileBytes + 1))
    expect([large.statusCode, large.body.includes('Tệp lớn hơn 50 MB')]).toEqual([422, true])
  })

  it('logs who handed the list in', async () => {
    const { officerId } = await house.officer('quantri')
    const asked = await database
      .selectFrom('action_log')
      .select(['actor_id'])
      .where('type', '=', 'procedures.import-asked')
      .execute()
    expect(asked).toHaveLength(3)
    expect(new Set(asked.map(({ actor_id }) => actor_id))).toEqual(new Set([officerId]))
  })

  it('frees the way when an import was broken off for good', async () => {
    await handIn(packed)
    house.setClock('2026-09-07T01:20:00Z')
    expect((await handIn(packed)).statusCode).toBe(303)
  })

  it('is not for others', async () => {
    const clerk = await officerBrowser(house, app, 'hycuong.vanthu')
    expect((await clerk.get(path)).statusCode).toBe(403)
  })
})
