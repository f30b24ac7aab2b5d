import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { stoppedClock, Temporal } from '#kernel/time.ts'
import { anonymous, type OfficerActor, type Role } from '#modules/identity/domain/index.ts'
import {
  addEverydayWord,
  catalogueForAgency,
  changeEverydayWord,
  desksFor,
  homePage,
  listEverydayWords,
  listFields,
  listSubjects,
  openProcedureCatalogue,
  procedurePage,
  removeEverydayWord,
  searchCommunes,
  searchProcedures,
} from '#modules/procedures/index.ts'
import { countingStatements, type StatementCount } from '#platform/database/connection.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { openTestDatabase, sqlFolder } from '#test/support/database.ts'
import { loadDemoProvince } from './load-demo-province.ts'

const { provinces } = await openTestDatabase()
const province = provinces.byKey('phu-tho')
if (province === undefined) throw new Error('no province')
const { database } = province
const clock = stoppedClock('2026-08-28T02:00:00Z')
const today = Temporal.PlainDate.from('2026-08-28')
const folder = join(sqlFolder, 'demo-data/phu-tho')

beforeAll(() => loadDemoProvince(database, openSealing('a secret of the test', 'phu-tho'), folder, clock))

const statementsOf = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const count: StatementCount = { statements: 0 }
  const value = await countingStatements(count, work)
  return [value, count.statements]
}

const offerOf = async (code: string) => {
  const offer = await openProcedureCatalogue().findByCode(database, code, today)
  if (offer === null) throw new Error(`no procedure ${code}`)
  return offer
}

describe('the page of a procedure', () => {
  it('has all that is published and added, in one statement', async () => {
    const [page, statements] = await statementsOf(() => procedurePage(database, '1.001193', today))
    expect(statements).toBe(1)
    expect(page).toMatchObject({ name: 'Thủ tục đăng ký khai sinh', isOffered: true, isOpen: true, filesOnline: true })
    expect(page?.decidedBy).toMatchObject({ kind: 'commune', agencyId: null })
    expect(page?.form?.title).not.toBe('')
    expect(page?.legalBasis.length).toBeGreaterThan(0)
    expect(page?.related.map((one) => one.code)).toContain('1.000894')
    expect(page?.everydayWords).toContain('giấy khai sinh')
    expect(page?.process[0]?.agency).toBe('receiving')
    expect(page?.ways.length).toBeGreaterThan(0)
    expect(page?.paperCases.flatMap((one) => one.papers).length).toBeGreaterThan(0)
  })

  it('can be made of every procedure', async () => {
    const { procedures } = await searchProcedures(database, { query: '', limit: 100 })
    for (const { code } of procedures) expect((await procedurePage(database, code, today))?.code).toBe(code)
  })

  it('names the ministry system and the agency', async () => {
    const page = await procedurePage(database, '3.000348', today)
    expect(page?.decidedBy.kind).toBe('agency')
    expect(page?.decidedBy.ministrySystem).not.toBeNull()
    expect(page?.decidedBy.name).toContain('Công an')
  })

  it.each(['9.999999', '', "'", '\0', 'x'.repeat(500)])('is not there for %j', async (code) =>
    expect(await procedurePage(database, code, today)).toBeNull(),
  )
})

describe('the catalogue', () => {
  it('has fields and subjects', async () => {
    expect((await listFields(database)).find((one) => one.field === 'Hộ tịch')?.offered).toBeGreaterThan(3)
    expect((await listSubjects(database))[0]?.subject).toBe('Công dân Việt Nam')
  })

  it('gives the home page in two statements', async () => {
    const [home, statements] = await statementsOf(() => homePage(database))
    expect(statements).toBe(2)
    expect(home.common.length).toBeGreaterThan(5)
    expect(home.common.every((one) => one.isCommon)).toBe(true)
    expect(home.figures.offered).toBeGreaterThanOrEqual(30)
    expect(home.figures.desks).toBeGreaterThanOrEqual(20)
  })

  it('gives a desk what its committee decides and what it may take in for others', async () => {
    const { id } = await database
      .selectFrom('agency')
      .select('id')
      .where('code', '=', 'H44.101.1')
      .executeTakeFirstOrThrow()
    const procedures = await catalogueForAgency(database, id)
    expect(procedures.find((one) => one.code === '1.001193')?.isDecidedHere).toBe(true)
    const land = procedures.find((one) => one.code === '1.013831')
    expect(land === undefined || !land.isDecidedHere).toBe(true)
  })

  it('gives a department only what it decides', async () => {
    const { id } = await database
      .selectFrom('agency')
      .select('id')
      .where('code', '=', 'H44.12')
      .executeTakeFirstOrThrow()
    const procedures = await catalogueForAgency(database, id)
    expect(procedures.map((one) => one.code).sort()).toEqual(['1.008891', '1.008989'])
  })
})

