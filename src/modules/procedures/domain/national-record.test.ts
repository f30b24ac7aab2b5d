import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { compareRecords, digestOf } from './national-digest.ts'
import { type NationalRecord, parseNationalRecord } from './national-record.ts'
import type { DoubtCode } from './national-source.ts'
import { readNationalLines } from './national-stream.ts'
import { feesAreByCase, feesOf, limitOf, papersOf } from './offer.ts'
import { PublishedProcedure } from './published-procedure.ts'

const record = {
  ma_thu_tuc: '1.000001',
  ten_thu_tuc: 'Thủ tục  thử\u200b nghiệm.',
  bo_nguon: 'bo-tu-phap',
  so_quyet_dinh: '163/QĐ-BTP',
  cap_thuc_hien: ['Cấp xã', 'Cấp tỉnh'],
  loai_thu_tuc: 'Loại khác',
  linh_vuc: 'Hộ tịch',
  doi_tuong_thuc_hien: ['Công dân Việt Nam'],
  trinh_tu_thuc_hien: 'Bước 1\r\nBước 2',
  cach_thuc_thuc_hien: [
    { kenh: 'direct', thoi_gian: 3, don_vi: 'working_day', phi: [{ so_tien: 8000, mo_ta: 'Lệ phí: 8.000 đồng' }] },
    { kenh: 'online', thoi_gian: 1, don_vi: 'unknown', phi: [{ so_tien: 0, mo_ta: 'Miễn phí' }] },
  ],
  thanh_phan_ho_so: [{ truong_hop: 'Giấy tờ phải nộp', giay_to: [{ ten: '- Tờ khai', ban_chinh: 1, ban_sao: 0 }] }],
  ket_qua: [{ ten: 'Giấy khai sinh', ma: 'KQ.G15.000031' }],
  can_cu_phap_ly: [{ ten: 'Luật Hộ tịch', so_hieu: '60/2014/QH13' }],
  co_nut_nop_truc_tuyen: true,
  detail_url: 'https://dichvucong.gov.vn/x',
  raw: { cach_thuc: 'Hình thức nộp…', thanh_phan: '…', can_cu: '…' },
}

const parse = (change: Record<string, unknown> = {}): NationalRecord =>
  acceptedValue(parseNationalRecord(JSON.stringify({ ...record, ...change })))

const doubtsOf = (change: Record<string, unknown>): readonly DoubtCode[] =>
  parse(change).doubts.map((doubt) => doubt.code)

const way = (terms: Record<string, unknown>) => ({ cach_thuc_thuc_hien: [{ kenh: 'direct', ...terms }] })

