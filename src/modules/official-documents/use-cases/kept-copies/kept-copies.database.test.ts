import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { type IssuingScene, openIssuingScene } from '#test/support/issuing-scene.ts'
import { listBooks } from '../../queries/books.ts'
import { listKeptCopies } from '../../queries/kept-copies.ts'
import { readBook } from '../../queries/read-book.ts'
import { findKeptCopyOut } from '../../store/kept-copies.ts'
import { closeRegister, printRegister } from '../close-register.ts'
import { type LendKeptCopy, lendKeptCopy, takeBackKeptCopy } from './lend-kept-copy.ts'

let scene: IssuingScene
beforeAll(async () => {
  scene = await openIssuingScene()
})
beforeEach(() => scene.house.setClock('2026-09-07T01:00:00Z'))

const database = () => scene.house.deps.database
const lend = (documentId: string, changed: Partial<LendKeptCopy> = {}, by: OfficerActor = scene.clerk) =>
  lendKeptCopy(scene.house.deps, by, {
    ...{ documentId, userName: 'Đinh Văn Sáu', userUnit: 'Phòng Kinh tế', dueOn: '2026-09-10', note: 'Đối chiếu' },
    permittedByPost: scene.leader.posts[0]?.postId ?? null,
    key: newId(),
    ...changed,
  })
const out = (documentId: string) => findKeptCopyOut(database(), documentId)
const takeBack = (documentId: string, useId: string, by: OfficerActor = scene.clerk) =>
  takeBackKeptCopy(scene.house.deps, by, { documentId, useId })
const outgoingBook = async () => {
  const book = (await listBooks(database(), scene.clerk, 2026)).find(({ key }) => key === 'van-ban-di')
  if (book === undefined) throw new Error('no book')
  return book
}

describe('the kept copy of a document', () => {
  it('is given out once, by the clerk, with leave of who may give it, and taken back once', async () => {
    const documentId = await scene.issued()
    expect(await lend(documentId, { userName: '' })).toMatchObject({ refusal: { code: 'kept-copy.user-missing' } })
    expect(await lend(documentId, { dueOn: '2026-09-06' })).toMatchObject({ refusal: { code: 'kept-copy.due-passed' } })
    for (const permittedByPost of [null, scene.clerk.posts[0]?.postId ?? null, scene.receiver.posts[0]?.postId ?? null])
      expect(await lend(documentId, { permittedByPost })).toMatchObject({
        refusal: { code: 'kept-copy.not-permitted' },
      })
    expect(await lend(documentId, {}, scene.leader)).toMatchObject({ refusal: { code: 'document.not-permitted' } })
    expect(await lend(documentId, {}, scene.receiver)).toMatchObject({ refusal: { code: 'document.not-found' } })
    const key = newId()
    acceptedValue(await lend(documentId, { key }))
    acceptedValue(await lend(documentId, { key }))
    expect(await lend(documentId)).toMatchObject({ refusal: { code: 'kept-copy.is-out', by: 'Đinh Văn Sáu' } })
    const use = await out(documentId)
    expect(use).toMatchObject({ userName: 'Đinh Văn Sáu', userUnit: 'Phòng Kinh tế' })
    expect(await takeBack(documentId, newId())).toMatchObject({ refusal: { code: 'document.work-done-already' } })
    expect(await takeBack(documentId, use?.id ?? '', scene.leader)).toMatchObject({
      refusal: { code: 'document.not-permitted' },
    })
    acceptedValue(await takeBack(documentId, use?.id ?? ''))
    expect(await takeBack(documentId, use?.id ?? '')).toMatchObject({ refusal: { code: 'document.work-done-already' } })
    expect(await out(documentId)).toBeNull()
    acceptedValue(await lend(documentId, { userName: 'Người khác' }))
    const acts = await database()
      .selectFrom('action_log')
      .select('type')
      .where('subject_id', '=', documentId)
      .where('type', 'like', 'document.kept-copy%')
      .orderBy('seq')
      .execute()
    expect(acts.map(({ type }) => type.replace('document.kept-copy-', ''))).toEqual(['lent', 'returned', 'lent'])
  })

  it('is in one hand also when two clerks give it out at once', async () => {
    const documentId = await scene.issued()
    const results = await Promise.all([lend(documentId), lend(documentId, { userName: 'Người thứ hai' })])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    const second = database()
      .insertInto('kept_copy_use')
      .values({
        ...{ id: newId(), document_id: documentId, user_name: 'Ba', lent_on: Temporal.PlainDate.from('2026-09-07') },
        ...{ permitted_by: scene.leader.officerId, permitted_name: 'A', lent_by: scene.clerk.officerId },
        lent_at: scene.house.deps.clock.now(),
      })
    await expect(second.execute()).rejects.toThrow('kept_copy_use_out')
  })

  it('of a document without a number is not there', async () => {
    expect(await lend(await scene.signed())).toMatchObject({ refusal: { code: 'document.state-forbids' } })
  })
})