describe('desks', () => {
  it('of a procedure of communes: each with the committee that decides', async () => {
    const [desks, statements] = await statementsOf(async () => desksFor(database, await offerOf('1.001193')))
    expect(statements).toBeLessThanOrEqual(4)
    if (desks.kind !== 'commune') throw new Error('not of communes')
    expect(desks.communes).toHaveLength(20)
    const [first] = desks.communes
    expect(first?.deciding.name).toMatch(/^Ủy ban nhân dân/)
    expect(first?.desk.communeCode).toBe(first?.communeCode)
  })

  it('of a procedure of a department: the provincial centre first', async () => {
    const desks = await desksFor(database, await offerOf('1.008891'))
    if (desks.kind !== 'agency') throw new Error('not of an agency')
    expect(desks.deciding.name).toContain('Sở Xây dựng')
    expect(desks.desks[0]?.level).toBe('province')
  })

  it.each([
    ['viet tri', 'Việt Trì'],
    ['phường Việt Trì', 'Việt Trì'],
    ['HOA BINH', 'Hoà Bình'],
    ['lap', 'Lập Thạch'],
  ])('are found by the commune: %s', async (typed, name) => {
    const [first] = await searchCommunes(database, typed)
    expect(first?.deciding.name).toContain(name)
  })

  it('are all there when nothing is typed, none for nonsense', async () => {
    expect(await searchCommunes(database, '')).toHaveLength(20)
    expect(await searchCommunes(database, "zzz' %")).toEqual([])
  })
})

const officer = (role: Role): OfficerActor => ({
  kind: 'officer',
  accountId: newId(),
  officerId: newId(),
  fullName: 'Lý Anh Khoa',
  posts: [
    {
      postId: newId(),
      role,
      title: '',
      agencyId: newId(),
      agencyName: '',
      unitId: null,
      unitName: '',
      isDelegated: false,
    },
  ],
  supervisedAgencyIds: [],
})

describe('everyday words', () => {
  const deps = { database, clock }
  const administrator = officer('administrator')
  const word = { term: 'Giấy  phép ăn hỏi', expansion: '', procedureCode: '1.000894' }
  const firstFor = async (query: string) => (await searchProcedures(database, { query, limit: 5 })).procedures[0]?.code

  it('are taught, corrected and taken away by an administrator, and the search follows at once', async () => {
    const { id } = acceptedValue(await addEverydayWord(deps, administrator, word))
    expect(await firstFor('giay phep an hoi')).toBe('1.000894')
    expect(await addEverydayWord(deps, administrator, word)).toMatchObject({
      refusal: { code: 'everyday-word.known-already' },
    })
    acceptedValue(
      await changeEverydayWord(deps, administrator, { id, term: 'dạm ngõ', expansion: '', procedureCode: '1.000894' }),
    )
    expect(await firstFor('dam ngo')).toBe('1.000894')
    const listed = await listEverydayWords(database, { query: 'dam ngo', limit: 10 })
    expect(listed.words).toMatchObject([{ id, term: 'dạm ngõ', procedureName: 'Thủ tục đăng ký kết hôn' }])
    acceptedValue(await removeEverydayWord(deps, administrator, { id }))
    expect((await listEverydayWords(database, { query: 'dam ngo', limit: 10 })).total).toBe(0)
    const log = await database
      .selectFrom('action_log')
      .select(['type'])
      .where('subject_id', '=', id)
      .orderBy('seq')
      .execute()
    expect(log.map((one) => one.type)).toEqual([
      'everyday-word.added',
      'everyday-word.changed',
      'everyday-word.removed',
    ])
  })

  it('are refused without word, meaning, procedure or permission', async () => {
    const codeOf = async (actor: Parameters<typeof addEverydayWord>[1], command: Partial<typeof word>) => {
      const result = await addEverydayWord(deps, actor, { ...word, ...command })
      return result.ok ? 'accepted' : result.refusal.code
    }
    expect(await codeOf(anonymous, {})).toBe('everyday-word.not-permitted')
    expect(await codeOf(officer('leader'), {})).toBe('everyday-word.not-permitted')
    expect(await codeOf(administrator, { term: '!!' })).toBe('everyday-word.term-missing')
    expect(await addEverydayWord(deps, administrator, { ...word, procedureCode: null })).toMatchObject({
      refusal: { code: 'everyday-word.meaning-missing' },
    })
    expect(await codeOf(administrator, { procedureCode: '9.999999' })).toBe('everyday-word.procedure-unknown')
    expect(await removeEverydayWord(deps, administrator, { id: newId() })).toMatchObject({
      refusal: { code: 'everyday-word.not-found' },
    })
  })

  it('are listed page by page, each once', async () => {
    const terms: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page = await listEverydayWords(database, { query: '', limit: 17, after })
      terms.push(...page.words.map((one) => one.id))
      after = page.next
    }
    expect(terms).toHaveLength((await listEverydayWords(database, { query: '', limit: 1 })).total)
    expect(new Set(terms).size).toBe(terms.length)
  })
})
