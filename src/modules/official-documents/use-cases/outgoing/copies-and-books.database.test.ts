import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { findAttachment, keepMadeFile, listAttachments, storeMadeBytes } from '#modules/attachments/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { findSeriesFaults } from '#modules/integrity/index.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { templateSamples } from '#platform/pdf/template-samples.ts'
import { localTimeStampAuthority } from '#platform/signing/cms/local-time-stamp-authority.ts'
import { makeSigningSample } from '#platform/signing/signing-sample.ts'
import type { TimeStampAuthority } from '#platform/signing/timestamp.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import { registeredDocument } from '#test/support/incoming-document.ts'
import { type IssuingScene, openIssuingScene } from '#test/support/issuing-scene.ts'
import { lateAuthority } from '#test/support/late-authority.ts'
import type { BookQuestion } from '../../queries/book-lines.ts'
import { listReceivers } from '../../queries/issued-facts.ts'
import { readBook } from '../../queries/read-book.ts'
import { listCopies } from '../../store/document-copies.ts'
import { findDocument } from '../../store/official-documents.ts'
import { closeRegister } from '../close-register.ts'
import { type CopyDocument, copyDocument, copySubject } from './copy-document.ts'
import { recallDocument } from './recall-document.ts'
import { type RecordDispatch, recordDispatch } from './record-dispatch.ts'
import { type RegisterPaper, registerPaper } from './register-paper.ts'
import { giveMandate } from './signing-mandates.ts'

const pdfsig = foreignTool('pdfsig')
const pdftotext = foreignTool('pdftotext')
let scene: IssuingScene
let leaderPost: string

beforeAll(async () => {
  scene = await openIssuingScene()
  leaderPost = scene.leader.posts[0]?.postId ?? ''
})

const paper = (changed: Partial<RegisterPaper> = {}): RegisterPaper => ({
  documentId: newId(),
  agencyId: scene.agencyId,
  typeCode: 'BC',
  subject: 'Về công tác bảo vệ bí mật nhà nước',
  unitNotation: '',
  signerPostId: leaderPost,
  signedOn: '2026-09-07',
  secrecy: 1,
  urgency: 0,
  recipients: [{ name: 'Công an tỉnh', agencyId: null, purpose: 'to-act', channel: 'paper' }],
  copies: 2,
  ...changed,
})

const copy = (changed: Partial<CopyDocument> & Pick<CopyDocument, 'documentId'>): CopyDocument => ({
  copyId: newId(),
  kind: 'TrS',
  target: 'electronic',
  extract: '1. Thứ Năm hằng tuần.',
  signerPostId: leaderPost,
  recipients: ['Các thôn'],
  copies: 1,
  ...changed,
})

const fileOf = async (attachmentId: string): Promise<string> => {
  const file = await findAttachment(scene.house.deps.database, attachmentId)
  const path = join(mkdtempSync(join(tmpdir(), 'ban-sao-')), 'a.pdf')
  writeFileSync(path, await scene.house.deps.files.read(file?.sha256 ?? ''))
  return path
}

const textOf = async (path: string) => (await pdftotext.run(['-layout', path, '-'])).output.normalize('NFC')

const attachScan = async (ownerKind: string, ownerId: string): Promise<void> => {
  const { deps } = scene.house
  const { qrCaption: _, ...page } = templateSamples['official-document']
  const pdf = await compilePdf('official-document', page, { title: 'Bản quét', createdAt: deps.clock.now() })
  const content = await storeMadeBytes(deps.files, pdf)
  const made = {
    purpose: 'scan',
    name: 'quet.pdf',
    mediaType: 'application/pdf',
    content,
    madeAt: deps.clock.now(),
  } as const
  await deps.database
    .transaction()
    .execute((tx) => keepMadeFile(tx, { owner: { kind: ownerKind, id: ownerId }, ...made }))
}

