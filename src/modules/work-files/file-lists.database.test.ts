import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue, type Result } from '#kernel/result.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import {
  addEntry,
  addHeading,
  dismissProposed,
  draftFileList,
  dropEntry,
  dropHeading,
  entriesToOpen,
  findFileList,
  findWorkFile,
  issueFileList,
  listEntries,
  listFileLists,
  listHeadings,
  listProposals,
  openPlannedFile,
  openWorkFile,
  putProposed,
  setFilingRule,
  submitFileList,
} from './index.ts'

let house: DemoHouse
let commune = ''

beforeAll(async () => {
  house = await openDemoHouse()
  commune = await house.agencyId('H44.105')
})

const codeOf = <Value>(done: Result<Value, { readonly code: string }>): string => (done.ok ? 'done' : done.refusal.code)

const typed = { types: '', author: '', words: '' }

const entryFor = async (listId: string, headingId: string, keeper: string, rule = typed) => ({
  listId,
  headingId,
  title: 'Công tác hộ tịch năm 2026',
  kind: 'general' as const,
  retentionYears: 20,
  useMode: 'conditional' as const,
  keeperId: (await house.officer(keeper)).officerId,
  note: '',
  rule,
})

/** A document that was given to an officer. */
const give = async (login: string, number: number, subject: string): Promise<string> => {
  const { officerId } = await house.officer(login)
  const id = newId()
  await sql`
    insert into official_document (id, agency_id, direction, state, type_code, subject, code_number, code_notation, document_date,
      author_name, pages, created_at, updated_at)
    values (${id}, ${commune}, 'incoming', 'routed', 'CV', ${subject}, ${number}, 'STP-HT', '2026-09-01', 'Sở Tư pháp', 2,
      ${house.deps.clock.now()}, ${house.deps.clock.now()})`.execute(house.open.database)
  await sql`
    insert into participant (id, subject_kind, subject_id, agency_id, officer_id, capacity, from_at)
    values (${newId()}, 'official-document', ${id}, ${commune}, ${officerId}, 'leading', '2026-09-01')`.execute(
    house.open.database,
  )
  return id
}

describe('the list of files of a year', () => {
  it('goes from draft to issue, numbers its files behind those opened before, and each is opened once', async () => {
    const { deps, open } = house
    const clerk = await house.officer('hycuong.vanthu')
    const handler = await house.officer('hycuong.hotich')
    const leader = await house.officer('hycuong.chutich')
    const free = {
      postId: handler.posts[0]?.postId ?? '',
      title: 'Mở trước danh mục',
      notation: 'HT',
      kind: 'general',
      retentionYears: 5,
      useMode: 'open',
      keyword: '',
      note: '',
    } as const
    acceptedValue(await openWorkFile(deps, handler, free))
    expect(codeOf(await draftFileList(deps, handler, { agencyId: commune, year: 2026 }))).toBe(
      'file-list.not-permitted',
    )
    expect(codeOf(await draftFileList(deps, clerk, { agencyId: commune, year: 2025 }))).toBe(
      'file-list.year-not-allowed',
    )
    const listId = acceptedValue(await draftFileList(deps, clerk, { agencyId: commune, year: 2026 }))
    expect(codeOf(await draftFileList(deps, clerk, { agencyId: commune, year: 2026 }))).toBe('file-list.exists')
    const units = await listHeadings(open.database, listId)
    expect(units.map(({ unitName }) => unitName)).toContain('Phòng Kinh tế')
    expect(codeOf(await submitFileList(deps, clerk, { listId }))).toBe('file-list.empty')

    const heading = { listId, name: 'Hộ tịch', notation: 'ht', parentId: null, unitId: null }
    acceptedValue(await addHeading(deps, clerk, heading))
    expect(codeOf(await addHeading(deps, clerk, heading))).toBe('file-list.letters-taken')
    const large = (await listHeadings(open.database, listId)).find(({ notation }) => notation === 'HT')?.id ?? ''
    const economy = units.find(({ unitName }) => unitName === 'Phòng Kinh tế')?.id ?? ''
    expect(codeOf(await addEntry(deps, handler, await entryFor(listId, economy, 'hycuong.hotich')))).toBe(
      'file-list.not-permitted',
    )
    expect(codeOf(await addEntry(deps, handler, await entryFor(listId, large, 'snv.vanthu')))).toBe(
      'file-list.keeper-unknown',
    )
    acceptedValue(await addEntry(deps, handler, await entryFor(listId, large, 'hycuong.hotich')))
    acceptedValue(await addEntry(deps, clerk, await entryFor(listId, large, 'hycuong.vanthu')))
    expect(codeOf(await dropHeading(deps, clerk, { listId, id: large }))).toBe('file-list.heading-in-use')

    acceptedValue(await submitFileList(deps, clerk, { listId }))
    const [first, second] = await listEntries(open.database, listId)
    expect(codeOf(await dropEntry(deps, clerk, { listId, id: first?.id ?? '' }))).toBe('file-list.not-draft')
    const decision = { listId, decisionCode: '15/QĐ-UBND', decisionDate: '2026-09-01' }
    expect(codeOf(await issueFileList(deps, clerk, decision))).toBe('file-list.not-permitted')
    expect(codeOf(await issueFileList(deps, leader, { ...decision, decisionDate: '2027-01-01' }))).toBe(
      'file-list.decision-missing',
    )
    acceptedValue(await issueFileList(deps, leader, decision))
    expect((await listEntries(open.database, listId)).map(({ number }) => number)).toEqual([2, 3])

    expect((await entriesToOpen(open.database, handler.officerId, 2026)).map(({ id }) => id)).toEqual([first?.id])
    expect(codeOf(await openPlannedFile(deps, handler, { entryId: second?.id ?? '' }))).toBe('work-file.entry-not-open')
    const fileId = acceptedValue(await openPlannedFile(deps, handler, { entryId: first?.id ?? '' }))
    expect(codeOf(await openPlannedFile(deps, handler, { entryId: first?.id ?? '' }))).toBe('work-file.entry-not-open')
    const file = await findWorkFile(open.database, handler, fileId)
    expect([file?.number, file?.notation, file?.retentionYears, file?.unitName]).toEqual([
      2,
      'HT',
      20,
      'Văn phòng Hội đồng nhân dân và Ủy ban nhân dân',
    ])

    house.setClock('2027-01-05T01:00:00Z')
    const next = acceptedValue(
      await draftFileList(deps, await house.officer('hycuong.luutru'), { agencyId: commune, year: 2027 }),
    )
    expect((await listEntries(open.database, next)).map(({ title }) => title)).toEqual([
      'Công tác hộ tịch năm 2027',
      'Công tác hộ tịch năm 2027',
      'Mở trước danh mục',
    ])
    house.setClock('2026-09-07T01:00:00Z')
  })

  it('is nothing to another agency', async () => {
    const stranger = await house.officer('snv.giamdoc')
    const clerk = await house.officer('hycuong.vanthu')
    const [list] = await listFileLists(house.open.database, clerk)
    expect(await listFileLists(house.open.database, stranger)).toEqual([])
    expect(await findFileList(house.open.database, stranger, list?.id ?? '')).toBeNull()
    expect(codeOf(await submitFileList(house.deps, stranger, { listId: list?.id ?? '' }))).toBe('file-list.not-found')
  })
})

