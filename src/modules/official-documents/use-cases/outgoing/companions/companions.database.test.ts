import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { accept, acceptedValue } from '#kernel/result.ts'
import { listAttachments } from '#modules/attachments/index.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { templateSamples } from '#platform/pdf/template-samples.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import { type IssuingScene, openIssuingScene } from '#test/support/issuing-scene.ts'
import { openDocumentFile } from '#test/support/open-document-file.ts'
import { mostCompanions } from '../../../domain/drafting/companion.ts'
import { findDocumentByContent, findRegisteredDocument } from '../../../queries/registered-document.ts'
import { findDocument } from '../../../store/official-documents.ts'
import { issueDocument } from '../issuing/issue-document.ts'
import { signOfficialDocument } from '../sign-official-document.ts'
import { passCheck, submitDraft } from '../submit-draft.ts'
import { addCompanion, listCompanions, removeCompanion } from './add-companion.ts'

const pdfsig = foreignTool('pdfsig')
const pdftotext = foreignTool('pdftotext')
let scene: IssuingScene
let plan: Uint8Array

const add = (documentId: string, changed: Partial<Parameters<typeof addCompanion>[2]> = {}) =>
  addCompanion(scene.house.deps, scene.clerk, { documentId, fileName: 'Phụ lục 1.pdf', file: plan, ...changed })

const drafted = async (): Promise<string> =>
  acceptedValue(await scene.create({ recipients: [scene.inside] }, [], newId())).documentId

const toBeSealed = async (documentId: string): Promise<void> => {
  const { deps } = scene.house
  const step = { documentId, version: 1 }
  acceptedValue(await submitDraft(deps, scene.clerk, { ...step, agreeing: [], agreement: 'together' }))
  acceptedValue(await passCheck(deps, scene.clerk, { documentId, opinion: '' }))
  acceptedValue(await signOfficialDocument(deps, scene.leader, step))
}

const fileOf = async (sha256: string): Promise<string> => {
  const path = join(mkdtempSync(join(tmpdir(), 'kem-theo-')), 'a.pdf')
  writeFileSync(path, await scene.house.deps.files.read(sha256))
  return path
}

beforeAll(async () => {
  scene = await openIssuingScene()
  plan = await compilePdf('incoming-stamp', templateSamples['incoming-stamp'], {
    title: 'Phụ lục',
    createdAt: scene.house.deps.clock.now(),
  })
})