describe('a document signed on paper', () => {
  it('gets its number and its line, a secret one from a book of its own, pressed twice once', async () => {
    const { house, clerk } = scene
    const command = paper()
    const first = acceptedValue(await registerPaper(house.deps, clerk, command))
    expect(first.code).toBe('01/BC-UBND')
    expect(acceptedValue(await registerPaper(house.deps, clerk, command))).toEqual(first)
    expect(acceptedValue(await registerPaper(house.deps, clerk, paper())).code).toBe('02/BC-UBND')
    expect(acceptedValue(await registerPaper(house.deps, clerk, paper({ secrecy: 0 }))).code).toBe('01/BC-UBND')
  })

  it('says nothing of what it is about when that is itself a secret', async () => {
    const command = paper({ secrecy: 3 })
    acceptedValue(await registerPaper(scene.house.deps, scene.clerk, command))
    const kept = await findDocument(scene.house.deps.database, command.documentId)
    expect(kept?.subject).not.toContain('bí mật nhà nước')
  })

  it('is refused without receiver, signer or subject, signed ahead, by who keeps no book, and with a file', async () => {
    const { house, clerk, leader } = scene
    const tried = (changed: Partial<RegisterPaper>) => registerPaper(house.deps, clerk, paper(changed))
    expect(await tried({ recipients: [] })).toMatchObject({ refusal: { code: 'document.addressee-missing' } })
    expect(await tried({ signerPostId: null })).toMatchObject({ refusal: { code: 'draft.signer-missing' } })
    expect(await tried({ subject: '' })).toMatchObject({ refusal: { code: 'document.subject-missing' } })
    expect(await tried({ signedOn: '2026-09-08' })).toMatchObject({ refusal: { code: 'document.dated-ahead' } })
    expect(await registerPaper(house.deps, leader, paper())).toMatchObject({ ok: false })
    const documentId = newId()
    await attachScan('official-document', documentId)
    expect(await tried({ documentId })).toMatchObject({ refusal: { code: 'document.secret-has-no-files' } })
  })

  it('that is secret takes no file and no wording from anybody: the database refuses them', async () => {
    const { house, clerk } = scene
    const command = paper()
    acceptedValue(await registerPaper(house.deps, clerk, command))
    const { documentId } = command
    await expect(attachScan('official-document', documentId)).rejects.toThrow('no content')
    const wording = { document_id: documentId, version: 1, head: '{}', content: 'x', saved_by: clerk.officerId }
    await expect(
      house.deps.database
        .insertInto('document_version')
        .values({ ...wording, saved_at: house.deps.clock.now() })
        .execute(),
    ).rejects.toThrow('no content')
    const open = await scene.issued()
    await expect(
      house.deps.database.updateTable('official_document').set({ secrecy: 1 }).where('id', '=', open).execute(),
    ).rejects.toThrow('no content')
  })
})