describe('the book of use of kept copies', () => {
  it('has the nine columns of the annex, is printed, and closed under the seal as the others', async () => {
    const documentId = await scene.issued({ subject: 'Về quy hoạch chợ' })
    acceptedValue(await lend(documentId))
    scene.house.setClock('2026-09-09T01:00:00Z')
    acceptedValue(await takeBack(documentId, (await out(documentId))?.id ?? ''))
    acceptedValue(await lend(documentId, { userName: 'Lò Thị Bảy', userUnit: '', dueOn: '2026-09-30', note: '' }))
    const book = await outgoingBook()
    const month = { from: Temporal.PlainDate.from('2026-09-01'), until: Temporal.PlainDate.from('2026-09-30') }
    const asked = { ...month, registerId: book.id, typeCode: '', form: 'use', limit: 500 } as const
    const page = await readBook(database(), scene.clerk, book, { ...asked, after: null })
    expect(page.columns.map(({ title }) => title)).toEqual([
      'Ngày tháng',
      'Họ tên người sử dụng',
      'Số, ký hiệu ngày tháng văn bản',
      'Tên loại và trích yếu nội dung văn bản',
      'Số và ký hiệu HS',
      'Ký nhận',
      'Ngày trả',
      'Người cho phép sử dụng',
      'Ghi chú',
    ])
    const own = page.lines.filter((line) => line.documentId === documentId)
    expect(own.map(({ cells }) => [cells[0], cells[1], cells[6], cells[8]])).toEqual([
      ['07/09/2026', 'Đinh Văn Sáu, Phòng Kinh tế', '09/09/2026', 'Đối chiếu'],
      ['09/09/2026', 'Lò Thị Bảy', '', 'Hẹn trả 30/09/2026'],
    ])
    expect(own[0]?.cells[2]).toMatch(/^\d+\/TB-UBND ngày 07\/09\/2026$/)
    expect(own[0]?.cells[3]).toBe('Thông báo: Về quy hoạch chợ')
    const first = own[0]
    if (first === undefined) throw new Error('no line')
    const rest = await readBook(database(), scene.clerk, book, {
      ...asked,
      after: { year: 2026, number: 1, id: first.id },
    })
    expect(rest.lines.map(({ id }) => id)).toContain(own[1]?.id)
    expect(rest.lines.map(({ id }) => id)).not.toContain(first.id)
    expect((await readBook(database(), scene.receiver, book, { ...asked, after: null })).lines).toEqual([])
    const span = { registerId: book.id, from: '2026-09-01', until: '2026-09-30', form: 'use' } as const
    const printed = acceptedValue(await printRegister(scene.house.deps, scene.clerk, { ...span, typeCode: '' }))
    expect(Buffer.from(printed.form.pdf).subarray(0, 5).toString()).toBe('%PDF-')
    scene.house.setClock('2026-10-02T01:00:00Z')
    acceptedValue(await closeRegister(scene.house.deps, scene.clerk, { ...span, key: newId() }))
  })

  it('shows what is out, and by words what came back too, to the registry alone', async () => {
    const documentId = await scene.issued({ subject: 'Về cấp nước sạch' })
    acceptedValue(await lend(documentId, { userName: 'Hà Thị Tám' }))
    const ask = (words: string, by = scene.clerk) => listKeptCopies(database(), by, { words, after: null, limit: 50 })
    expect((await ask('')).filter((line) => line.documentId === documentId)).toHaveLength(1)
    acceptedValue(await takeBack(documentId, (await out(documentId))?.id ?? ''))
    expect((await ask('')).filter((line) => line.documentId === documentId)).toEqual([])
    for (const words of ['ha thi tam', 'nuoc sach', 'TB-UBND tám'])
      expect((await ask(words)).map((line) => line.documentId)).toContain(documentId)
    expect(await ask('%')).toEqual([])
    expect(await ask('ha thi tam', scene.receiver)).toEqual([])
    const [newest] = await listKeptCopies(database(), scene.clerk, { words: 'tb', after: null, limit: 1 })
    const older = await listKeptCopies(database(), scene.clerk, { words: 'tb', after: newest?.id ?? null, limit: 50 })
    expect(older.map(({ id }) => id)).not.toContain(newest?.id)
    expect(older.length).toBeGreaterThan(0)
  })
})
