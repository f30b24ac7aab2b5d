import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { issueBirth } from '#test/support/issued-birth.ts'
import {
  closeWorkFile,
  filesForDocument,
  findWorkFile,
  keepDossierFile,
  listItems,
  listProposals,
  listWorkFiles,
  openWorkFile,
  putChosen,
  putDocument,
  reopenWorkFile,
  setFilingRule,
  takeOut,
} from './index.ts'

let house: DemoHouse

beforeAll(async () => {
  house = await openDemoHouse()
})

const open = async (login = 'hycuong.hotich', title = 'Kiểm tra hộ tịch năm 2026') => {
  const actor = await house.officer(login)
  const command = {
    postId: actor.posts[0]?.postId ?? '',
    title,
    notation: 'HT',
    kind: 'general',
    retentionYears: 20,
    useMode: 'conditional',
    keyword: '',
    note: '',
  } as const
  return { actor, fileId: acceptedValue(await openWorkFile(house.deps, actor, command)) }
}

type Written = {
  readonly number: number | null
  readonly on: string
  readonly secrecy?: number
  readonly login?: string
  readonly state?: string
}

/** A document of the commune in which the officer takes part. */
const write = async ({
  number,
  on,
  secrecy = 0,
  login = 'hycuong.hotich',
  state = 'routed',
}: Written): Promise<string> => {
  const { officerId, posts } = await house.officer(login)
  const agencyId = posts[0]?.agencyId ?? ''
  const id = newId()
  const { database } = house.open
  await sql`
    insert into official_document (id, agency_id, direction, state, type_code, subject, code_number, code_notation, document_date,
      author_name, secrecy, pages, created_at, updated_at)
    values (${id}, ${agencyId}, 'incoming', ${state}, 'CV', ${`Công văn số ${number ?? 'không'}`}, ${number}, ${number === null ? '' : 'UBND-VX'}, ${on}::date,
      'Sở Tư pháp', ${secrecy}, 2, now(), now())`.execute(database)
  await sql`
    insert into participant (id, subject_kind, subject_id, agency_id, officer_id, capacity, from_at)
    values (${newId()}, 'official-document', ${id}, ${agencyId}, ${officerId}, 'leading', now() - interval '1 year')`.execute(
    database,
  )
  return id
}