describe('a certified copy', () => {
  it('of a part is set again and signed by the agency alone, in box 14', async () => {
    const { house, clerk } = scene
    const documentId = await scene.issued()
    const made = acceptedValue(await copyDocument(house.deps, clerk, copy({ documentId })))
    expect(made.code).toMatch(/^\d{2,}\/TrS-UBND$/)
    const [kept] = await listCopies(house.deps.database, documentId)
    const path = await fileOf(kept?.attachmentId ?? '')
    if (pdfsig.isHere()) {
      const { output } = await pdfsig.run([path])
      expect(output.match(/Signature is Valid/g)).toHaveLength(1)
      expect(output).toContain('Total document signed')
    }
    if (pdftotext.isHere()) {
      const text = await textOf(path)
      for (const said of ['Trích sao', '+07:00', 'Thứ Năm hằng tuần', '(Đã ký)']) expect(text).toContain(said)
      expect(text).not.toContain('Tại trụ sở')
    }
  })

  it('is made by the clerk of its agency alone; to others the document is not there', async () => {
    const { house, leader, receiver } = scene
    const documentId = await scene.issued()
    for (const other of [leader, receiver])
      expect(await copyDocument(house.deps, other, copy({ documentId }))).toMatchObject({
        refusal: { code: 'document.not-found' },
      })
    expect(await listCopies(house.deps.database, documentId)).toEqual([])
  })

  it('is signed before its place in the book is taken: who waits for an authority keeps nobody waiting', async () => {
    const { house, clerk } = scene
    const documentId = await scene.issued()
    const late = await lateAuthority(house.deps.clock)
    const deps = { ...house.deps, timeStampAuthority: late.authority }
    const slowly = copy({ documentId })
    const waiting = copyDocument(deps, clerk, slowly)
    const twice = copyDocument(deps, clerk, slowly)
    await late.asked
    const quick = acceptedValue(await copyDocument(house.deps, clerk, copy({ documentId })))
    late.stamp()
    const slow = acceptedValue(await waiting)
    expect(Number(slow.code.split('/')[0])).toBe(Number(quick.code.split('/')[0]) + 1)
    expect(acceptedValue(await twice)).toEqual(slow)
    const copies = (await findSeriesFaults(house.deps.database)).filter((one) => one.series === 'document-register')
    expect(copies).toEqual([])
  })

  it('falls when what it is of was taken back while it was signed', async () => {
    const { house, clerk, leader } = scene
    const documentId = await scene.issued()
    const stamping = localTimeStampAuthority((await makeSigningSample()).leader, house.deps.clock)
    const timeStampAuthority: TimeStampAuthority = {
      ask: async (request) => {
        acceptedValue(await recallDocument(house.deps, leader, { documentId, reason: 'Ban hành nhầm' }))
        return stamping.ask(request)
      },
    }
    expect(await copyDocument({ ...house.deps, timeStampAuthority }, clerk, copy({ documentId }))).toMatchObject({
      refusal: { code: 'copy.not-of-this' },
    })
    expect(await listCopies(house.deps.database, documentId)).toEqual([])
  })

  it('of a part holds only what stands in the document, in its order', async () => {
    const documentId = await scene.issued()
    for (const extract of ['1. Thứ Sáu hằng tuần.', '2. Tại trụ sở./.\n1. Thứ Năm hằng tuần.', ''])
      expect(await copyDocument(scene.house.deps, scene.clerk, copy({ documentId, extract }))).toMatchObject({
        refusal: { code: 'copy.not-an-extract' },
      })
  })

  it('in full goes from a paper to a file by its scan, and from a file only to paper', async () => {
    const { house, clerk } = scene
    const command = paper({ secrecy: 0 })
    acceptedValue(await registerPaper(house.deps, clerk, command))
    const { documentId } = command
    const wanted = copy({ documentId, kind: 'SY', extract: '' })
    expect(await copyDocument(house.deps, clerk, wanted)).toMatchObject({ refusal: { code: 'copy.scan-missing' } })
    await attachScan(copySubject, wanted.copyId)
    acceptedValue(await copyDocument(house.deps, clerk, wanted))
    const [kept] = await listCopies(house.deps.database, documentId)
    if (pdfsig.isHere())
      expect((await pdfsig.run([await fileOf(kept?.attachmentId ?? '')])).output).toContain('Signature is Valid')
    const file = await scene.issued()
    const full = { documentId: file, kind: 'SY', extract: '' } as const
    expect(await copyDocument(house.deps, clerk, copy(full))).toMatchObject({ refusal: { code: 'copy.not-of-this' } })
    acceptedValue(await copyDocument(house.deps, clerk, copy({ ...full, target: 'paper' })))
    const [sheet] = await listCopies(house.deps.database, file)
    if (pdftotext.isHere()) expect(await textOf(await fileOf(sheet?.attachmentId ?? ''))).toContain('SAO Y')
  })

  it('is signed by order only by whom a right was given, and copied from a copy only where there is one', async () => {
    const { house, clerk } = scene
    const documentId = await scene.issued()
    const head = await house.officer('hycuong.truongkinhte')
    const full = copy({ documentId, kind: 'SY', extract: '', target: 'paper' })
    const tried = await copyDocument(house.deps, clerk, { ...full, signerPostId: head.posts[0]?.postId ?? '' })
    expect(tried).toMatchObject({ refusal: { code: 'draft.signing-refused' } })
    const second = copy({ ...full, copyId: newId(), kind: 'SL' })
    expect(await copyDocument(house.deps, clerk, second)).toMatchObject({ refusal: { code: 'copy.without-copy' } })
    acceptedValue(await copyDocument(house.deps, clerk, full))
    acceptedValue(await copyDocument(house.deps, clerk, second))
    const from = house.deps.database.selectFrom('document_copy').select('copied_from').where('id', '=', second.copyId)
    expect(await from.executeTakeFirst()).toEqual({ copied_from: full.copyId })
    const other = copy({ ...full, documentId: await scene.issued(), extract: '' })
    expect(await copyDocument(house.deps, clerk, other)).toMatchObject({ refusal: { code: 'copy.not-of-this' } })
    const elsewhere = { ...other, copyId: newId(), kind: 'SL', copiedFrom: full.copyId } as const
    expect(await copyDocument(house.deps, clerk, elsewhere)).toMatchObject({ refusal: { code: 'copy.without-copy' } })
    acceptedValue(
      await giveMandate(house.deps, scene.leader, {
        id: newId(),
        agencyId: scene.agencyId,
        postId: head.posts[0]?.postId ?? '',
        capacity: 'TL',
        basis: 'Quyết định số 12/QĐ-UBND',
        from: Temporal.PlainDate.from('2026-09-01'),
        until: null,
        contents: [],
      }),
    )
    const byOrder = { ...full, copyId: newId(), signerPostId: head.posts[0]?.postId ?? '' }
    acceptedValue(await copyDocument(house.deps, clerk, byOrder))
    const sheet = (await listCopies(house.deps.database, documentId)).find(({ id }) => id === byOrder.copyId)
    if (pdftotext.path !== null) expect(await textOf(await fileOf(sheet?.attachmentId ?? ''))).toContain('TL.')
  })

  it('of what came is made of the file that was chosen, and of a received copy where it is one', async () => {
    const { house, clerk } = scene
    const documentId = await registeredDocument(house, clerk)
    for (let at = 0; at < 2; at += 1) await attachScan('official-document', documentId)
    const files = await listAttachments(house.deps.database, { kind: 'official-document', id: documentId })
    const wanted = copy({ documentId, kind: 'SL', extract: '', isOfReceivedCopy: true })
    expect(await copyDocument(house.deps, clerk, { ...wanted, fileId: newId() })).toMatchObject({
      refusal: { code: 'copy.scan-missing' },
    })
    acceptedValue(await copyDocument(house.deps, clerk, { ...wanted, fileId: files[1]?.id ?? '' }))
    const [made] = await listCopies(house.deps.database, documentId)
    if (pdfsig.path !== null)
      expect((await pdfsig.run([await fileOf(made?.attachmentId ?? '')])).output).toContain('Signature is Valid')
    const own = copy({ documentId: await scene.issued(), kind: 'SL', extract: '', target: 'paper' })
    expect(await copyDocument(house.deps, clerk, { ...own, isOfReceivedCopy: true })).toMatchObject({
      refusal: { code: 'copy.without-copy' },
    })
  })

  it('is counted in one series whatever its kind, without a gap; a secret document has none', async () => {
    const { house, clerk } = scene
    const rows = await house.deps.database
      .selectFrom('document_copy')
      .select('number')
      .where('agency_id', '=', scene.agencyId)
      .orderBy('number')
      .execute()
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, at) => at + 1))
    const secret = paper()
    acceptedValue(await registerPaper(house.deps, clerk, secret))
    const tried = copy({ documentId: secret.documentId, kind: 'SY', target: 'paper', extract: '' })
    expect(await copyDocument(house.deps, clerk, tried)).toMatchObject({ refusal: { code: 'copy.not-of-this' } })
  })
})