describe('a document', () => {
  it('is proposed for the file whose rule it fits or whose papers it answers, until it lies there or is dismissed', async () => {
    const { deps, open } = house
    const actor = await house.officer('hycuong.vhxh')
    const command = {
      postId: actor.posts[0]?.postId ?? '',
      title: 'Lễ hội năm 2026',
      notation: 'VH',
      kind: 'general',
      retentionYears: 10,
      useMode: 'conditional',
      keyword: '',
      note: '',
    } as const
    const fileId = acceptedValue(await openWorkFile(deps, actor, command))
    const fitting = await give('hycuong.vhxh', 501, 'V/v tổ chức lễ hội Đền Hùng')
    const answer = await give('hycuong.vhxh', 502, 'V/v trả lời')
    await give('hycuong.vhxh', 503, 'V/v phòng chống cháy rừng')
    await give('hycuong.kinhte', 504, 'V/v lễ hội của người khác')
    expect(codeOf(await setFilingRule(deps, actor, { fileId, rule: { ...typed, types: 'xyz' } }))).toBe(
      'work-file.rule-types-unknown',
    )
    const proposed = async () =>
      (await listProposals(open.database, actor, deps.clock.now())).flatMap(({ documents }) =>
        documents.map(({ id, why }) => [id, why]),
      )
    expect(await proposed()).toEqual([])
    acceptedValue(
      await setFilingRule(deps, actor, { fileId, rule: { types: 'công văn', author: 'so tu phap', words: 'lễ hội' } }),
    )
    expect(await proposed()).toEqual([[fitting, 'rule']])
    acceptedValue(await putProposed(deps, actor, { fileId, documentIds: [fitting] }))
    expect(await proposed()).toEqual([])
    await sql`insert into document_link values (${answer}, ${fitting}, 'answers', now())`.execute(open.database)
    expect(await proposed()).toEqual([[answer, 'linked']])
    const stranger = await house.officer('hycuong.kinhte')
    expect(codeOf(await dismissProposed(deps, stranger, { fileId, documentIds: [answer] }))).toBe('work-file.not-found')
    acceptedValue(await dismissProposed(deps, actor, { fileId, documentIds: [answer] }))
    expect(await proposed()).toEqual([])
  })

  it('whose task is a part of the task of a document inside is proposed too', async () => {
    const { deps, open } = house
    const actor = await house.officer('hycuong.kinhte')
    const command = {
      postId: actor.posts[0]?.postId ?? '',
      title: 'Kế hoạch năm',
      notation: 'KT',
      kind: 'general',
      retentionYears: 10,
      useMode: 'conditional',
      keyword: '',
      note: '',
    } as const
    const fileId = acceptedValue(await openWorkFile(deps, actor, command))
    const [whole, part] = [
      await give('hycuong.kinhte', 601, 'Giao kế hoạch'),
      await give('hycuong.kinhte', 602, 'Bổ sung'),
    ]
    const task = async (documentId: string, parentId: string | null) => {
      const id = newId()
      await sql`
        insert into task (id, title, source_kind, source_id, parent_id, agency_id, assigned_by, responsible_agency_id,
          responsible_officer_id, created_at, updated_at)
        values (${id}, 'x', 'document', ${documentId}, ${parentId}, ${commune}, ${actor.officerId}, ${commune},
          ${actor.officerId}, now(), now())`.execute(open.database)
      return id
    }
    await task(part, await task(whole, null))
    acceptedValue(await putProposed(deps, actor, { fileId, documentIds: [whole] }))
    const [found] = await listProposals(open.database, actor, deps.clock.now())
    expect(found?.documents.map(({ id, why }) => [id, why])).toEqual([[part, 'task']])
  })
})