describe('a national record', () => {
  it('is read, tidied and bounded', () => {
    const { published } = parse()
    expect(published.name).toBe('Thủ tục thử nghiệm')
    expect(published.ministry).toBe('Bộ Tư pháp')
    expect(published.levels).toEqual(['commune', 'province'])
    expect(published.steps).toBe('Bước 1\nBước 2')
    expect(published.channels[0]).toMatchObject({
      limit: { amount: 3, unit: 'working_day' },
      limitText: '3 ngày làm việc',
      fees: [{ kind: 'le-phi', amount: 8000 }],
    })
    expect(published.paperCases[0]?.papers).toEqual([{ name: 'Tờ khai', originals: 1, copies: 0, formName: null }])
    expect(PublishedProcedure.safeParse(published).success).toBe(true)
  })

  it('runs no limit on a unit that the source lost, and says so', () => {
    const { published, doubts } = parse()
    expect(published.channels[1]).toMatchObject({ channel: 'online', limit: null, limitText: '1' })
    expect(doubts.map((doubt) => doubt.code)).toEqual(['limit-unit-unknown'])
    expect(limitOf({ published, local: null }, 'online')).toBeNull()
  })

  it.each<[string, Record<string, unknown>, DoubtCode]>([
    ['no limit at all', way({}), 'limit-missing'],
    ['a limit of zero', way({ thoi_gian: 0, don_vi: 'working_day' }), 'limit-odd'],
    ['half a day', way({ thoi_gian: 1.5, don_vi: 'working_day' }), 'limit-odd'],
    ['hours', way({ thoi_gian: 8, don_vi: 'hour' }), 'limit-hours-taken-as-working'],
    [
      'an unknown channel',
      { cach_thuc_thuc_hien: [{ kenh: 'pigeon' }, { kenh: 'direct', thoi_gian: 1, don_vi: 'month' }] },
      'channel-unknown',
    ],
    ['no ways', { cach_thuc_thuc_hien: [] }, 'channels-unread'],
    ['no papers', { thanh_phan_ho_so: [] }, 'papers-missing'],
    [
      'glued numbers',
      { thanh_phan_ho_so: [{ giay_to: [{ ten: 'Đơn theo Mẫu số', ban_chinh: 181, ban_sao: 1 }] }] },
      'paper-count-odd',
    ],
    [
      'a fee told in a remark',
      way({
        thoi_gian: 1,
        don_vi: 'month',
        phi: [{ so_tien: 0, mo_ta: 'Miễn phí' }],
        mo_ta: '(Mức cụ thể do Hội đồng nhân dân quyết định)',
      }),
      'fee-in-note',
    ],
    ['dollars', way({ thoi_gian: 1, don_vi: 'month', phi: [{ so_tien: 155, mo_ta: '155 USD/thẻ' }] }), 'fee-odd'],
    ['no outcome', { ket_qua: [] }, 'outcomes-missing'],
    ['an outcome without its code', { ket_qua: [{ ten: 'Giấy' }] }, 'outcome-code-missing'],
    ['a law without its number', { can_cu_phap_ly: [{ ten: 'Luật' }] }, 'law-number-missing'],
    [
      'a number cut in two',
      { can_cu_phap_ly: [{ ten: 'Nghị quyết về dữ liệu66', so_hieu: '7/2025/NQ-CP' }] },
      'law-number-cut',
    ],
    ['an unknown level', { cap_thuc_hien: ['Cấp huyện'] }, 'level-unknown'],
    ['an unknown ministry', { bo_nguon: 'bo-moi' }, 'ministry-unknown'],
    ['a text beyond bounds', { linh_vuc: 'x'.repeat(600) }, 'text-cut'],
  ])('doubts %s', (_, change, code) => expect(doubtsOf(change)).toContain(code))

  it('keeps as text what it could not read', () => {
    const { published } = parse({ cach_thuc_thuc_hien: [], thanh_phan_ho_so: [] })
    expect(published.unread).toEqual({ channels: 'Hình thức nộp…', papers: '…' })
  })

  it('neither runs a limit nor charges a fee where one channel has several', () => {
    const { published } = parse({
      cach_thuc_thuc_hien: [
        { kenh: 'direct', thoi_gian: 5, don_vi: 'working_day', phi: [{ so_tien: 200_000, mo_ta: 'cấp mới' }] },
        { kenh: 'direct', thoi_gian: 8, don_vi: 'working_day', phi: [{ so_tien: 400_000, mo_ta: 'cấp lại' }] },
      ],
    })
    expect(limitOf({ published, local: null }, 'direct')).toBeNull()
    expect(feesOf({ published, local: null }, 'direct').map((fee) => fee.amount)).toEqual([null, null])
    expect(feesAreByCase({ published, local: null }, 'direct')).toBe(true)
    expect(feesAreByCase({ published, local: null }, 'online')).toBe(false)
    expect(papersOf({ published, local: null }).every((paper) => !paper.required)).toBe(true)
  })

  it('knows the code with the suffix of a province', () =>
    expect(parse({ ma_thu_tuc: '1.000001.000.00.00.H44' }).published.code).toBe('1.000001'))

  it.each([
    ['', 'national-record.not-json'],
    ['[]', 'national-record.not-json'],
    ['{"ma_thu_tuc":', 'national-record.not-json'],
    ['{}', 'national-record.no-code'],
    ['{"ma_thu_tuc":"1.2"}', 'national-record.no-code'],
    ['{"ma_thu_tuc":"1.000001","ten_thu_tuc":" "}', 'national-record.no-name'],
    ['x'.repeat(2_000_001), 'national-record.too-long'],
  ])('%j is refused', (line, code) => {
    const result = parseNationalRecord(line)
    expect(result.ok ? '' : result.refusal.code).toBe(code)
  })

  it('never throws, whatever stands in its fields', () => {
    const keys = Object.keys(record)
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 4 }), (key, value) => {
        const result = parseNationalRecord(JSON.stringify({ ...record, [key]: value }))
        return !result.ok || PublishedProcedure.safeParse(result.value.published).success
      }),
      { numRuns: 1_000 },
    )
    fc.assert(fc.property(fc.string(), (line) => !parseNationalRecord(line).ok))
  })
})

describe('a change', () => {
  it('is seen in the digest and told field by field', () => {
    const before = parse()
    const after = parse({ ten_thu_tuc: 'Tên mới', yeu_cau_dieu_kien: 'Có', ket_qua: [] })
    expect(after.digest).not.toBe(before.digest)
    expect(compareRecords(before.published, after.published).map((one) => `${one.field} ${one.kind}`)).toEqual([
      'name changed',
      'conditions added',
      'outcomes removed',
    ])
  })

  it('is not seen in the order of keys or in a round through JSON', () => {
    const { published, digest } = parse()
    const turned = Object.fromEntries(Object.entries(structuredClone(published)).reverse())
    const again = PublishedProcedure.parse(JSON.parse(JSON.stringify(turned)))
    expect(digestOf(again)).toBe(digest)
    expect(compareRecords(published, again)).toEqual([])
  })
})

describe('a list', () => {
  it('is read line by line; of two records of one code the first counts', async () => {
    const lines = [JSON.stringify(record), '', 'broken', JSON.stringify({ ...record, ten_thu_tuc: 'Khác' })]
    const seen: string[] = []
    for await (const { line, result } of readNationalLines(lines))
      seen.push(`${line} ${result.ok ? result.value.published.name : result.refusal.code}`)
    expect(seen).toEqual(['1 Thủ tục thử nghiệm', '3 national-record.not-json', '4 national-record.duplicate-code'])
  })

  const real = new URL('../../../../../shared/data/onestop/procedures-2642.jsonl.gz', import.meta.url)
  it.runIf(existsSync(real))('of 2,642 real procedures is read whole', async () => {
    const input = createInterface({ input: createReadStream(real).pipe(createGunzip()), crlfDelay: Infinity })
    const doubts = new Map<DoubtCode, number>()
    let accepted = 0
    const refused: string[] = []
    for await (const { result } of readNationalLines(input)) {
      if (!result.ok) refused.push(`${result.refusal.code} ${result.refusal.text}`)
      else {
        accepted += 1
        for (const doubt of result.value.doubts) doubts.set(doubt.code, (doubts.get(doubt.code) ?? 0) + 1)
      }
    }
    expect(refused).toEqual([])
    expect(accepted).toBe(2_642)
    expect(doubts.get('limit-unit-unknown')).toBeGreaterThan(500)
    if (process.env.SHOW_DOUBTS !== undefined) console.table([...doubts])
  })
})
