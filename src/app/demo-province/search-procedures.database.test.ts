import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { stoppedClock } from '#kernel/time.ts'
import { searchProcedures, suggestProcedures } from '#modules/procedures/index.ts'
import { countingStatements, type StatementCount } from '#platform/database/connection.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { openTestDatabase, sqlFolder } from '#test/support/database.ts'
import { refreshSearch, refreshVocabulary } from '../../modules/procedures/store/search-index.ts'
import { loadDemoProvince } from './load-demo-province.ts'
import { hostileQueries, wantedFirst } from './wanted-answers.fixture.ts'

const { provinces } = await openTestDatabase()
const province = provinces.byKey('phu-tho')
if (province === undefined) throw new Error('no province')
const { database } = province

beforeAll(() =>
  loadDemoProvince(
    database,
    openSealing('a secret of the test', 'phu-tho'),
    join(sqlFolder, 'demo-data/phu-tho'),
    stoppedClock('2026-08-28T02:00:00Z'),
  ),
)

const search = (query: string, limit = 20) => searchProcedures(database, { query, limit })

/** Code, name and field of procedures that only the national list has. */
const publish = async (procedures: readonly (readonly [string, string, string])[]) => {
  for (const [code, name, field] of procedures)
    await database
      .insertInto('procedure')
      .values({
        id: newId(),
        code,
        name,
        field,
        levels: ['commune'],
        subjects: [],
        published: JSON.stringify({ code, name }),
      })
      .execute()
  await database.transaction().execute(async (tx) => {
    await refreshSearch(
      tx,
      procedures.map(([code]) => code),
    )
    await refreshVocabulary(tx)
  })
}

describe('searching procedures', () => {
  it.each(wantedFirst)('%s: %s comes first', async (query, code) => {
    const { procedures } = await search(query)
    expect(procedures[0]?.code, procedures[0]?.name).toBe(code)
  })

  it.each(hostileQueries)('%s is answered', async (_, query) => {
    const found = await search(query)
    expect(found.procedures.length).toBeLessThanOrEqual(20)
    await suggestProcedures(database, query)
  })

  it('answers any text at all', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        await search(text)
        await suggestProcedures(database, text)
      }),
      { numRuns: 60 },
    ))

  it('sends two statements, whatever was typed', async () => {
    for (const query of ['khai sinh', 'khai sin', 'so do', 'tôi muốn làm sổ đỏ cho mẹ', '', 'GPLX gplx sổ đỏ LLTP']) {
      const count: StatementCount = { statements: 0 }
      await countingStatements(count, () => search(query))
      expect(count.statements).toBeLessThanOrEqual(2)
    }
  })

  it('gives every procedure once over the pages, in one order', async () => {
    for (const query of ['', 'giấy', 'so do', 'đăng ký mẹ']) {
      const whole = await search(query, 100)
      const codes: string[] = []
      for (let after: string | null = ''; after !== null; ) {
        const page = await searchProcedures(database, { query, limit: 3, after })
        codes.push(...page.procedures.map((one) => one.code))
        expect(page.total).toBe(whole.total)
        after = page.next
      }
      expect(codes).toEqual(whole.procedures.map((one) => one.code))
      expect(new Set(codes).size).toBe(whole.total)
    }
  })

  it('takes a broken place for the beginning', async () => {
    const first = await search('giấy')
    for (const after of [
      'x',
      'WzFd',
      Buffer.from('[1,2,3,4,"a\\u0000",5]').toString('base64url'),
      'a'.repeat(20_000),
    ]) {
      const again = await searchProcedures(database, { query: 'giấy', limit: 20, after })
      expect(again.procedures).toEqual(first.procedures)
    }
  })

  it('narrows by level, field, subject and what the province offers', async () => {
    const commune = await searchProcedures(database, { query: '', level: 'commune', limit: 100 })
    expect(commune.procedures.length).toBeGreaterThan(5)
    expect(commune.procedures.every((one) => one.levels.includes('commune'))).toBe(true)
    const field = await searchProcedures(database, { query: 'khai sinh', field: 'Hộ tịch', limit: 100 })
    expect(field.procedures[0]?.code).toBe('1.001193')
    expect(field.procedures.every((one) => one.field === 'Hộ tịch')).toBe(true)
    const nobody = await searchProcedures(database, { query: '', subject: 'Người ngoài hành tinh\0', limit: 5 })
    expect(nobody).toEqual({ procedures: [], total: 0, next: null, isLoose: false })
    const offered = await searchProcedures(database, { query: '', offeredOnly: true, limit: 100 })
    expect(offered.procedures.every((one) => one.isOffered)).toBe(true)
  })

  it('says what it costs, how long it takes and who decides', async () => {
    const [card] = (await search('khai sinh')).procedures
    expect(card?.decidedBy.kind).toBe('commune')
    expect(card?.summary).not.toBeNull()
    expect(card?.limitText).not.toBe('')
  })

  it('suggests while somebody types', async () => {
    const codes = async (prefix: string) => (await suggestProcedures(database, prefix)).map((one) => one.code)
    expect((await codes('khai si'))[0]).toBe('1.001193')
    expect((await codes('so d'))[0]).toBe('1.013831')
    expect((await codes('GPL'))[0]).toBe('3.000348')
    expect((await codes('giấy phép lái'))[0]).toBe('3.000348')
    expect(await codes('')).toEqual([])
    expect((await codes('đ')).length).toBeLessThanOrEqual(8)
  })
})

describe('a typing error that is nearer to many frequent words', () => {
  beforeAll(() =>
    publish(
      Array.from(
        { length: 40 },
        (_, index) =>
          [`8.${String(index).padStart(6, '0')}`, `Họ, hội họp về hoa, phần ${index}`, 'Hoạt động'] as const,
      ),
    ),
  )

  it.each([
    ['dang ky ket hom', 'kết hôn'],
    ['tinh trang hom nhan', 'hôn nhân'],
  ])('%s: means the one that stands beside its neighbour', async (query, meant) => {
    expect((await search(query)).procedures[0]?.name).toContain(meant)
  })
})

describe('a typing error that is a word itself', () => {
  beforeAll(async () => {
    // As among the national ones: words of other names and of papers, that make a slip of the finger a word.
    await publish([
      ['9.000001', 'Hỗ trợ bữa ăn hôm trước cho trẻ em', 'Đăng ký, ký kết'],
      ['9.000002', 'Cấp đổi thẻ nhà báo', 'Giấy thế chấp'],
      ['9.000003', 'Xếp hạng khách sạn theo kinh nghiệm hộ chiếu', 'Kinh doanh'],
      ['9.000004', 'Cho thuê kho đông lạnh theo hố', 'Đăng ký hộ'],
    ])
  })

  it.each([
    ['dang ky ket hom', '1.000894'],
    ['đăng ký kết hôm', '1.000894'],
    ['dang ky hom', null],
  ] as const)('%s', async (query, code) => {
    const [first] = (await search(query)).procedures
    if (code === null) expect(first).toBeDefined()
    else expect(first?.code, first?.name).toBe(code)
  })

  it('does not come before what has the very words', async () => {
    for (const { code, name } of (await search('', 100)).procedures) {
      const [first] = (await search(name)).procedures
      expect([first?.code, first?.name]).toEqual([code, name])
    }
    expect((await search('hom truoc')).procedures[0]?.code).toBe('9.000001')
    expect((await search('the nha bao')).procedures[0]?.code).toBe('9.000002')
  })

  it.each(wantedFirst)('leaves %s: %s first', async (query, code) => {
    expect((await search(query)).procedures[0]?.code).toBe(code)
  })
})
