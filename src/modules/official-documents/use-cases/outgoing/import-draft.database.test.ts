import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { accept, acceptedValue, refuse } from '#kernel/result.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { OfficeConverter } from '#platform/office-file/convert-office-file.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { openDocumentFile } from '#test/support/open-document-file.ts'
import { pdfFile, zipFile } from '#test/support/sample-files.ts'
import { bold, centred, paragraph, run, table, wordFile } from '#test/support/word-file.ts'
import { findDraftVersion } from '../../store/drafts.ts'
import { findDocument } from '../../store/official-documents.ts'
import { saveDraft } from './draft-document.ts'
import { importDraft } from './import-draft.ts'

let house: DemoHouse
let drafter: OfficerActor
let postId: string

const line = (text: string) => paragraph(run(text))
const letter = (text: string) =>
  wordFile({
    body: [
      table([
        [
          `${line('ỦY BAN NHÂN DÂN')}${line('V/v mở lớp tập huấn')}`,
          paragraph(run('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold), centred),
        ],
      ]),
      line('Kính gửi: Sở Xây dựng'),
      line(text),
      paragraph('<w:r><w:drawing/></w:r>'),
    ].join(''),
  })

const bring = (file: Uint8Array, changed: Partial<Parameters<typeof importDraft>[2]> = {}) =>
  importDraft(house.deps, drafter, {
    documentId: newId(),
    postId,
    baseVersion: 1,
    fileName: 'Công văn.docx',
    file,
    ...changed,
  })

beforeAll(async () => {
  house = await openDemoHouse()
  drafter = await house.officer('hycuong.hotich')
  postId = drafter.posts[0]?.postId ?? ''
})

describe('a draft from a file', () => {
  it('has its head, its text and what was lost, and keeps the file beside it', async () => {
    const documentId = newId()
    acceptedValue(await bring(letter('Mời dự.'), { documentId }))
    const draft = await findDraftVersion(house.deps.database, documentId)
    expect(draft).toMatchObject({
      version: 1,
      content: 'Mời dự.',
      head: { typeCode: 'CV', subject: 'mở lớp tập huấn', addressees: ['Sở Xây dựng'] },
      source: { fileName: 'Công văn.docx', losses: { pictures: 1 } },
    })
    expect(draft?.head.recipients[0]).toMatchObject({ name: 'Sở Xây dựng', channel: 'electronic' })
    const kept = await findAttachment(house.deps.database, draft?.source?.attachmentId ?? '')
    expect(kept).toMatchObject({ purpose: 'draft-source', owner: { id: documentId } })
  })

  it('replaces the text of a draft as its next wording; later ones still say where they came from', async () => {
    const documentId = newId()
    acceptedValue(await bring(letter('Một.'), { documentId }))
    const next = { documentId, postId: null, baseVersion: 1 }
    expect(acceptedValue(await bring(letter('Hai.'), next)).version).toBe(2)
    expect(await bring(letter('Ba.'), next)).toMatchObject({ refusal: { code: 'draft.changed', version: 2 } })
    const draft = await findDraftVersion(house.deps.database, documentId)
    if (draft === null) throw new Error('no draft')
    const { head } = draft
    const edit = { documentId, baseVersion: 2, head, content: 'Hai, sửa.', isAutosave: false }
    acceptedValue(await saveDraft(house.deps, drafter, edit))
    expect(await findDraftVersion(house.deps.database, documentId)).toMatchObject({
      version: 3,
      content: 'Hai, sửa.',
      source: { losses: { pictures: 1 } },
    })
  })

  it('that is none leaves nothing behind, and nobody brings a file to a draft that is not in his hands', async () => {
    const documentId = newId()
    for (const [file, why] of [
      [Buffer.from('không phải'), 'not-docx'],
      [zipFile([{ name: 'word/vbaProject.bin', content: 'x' }]), 'script'],
      [letter('Một.').subarray(0, 900), 'broken'],
    ] as const)
      expect(await bring(file, { documentId })).toMatchObject({
        refusal: { code: 'draft.file-refused', why },
      })
    expect(await bring(wordFile({ body: '' }), { documentId })).toMatchObject({
      refusal: { code: 'draft.empty' },
    })
    expect(await findDocument(house.deps.database, documentId)).toBeNull()
    acceptedValue(await bring(letter('Một.'), { documentId }))
    const stranger = await house.officer('sxd.giamdoc')
    const command = { documentId, postId: null, baseVersion: 1, fileName: 'a.docx', file: letter('Khác.') }
    expect(await importDraft(house.deps, stranger, command)).toMatchObject({ refusal: { code: 'document.not-found' } })
    expect(await bring(letter('Một.'), { documentId: newId(), postId: newId() })).toMatchObject({
      refusal: { code: 'document.not-permitted' },
    })
  })
})

describe('a draft of another office program', () => {
  const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
  const odt = openDocumentFile('<text:p>Mời dự.</text:p>')
  const office: OfficeConverter = async (_file, _from, to) => accept(to === 'pdf' ? pdfFile() : letter('Mời dự.'))
  const bringWith = (given: OfficeConverter | null, file: Uint8Array, documentId = newId()) =>
    importDraft({ ...house.deps, office: given }, drafter, {
      ...{ documentId, postId, baseVersion: 1, file },
      fileName: 'Công văn.doc',
    })

  it('is read as the DOCX that is made of it, which is kept, and its look beside it', async () => {
    for (const file of [old, odt]) {
      const documentId = newId()
      acceptedValue(await bringWith(office, file, documentId))
      const draft = await findDraftVersion(house.deps.database, documentId)
      expect(draft).toMatchObject({
        content: 'Mời dự.',
        source: { fileName: 'Công văn.docx', losses: { pictures: 1 } },
      })
      const layout = await findAttachment(house.deps.database, draft?.source?.layoutId ?? '')
      expect(layout).toMatchObject({ purpose: 'draft-layout', name: 'Công văn.pdf', owner: { id: documentId } })
    }
  })

  it('is not read without one, or when it makes nothing of it; a DOCX is read all the same', async () => {
    const idle: OfficeConverter = async () => refuse({ code: 'conversion.too-slow' })
    expect(await bringWith(null, old)).toMatchObject({ refusal: { why: 'old-word' } })
    expect(await bringWith(null, odt)).toMatchObject({ refusal: { why: 'not-docx' } })
    expect(await bringWith(idle, odt)).toMatchObject({ refusal: { why: 'conversion.too-slow' } })
    expect(await bringWith(office, Buffer.from('không phải'))).toMatchObject({ refusal: { why: 'not-docx' } })
    const documentId = newId()
    acceptedValue(await bringWith(idle, letter('Một.'), documentId))
    const draft = await findDraftVersion(house.deps.database, documentId)
    expect(draft?.source).not.toHaveProperty('layoutId')
  })

  it('that a scanner does not like never reaches it', async () => {
    const asked: string[] = []
    const watched: OfficeConverter = (file, from, to) => {
      asked.push(from)
      return office(file, from, to)
    }
    const scanner = { scan: async () => ({ kind: 'infected', name: 'Thử' }) as const }
    const command = { documentId: newId(), postId, baseVersion: 1, fileName: 'Công văn.doc', file: old }
    expect(await importDraft({ ...house.deps, office: watched, scanner }, drafter, command)).toMatchObject({
      refusal: { why: 'unsafe' },
    })
    expect(asked).toEqual([])
  })
})