describe('files that go with a document', () => {
  it('are signed by the agency with its number, reach the receivers, and are known as issued', async () => {
    const documentId = await drafted()
    for (const fileName of ['Phụ lục 1.pdf', 'Phụ lục 2.pdf']) acceptedValue(await add(documentId, { fileName }))
    await toBeSealed(documentId)
    const { code } = acceptedValue(await issueDocument(scene.house.deps, scene.clerk, { documentId }))
    const sealed = await listCompanions(scene.house.deps.database, documentId)
    expect(sealed.map(({ name }) => name)).toEqual([1, 2].map((at) => `${code.replaceAll('/', '-')} Phụ lục ${at}.pdf`))
    const [first] = sealed
    if (first === undefined) throw new Error('nothing was sealed')
    const path = await fileOf(first.sha256)
    if (pdftotext.isHere()) {
      const { output } = await pdftotext.run(['-l', '1', path, '-'])
      expect(output.normalize('NFC')).toMatch(new RegExp(`Số: ${code}\\s+07/09/2026 08:00:00 \\+07:00`))
    }
    if (pdfsig.isHere()) {
      const { output } = await pdfsig.run([path])
      expect(output.match(/Signature is Valid/g)).toHaveLength(1)
      expect(output).toContain('Total document signed')
    }
    expect(await findDocumentByContent(scene.house.deps.database, first.sha256)).toMatchObject({ notation: code })
    expect(await findRegisteredDocument(scene.house.deps.database, documentId)).not.toBeNull()
    const received = await scene.house.deps.database
      .selectFrom('official_document')
      .select('id')
      .where('agency_id', '=', scene.receiverId)
      .where('direction', '=', 'incoming')
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow()
    const held = await listAttachments(scene.house.deps.database, { kind: 'official-document', id: received.id })
    expect(held.map(({ sha256 }) => sha256)).toEqual(expect.arrayContaining(sealed.map(({ sha256 }) => sha256)))
  })

  it('come and go while the draft is in hand, and not afterwards', async () => {
    const documentId = await drafted()
    acceptedValue(await add(documentId))
    acceptedValue(await add(documentId))
    const [file] = await listCompanions(scene.house.deps.database, documentId)
    const removal = { documentId, attachmentId: file?.id ?? '' }
    expect(await removeCompanion(scene.house.deps, scene.receiver, removal)).toMatchObject({
      refusal: { code: 'document.not-found' },
    })
    acceptedValue(await removeCompanion(scene.house.deps, scene.clerk, removal))
    expect(await removeCompanion(scene.house.deps, scene.clerk, removal)).toMatchObject({
      refusal: { code: 'companion.not-found' },
    })
    expect(await listCompanions(scene.house.deps.database, documentId)).toHaveLength(1)
    const step = { documentId, version: 1, agreeing: [], agreement: 'together' as const }
    acceptedValue(await submitDraft(scene.house.deps, scene.clerk, step))
    const [kept] = await listCompanions(scene.house.deps.database, documentId)
    for (const late of [
      add(documentId),
      removeCompanion(scene.house.deps, scene.clerk, { documentId, attachmentId: kept?.id ?? '' }),
    ])
      expect(await late).toMatchObject({ refusal: { code: 'document.work-done-already' } })
  })

  it('are PDF that can be signed; an office program makes one of its own', async () => {
    const documentId = await drafted()
    const odt = openDocumentFile('<text:p>Danh sách</text:p>')
    expect(await add(documentId, { file: odt, fileName: 'Danh sách.odt' })).toMatchObject({
      refusal: { code: 'companion.not-pdf', hasOffice: false },
    })
    expect(await add(documentId, { file: Buffer.from('%PDF-1.7 hỏng') })).toMatchObject({
      refusal: { code: 'companion.not-signable', why: 'pdf.unreadable' },
    })
    const deps = { ...scene.house.deps, office: async () => accept(plan) }
    acceptedValue(await addCompanion(deps, scene.clerk, { documentId, file: odt, fileName: 'Danh sách.odt' }))
    const [made] = await listCompanions(scene.house.deps.database, documentId)
    expect(made).toMatchObject({ name: 'Danh sách.pdf', mediaType: 'application/pdf' })
    for (let at = 1; at < mostCompanions; at += 1) acceptedValue(await add(documentId))
    expect(await add(documentId)).toMatchObject({ refusal: { code: 'companion.too-many' } })
  })

  it('take no number when one of them cannot be signed', async () => {
    const documentId = await drafted()
    acceptedValue(await add(documentId))
    await toBeSealed(documentId)
    const [file] = await listCompanions(scene.house.deps.database, documentId)
    const { files } = scene.house.deps
    const broken = {
      ...scene.house.deps,
      files: {
        ...files,
        put: files.put,
        stream: files.stream,
        read: async (sha256: string) => (sha256 === file?.sha256 ? Buffer.from('%PDF-1.7 hỏng') : files.read(sha256)),
      },
    }
    expect(await issueDocument(broken, scene.clerk, { documentId })).toMatchObject({
      refusal: { code: 'document.signature-refused' },
    })
    expect(await findDocument(scene.house.deps.database, documentId)).toMatchObject({
      state: 'signed',
      codeNumber: null,
    })
    acceptedValue(await issueDocument(scene.house.deps, scene.clerk, { documentId }))
  })
})