describe('a book', () => {
  it('is closed for a month that is over, in the columns of the annex, sealed and kept', async () => {
    const { house, clerk, leader } = scene
    const book = await house.deps.database
      .selectFrom('document_register')
      .select('id')
      .where('agency_id', '=', scene.agencyId)
      .where('key', '=', 'van-ban-di')
      .executeTakeFirstOrThrow()
    const month = { registerId: book.id, from: '2026-09-01', until: '2026-09-30', form: 'register' } as const
    expect(await closeRegister(house.deps, clerk, month)).toMatchObject({ refusal: { code: 'register.time-not-over' } })
    house.setClock('2026-10-01T02:00:00Z')
    expect(await closeRegister(house.deps, leader, month)).toMatchObject({ ok: false })
    const { printId } = acceptedValue(await closeRegister(house.deps, clerk, month))
    const print = await house.deps.database
      .selectFrom('document_register_print')
      .selectAll()
      .where('id', '=', printId)
      .executeTakeFirstOrThrow()
    expect(print.lines).toBeGreaterThan(0)
    const path = await fileOf(print.attachment_id)
    if (pdfsig.isHere()) expect((await pdfsig.run([path])).output).toContain('Signature is Valid')
    if (pdftotext.isHere())
      for (const said of ['SỔ ĐĂNG KÝ VĂN BẢN ĐI', 'NGƯỜI ĐÓNG SỔ']) expect(await textOf(path)).toContain(said)
  })

  it('of what went by post has a line for each receiver, in the order of sending, and is closed as the others', async () => {
    const { house, clerk } = scene
    house.setClock('2026-10-02T02:00:00Z')
    const receivers = ['Hội Người cao tuổi xã', 'Các thôn', 'Trường Tiểu học Hy Cương'].map(
      (name) => ({ name, agencyId: null, purpose: 'to-know', channel: 'paper' }) as const,
    )
    const documentId = await scene.issued({ recipients: receivers })
    const [first, second, third] = await listReceivers(house.deps.database, documentId)
    const told = { documentId, address: '', tracking: '', outcome: 'sent', envelopes: 1, note: '' } as const
    const send = (recipientId = '', way: 'post' | 'hand', changed: Partial<RecordDispatch> = {}) =>
      recordDispatch(house.deps, clerk, { ...told, recipientId, way, ...changed })
    house.setClock('2026-10-05T02:00:00Z')
    acceptedValue(await send(third?.id, 'post', { address: 'Khu 3', tracking: 'RX1VN', envelopes: 2, note: 'Hỏa tốc' }))
    house.setClock('2026-10-06T02:00:00Z')
    acceptedValue(await send(first?.id, 'post', { outcome: 'refused' }))
    acceptedValue(await send(second?.id, 'hand'))
    const book = await house.deps.database
      .selectFrom('document_register')
      .select('id')
      .where('agency_id', '=', scene.agencyId)
      .where('key', '=', 'van-ban-di')
      .executeTakeFirstOrThrow()
    const day = (on: string) => Temporal.PlainDate.from(on)
    const asked = { registerId: book.id, typeCode: '', form: 'post', limit: 10 } as const
    const read = (actor: OfficerActor, after: BookQuestion['after'] = null, until = '2026-10-31') =>
      readBook(
        house.deps.database,
        actor,
        { direction: 'outgoing' },
        {
          ...{ ...asked, after, from: day('2026-10-01'), until: day(until) },
        },
      )
    const { lines } = await read(clerk)
    const code = lines[0]?.cells[1] ?? ''
    expect(code).toMatch(/^\d+\/TB-UBND$/)
    expect(lines.map(({ cells }) => cells)).toEqual([
      ['05/10/2026', code, 'Trường Tiểu học Hy Cương, Khu 3', '2', '', 'Số hiệu bưu gửi RX1VN, Hỏa tốc'],
      ['06/10/2026', code, 'Hội Người cao tuổi xã', '1', '', 'Bị trả lại'],
    ])
    const [line] = lines
    if (line === undefined) throw new Error('no line')
    expect((await read(clerk, line)).lines.map(({ id }) => id)).toEqual([lines[1]?.id])
    expect((await read(clerk, null, '2026-10-05')).lines).toHaveLength(1)
    expect((await read(scene.receiver)).lines).toEqual([])
    house.setClock('2026-11-01T02:00:00Z')
    const month = { registerId: book.id, from: '2026-10-01', until: '2026-10-31', form: 'post' } as const
    const { printId } = acceptedValue(await closeRegister(house.deps, clerk, month))
    const print = await house.deps.database
      .selectFrom('document_register_print')
      .select(['lines', 'form', 'attachment_id'])
      .where('id', '=', printId)
      .executeTakeFirstOrThrow()
    expect(print).toMatchObject({ lines: 2, form: 'post' })
    const path = await fileOf(print.attachment_id)
    if (pdfsig.isHere()) expect((await pdfsig.run([path])).output).toContain('Signature is Valid')
    if (pdftotext.isHere())
      for (const said of ['SỔ GỬI VĂN BẢN ĐI BƯU ĐIỆN', 'Số lượng bì']) expect(await textOf(path)).toContain(said)
  })
})