describe('a work file', () => {
  it('takes a document with those that it answers, in the order of their days, and closes with its last day', async () => {
    const { actor, fileId } = await open()
    const asked = await write({ number: 101, on: '2026-05-02' })
    const answered = await write({ number: 102, on: '2026-06-01' })
    await sql`insert into document_link values (${answered}, ${asked}, 'answers', now())`.execute(house.open.database)
    expect(acceptedValue(await putDocument(house.deps, actor, { fileId, code: '102/UBND-VX' }))).toEqual({
      documents: 2,
    })
    const items = await listItems(house.open.database, fileId)
    expect(items.map(({ documentId, position, rule }) => [documentId, position, rule])).toEqual([
      [asked, 1, 'linked'],
      [answered, 2, 'chosen'],
    ])
    expect(await closeWorkFile(house.deps, actor, { fileId, endedOn: '2026-05-31' })).toMatchObject({
      refusal: { code: 'work-file.day-before-document', newest: '2026-06-01' },
    })
    acceptedValue(await closeWorkFile(house.deps, actor, { fileId, endedOn: '2026-09-01' }))
    const file = await findWorkFile(house.open.database, actor, fileId)
    expect([file?.state, file?.handOverBy?.toString()]).toEqual(['closed', '2027-09-01'])
    const again = await putDocument(house.deps, actor, { fileId, code: '101/UBND-VX' })
    expect(again).toMatchObject({ ok: false, refusal: { code: 'work-file.not-open' } })
    expect(await reopenWorkFile(house.deps, actor, { fileId, reason: ' ' })).toMatchObject({
      refusal: { code: 'work-file.reason-missing' },
    })
    acceptedValue(await reopenWorkFile(house.deps, actor, { fileId, reason: 'Có văn bản đến sau' }))
    const [first] = items
    acceptedValue(await takeOut(house.deps, actor, { fileId, itemId: first?.id ?? '' }))
    expect((await listItems(house.open.database, fileId)).map(({ position }) => position)).toEqual([1])
  })

  it('never holds a secret document, nor one that its keeper may not see, nor one twice', async () => {
    const { actor, fileId } = await open()
    const secret = await write({ number: 201, on: '2026-05-02', secrecy: 1 })
    await write({ number: 202, on: '2026-05-02', login: 'hycuong.motcua' })
    await write({ number: 203, on: '2026-05-02' })
    const codeOf = async (code: string) => {
      const done = await putDocument(house.deps, actor, { fileId, code })
      return done.ok ? 'put' : done.refusal.code
    }
    expect(await codeOf('201/UBND-VX')).toBe('work-file.document-secret')
    expect(await codeOf('202/UBND-VX')).toBe('work-file.document-unknown')
    expect(await codeOf('không số')).toBe('work-file.document-unknown')
    expect(await codeOf('203/UBND-VX')).toBe('put')
    expect(await codeOf('203/UBND-VX')).toBe('work-file.document-inside-already')
    const forced = sql`
      insert into work_file_item (id, file_id, position, document_id, rule, subject, document_date, author_name, added_at)
      values (${newId()}, ${fileId}, 9, ${secret}, 'chosen', 'x', now(), 'x', now())`.execute(house.open.database)
    await expect(forced).rejects.toMatchObject({ constraint: 'work_file_item_not_secret' })
  })

  it('never guesses which of several documents of one number is meant, and takes the one that was chosen', async () => {
    const { actor, fileId } = await open()
    const older = await write({ number: 731, on: '2025-05-02' })
    await write({ number: 731, on: '2026-05-02' })
    const typed = await putDocument(house.deps, actor, { fileId, code: '731/ubnd-vx' })
    expect(typed).toMatchObject({ ok: false, refusal: { code: 'work-file.document-several' } })
    acceptedValue(await putChosen(house.deps, actor, { fileId, documentId: older }))
    expect((await listItems(house.open.database, fileId)).map(({ documentId }) => documentId)).toEqual([older])
  })

  it('takes what has no number, proposed by its rule too, and nothing that is no record yet', async () => {
    const { actor, fileId } = await open('hycuong.hotich', 'Thư mời')
    const invitation = await write({ number: null, on: '2026-05-02' })
    const unregistered = await write({ number: null, on: '2026-05-02', state: 'arrived' })
    const draft = await write({ number: 741, on: '2026-05-02', state: 'draft' })
    const foreign = await write({ number: null, on: '2026-05-02', login: 'hycuong.motcua' })
    const rule = { types: 'CV', author: '', words: 'Công văn số không' }
    acceptedValue(await setFilingRule(house.deps, actor, { fileId, rule }))
    const proposals = await listProposals(house.open.database, actor, house.deps.clock.now())
    const mine = proposals.find(({ file }) => file.id === fileId)
    expect(mine?.documents.map(({ id }) => id)).toEqual([invitation])
    const refusedOf = async (documentId: string) => {
      const done = await putChosen(house.deps, actor, { fileId, documentId })
      return done.ok ? 'put' : done.refusal.code
    }
    expect(await refusedOf(unregistered)).toBe('work-file.document-unknown')
    expect(await refusedOf(draft)).toBe('work-file.document-unknown')
    expect(await refusedOf(foreign)).toBe('work-file.document-unknown')
    expect(await refusedOf(invitation)).toBe('put')
    expect(await refusedOf(invitation)).toBe('work-file.document-inside-already')
    expect(await putDocument(house.deps, actor, { fileId, code: '741/UBND-VX' })).toMatchObject({
      refusal: { code: 'work-file.document-unknown' },
    })
  })

  it('is offered for a document to whoever works on it, the asking rule first, and told to whoever sees it', async () => {
    const { actor, fileId } = await open('hycuong.hotich', 'Có quy tắc')
    const rule = { types: 'CV', author: '', words: '' }
    acceptedValue(await setFilingRule(house.deps, actor, { fileId, rule }))
    const other = await open('hycuong.hotich', 'Mở sau, không quy tắc')
    const foreign = await open('hycuong.motcua', 'Của người khác')
    const id = await write({ number: 751, on: '2026-05-02' })
    const document = { id, typeCode: 'CV', authorName: 'Sở Tư pháp', subject: 'Công văn số 751' }
    const shown = (words = '') => filesForDocument(house.open.database, actor, document, words)
    const before = await shown()
    expect(before.inside).toEqual([])
    expect(before.open[0]).toMatchObject({ id: fileId, isAskedFor: true, isOwn: true })
    const ids = before.open.map((one) => one.id)
    expect([ids.includes(other.fileId), ids.includes(foreign.fileId)]).toEqual([true, false])
    expect((await shown('mo sau')).open.map((one) => one.id)).toEqual([other.fileId])
    acceptedValue(await putChosen(house.deps, actor, { fileId, documentId: id }))
    const after = await shown()
    expect(after.inside.map((one) => one.id)).toEqual([fileId])
    expect(after.open.map((one) => one.id)).not.toContain(fileId)
    const stranger = await house.officer('hycuong.motcua')
    expect((await filesForDocument(house.open.database, stranger, document, '')).inside).toEqual([])
  })

  it('is nothing to whoever has no part in it', async () => {
    const { fileId } = await open('hycuong.hotich', 'Riêng của hộ tịch')
    const stranger = await house.officer('tinh.chutich')
    const other = await house.officer('hycuong.motcua')
    for (const actor of [stranger, other]) {
      expect(await findWorkFile(house.open.database, actor, fileId)).toBeNull()
      expect(await closeWorkFile(house.deps, actor, { fileId, endedOn: '2026-09-01' })).toMatchObject({
        refusal: { code: 'work-file.not-found' },
      })
      const { lines } = await listWorkFiles(house.open.database, actor, { scope: 'all' }, 50, null)
      expect(lines.map(({ id }) => id)).not.toContain(fileId)
    }
    const clerk = await house.officer('hycuong.vanthu')
    const found = await listWorkFiles(house.open.database, clerk, { scope: 'all', words: 'rieng cua ho' }, 50, null)
    expect(found.lines.map(({ id }) => id)).toEqual([fileId])
  })

  it('is listed page by page, each once', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await open('hycuong.chanhvanphong', `Trang ${name}`)
    const actor = await house.officer('hycuong.chanhvanphong')
    const question = { scope: 'mine', words: 'trang' } as const
    const seen: string[] = []
    let after = null
    do {
      const { lines, next }: Awaited<ReturnType<typeof listWorkFiles>> = await listWorkFiles(
        house.open.database,
        actor,
        question,
        2,
        after,
      )
      seen.push(...lines.map(({ title }) => title))
      after = next
    } while (after !== null)
    expect(seen.toSorted()).toEqual(['Trang a', 'Trang b', 'Trang c', 'Trang d', 'Trang e'])
  })

  it('makes itself of a settled dossier, once, with its papers counted', async () => {
    const birth = await issueBirth(house)
    await keepDossierFile(house.deps, birth.id)
    await keepDossierFile(house.deps, birth.id)
    const clerk = await house.officer('hycuong.vanthu')
    const { lines } = await listWorkFiles(house.open.database, clerk, { scope: 'all', words: birth.code }, 50, null)
    expect(lines).toHaveLength(1)
    const [line] = lines
    const keeper = await house.officer('hycuong.hotich')
    expect([line?.state, line?.notation, line?.keeperName]).toEqual(['closed', 'TTHC', keeper.fullName])
    const items = await listItems(house.open.database, line?.id ?? '')
    expect(items.filter(({ rule }) => rule === 'dossier')).toHaveLength(line?.items ?? 0)
    expect(items.some(({ authorName, pages }) => authorName.startsWith('Ủy ban nhân dân') && pages === 1)).toBe(true)
  })

  it('keeps a chain of what was done with it', async () => {
    const { actor, fileId } = await open()
    await write({ number: 301, on: '2026-05-02' })
    acceptedValue(await putDocument(house.deps, actor, { fileId, code: '301/UBND-VX' }))
    acceptedValue(await closeWorkFile(house.deps, actor, { fileId, endedOn: '2026-09-01' }))
    const rows = await sql<{ type: string }>`
      select type from action_log where subject_kind = 'work-file' and subject_id = ${fileId} order by seq`.execute(
      house.open.database,
    )
    expect(rows.rows.map(({ type }) => type)).toEqual([
      'work-file.opened',
      'work-file.document-put',
      'work-file.closed',
    ])
    expect((await verifyLog(house.open.database)).faults).toEqual([])
  })
})
