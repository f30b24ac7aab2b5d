import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { accept, acceptedValue } from '#kernel/result.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { findSeriesFaults } from '#modules/integrity/index.ts'
import {
  type DesktopDeed,
  desktopTicket,
  endSigningKey,
  findOwnDesktopSigning,
  loadTrust,
  returnFromDesktop,
  takeFromDesktop,
} from '#modules/signatures/index.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { templateSamples } from '#platform/pdf/template-samples.ts'
import { cornerFields } from '#platform/signing/corner-mark.ts'
import { outcomeFields } from '#platform/signing/outcome-fields.ts'
import { signPdf } from '#platform/signing/sign-pdf.ts'
import type { SigningKey } from '#platform/signing/signing-key.ts'
import { verifyPdf } from '#platform/signing/verification/verify-pdf.ts'
import { openDemoToken } from '#test/support/desktop-tool.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import { type IssuingScene, openIssuingScene } from '#test/support/issuing-scene.ts'
import { findHeldNumber } from '../../../store/held-numbers.ts'
import { findDocument } from '../../../store/official-documents.ts'
import { findOutgoingPaper } from '../../../store/outgoing-papers.ts'
import { addCompanion, listCompanions } from '../companions/add-companion.ts'
import { signOfficialDocument } from '../sign-official-document.ts'
import { passCheck, submitDraft } from '../submit-draft.ts'
import { holdPlace, voidNumber } from './hold-number.ts'
import { issueDocument } from './issue-document.ts'
import { handIssueToDesktop, keepDesktopSeal } from './seal-on-desktop.ts'

const [pdfsig, pdftotext] = [foreignTool('pdfsig'), foreignTool('pdftotext')]
const monday = '2026-09-07T01:00:00Z'
let scene: IssuingScene
let seal: SigningKey
let other: OfficerActor
beforeAll(async () => {
  scene = await openIssuingScene()
  seal = (await openDemoToken(scene.house, 'hycuong.vanthu', 'agency')).key
  // A second clerk of the same registry.
  const { officerId } = await scene.house.officer('hycuong.hotich')
  other = { ...scene.clerk, officerId }
})
beforeEach(() => scene.house.setClock(monday))

const deps = () => scene.house.deps
const hand = (documentId: string, actor = scene.clerk, means = deps()) =>
  handIssueToDesktop(means, actor, { documentId })
const handed = async (documentId: string, actor = scene.clerk): Promise<string> =>
  acceptedValue(await hand(documentId, actor)).signingId
const held = (documentId: string) => findHeldNumber(deps().database, documentId)
const stateOf = async (documentId: string) => (await findDocument(deps().database, documentId))?.state
const signingOf = async (id: string, actor = scene.clerk) => {
  const found = await findOwnDesktopSigning(deps(), actor, id)
  if (found === null) throw new Error('nothing in the hands of the tool')
  return found
}
const unbroken = async () =>
  expect((await findSeriesFaults(deps().database)).filter((one) => one.series === 'document-register')).toEqual([])

/** What a tool makes of one file. */
const sealed = async (sentSha256: string, operation: string, key = seal): Promise<Uint8Array> =>
  acceptedValue(
    await signPdf(await deps().files.read(sentSha256), {
      field: operation === 'SignAppendix' ? cornerFields.companion : outcomeFields.seal,
      key,
      appearance: { kind: 'lines', lines: ['Dấu'] },
      signingTime: deps().clock.now(),
    }),
  )

/** Brings back every file that is out, one after the other; the last answer. */
const bring = async (id: string, actor = scene.clerk, key = seal) => {
  let answer: Awaited<ReturnType<typeof returnFromDesktop>> = accept(null)
  for (const file of (await signingOf(id, actor)).files) {
    const pdf = await sealed(file.sentSha256, file.operation, key)
    answer = await returnFromDesktop(deps(), file.id, desktopTicket(deps().sealing, file.id), pdf)
    if (!answer.ok) return answer
  }
  return answer
}

const take = (id: string, actor = scene.clerk) => {
  const deed: DesktopDeed<{ readonly code: string }> = ({ subject, basis, serial }, [{ content, level }, ...along]) =>
    keepDesktopSeal(
      deps(),
      actor,
      { documentId: subject.id, holdId: basis ?? '' },
      {
        content,
        companions: along,
        proof: { certificateSerial: serial, keyPlace: 'desktop', level },
      },
    )
  return takeFromDesktop(deps(), actor, id, deed)
}

const withCompanions = async (): Promise<string> => {
  const { documentId } = acceptedValue(await scene.create({ recipients: [scene.inside] }, [], newId()))
  const createdAt = deps().clock.now()
  const file = await compilePdf('incoming-stamp', templateSamples['incoming-stamp'], { title: 'Phụ lục', createdAt })
  for (const fileName of ['Phụ lục 1.pdf', 'Phụ lục 2.pdf'])
    acceptedValue(await addCompanion(deps(), scene.clerk, { documentId, fileName, file }))
  const step = { documentId, version: 1 }
  acceptedValue(await submitDraft(deps(), scene.clerk, { ...step, agreeing: [], agreement: 'together' }))
  acceptedValue(await passCheck(deps(), scene.clerk, { documentId, opinion: '' }))
  acceptedValue(await signOfficialDocument(deps(), scene.leader, step))
  return documentId
}

const issuedFile = async (documentId: string): Promise<Uint8Array> => {
  const paper = await findOutgoingPaper(deps().database, documentId)
  const file = await findAttachment(deps().database, paper?.issuedAttachmentId ?? '')
  return deps().files.read(file?.sha256 ?? '')
}

const pathOf = (pdf: Uint8Array): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'dau-')), 'a.pdf')
  writeFileSync(path, pdf)
  return path
}

describe('a seal in the clerk’s own machine', () => {
  it('is put on the document with its number and on each file that goes along, and the document is issued', async () => {
    const documentId = await withCompanions()
    const id = await handed(documentId)
    const code = `${String((await held(documentId))?.number).padStart(2, '0')}/TB-UBND`
    const signing = await signingOf(id)
    expect(signing.files.map((file) => [file.name, file.operation, file.code])).toEqual([
      ['Về lịch tiếp công dân', 'SignIssued', ''],
      ['Phụ lục 1.pdf', 'SignAppendix', code],
      ['Phụ lục 2.pdf', 'SignAppendix', code],
    ])
    acceptedValue(await bring(id))
    expect(await stateOf(documentId)).toBe('signed')
    acceptedValue(await take(id))
    expect([await stateOf(documentId), await held(documentId)]).toEqual(['issued', null])
    expect(await listCompanions(deps().database, documentId)).toMatchObject([
      { name: `${code.replace('/', '-')} Phụ lục 1.pdf` },
      { name: `${code.replace('/', '-')} Phụ lục 2.pdf` },
    ])
    const given = await deps()
      .database.selectFrom('given_signature as g')
      .innerJoin('outgoing_paper as p', 'p.submission', 'g.subject_id')
      .select(['g.key_place', 'g.role'])
      .where('p.document_id', '=', documentId)
      .orderBy('g.round', 'desc')
      .executeTakeFirst()
    expect(given).toEqual({ key_place: 'desktop', role: 'seal' })
    const pdf = await issuedFile(documentId)
    const now = deps().clock.now()
    expect(verifyPdf(pdf, await loadTrust(deps().database, now), { now })).toMatchObject({
      verdict: 'valid',
      signatures: [{ isValid: true }, { isValid: true, coversWholeFile: true }],
    })
    await unbroken()
  })

  it('is found valid by a foreign tool, over number and date', async () => {
    const documentId = await scene.signed()
    const id = await handed(documentId)
    acceptedValue(await bring(id))
    acceptedValue(await take(id))
    const path = pathOf(await issuedFile(documentId))
    if (pdfsig.isHere()) {
      const { output } = await pdfsig.run(['-nocert', path])
      expect(output.match(/Signature is Valid/g)).toHaveLength(2)
      expect(output).toContain('Total document signed')
    }
    if (pdftotext.isHere()) {
      const { output } = await pdftotext.run(['-layout', path, '-'])
      expect(output).toContain('ngày 07 tháng 9 năm 2026')
    }
  })

  it('is taken once, however often it is pressed', async () => {
    const documentId = await scene.signed()
    const id = await handed(documentId)
    expect(await handed(documentId)).toBe(id)
    const [own] = (await signingOf(id)).files
    if (own === undefined) throw new Error('no file')
    const pdf = await sealed(own.sentSha256, own.operation)
    const bringIt = () => returnFromDesktop(deps(), own.id, desktopTicket(deps().sealing, own.id), pdf)
    acceptedValue(await bringIt())
    acceptedValue(await bringIt())
    expect(await bring(id)).toMatchObject({ refusal: { code: 'desktop.returned-already' } })
    expect(await handed(documentId)).toBe(id)
    const answers = await Promise.all([take(id), take(id)])
    expect(answers.filter((answer) => answer.ok).length).toBeGreaterThan(0)
    acceptedValue(await take(id))
    expect(await stateOf(documentId)).toBe('issued')
    expect(await hand(documentId)).toMatchObject({ refusal: { code: 'document.work-done-already' } })
    await unbroken()
  })

  it('takes the number again that a clerk held who was cut off before the file went out', async () => {
    const documentId = await scene.signed()
    const { signedAttachmentId } = (await findOutgoingPaper(deps().database, documentId)) ?? {}
    const place = acceptedValue(await holdPlace(deps(), scene.clerk, documentId, signedAttachmentId ?? ''))
    scene.house.setClock('2026-09-08T01:00:00Z')
    const id = await handed(documentId)
    acceptedValue(await bring(id))
    acceptedValue(await take(id))
    const document = await findDocument(deps().database, documentId)
    expect([document?.codeNumber, document?.documentDate?.toString()]).toEqual([place.number, '2026-09-07'])
  })

  it('is issued whole when the program dies after it was put in and before that is known', async () => {
    const documentId = await scene.signed()
    const id = await handed(documentId)
    acceptedValue(await bring(id))
    const dies = { ...deps(), clock: deps().clock }
    const cut: DesktopDeed<{ readonly code: string }> = async (signing, files) => {
      const [{ content, level }] = files
      const proof = { certificateSerial: signing.serial, keyPlace: 'desktop', level } as const
      const at = { documentId, holdId: signing.basis ?? '' }
      acceptedValue(await keepDesktopSeal(dies, scene.clerk, at, { content, companions: [], proof }))
      throw new Error('killed')
    }
    await expect(takeFromDesktop(dies, scene.clerk, id, cut)).rejects.toThrow('killed')
    acceptedValue(await take(id))
    expect(await stateOf(documentId)).toBe('issued')
    await unbroken()
  })
})

describe('an agency with a token beside a key in the program', () => {
  it('seals with that key what the program seals by itself', async () => {
    const documentId = await scene.signed()
    acceptedValue(await issueDocument(deps(), scene.clerk, { documentId }))
    const paper = await findOutgoingPaper(deps().database, documentId)
    const given = await deps()
      .database.selectFrom('given_signature')
      .select('key_place')
      .where('subject_id', '=', paper?.submission ?? '')
      .where('role', '=', 'seal')
      .executeTakeFirst()
    expect(given?.key_place).toBe('pkcs12')
  })
})

describe('a tool that does not bring the seal', () => {
  it('never answers: the number stays with its document, and goes on or is given up', async () => {
    const [lost, next] = [await scene.signed(), await scene.signed()]
    const first = await handed(lost)
    const number = (await held(lost))?.number ?? 0
    expect((await held(lost))?.leftAt).not.toBeNull()
    scene.house.setClock('2026-09-07T02:00:00Z')
    expect(await bring(first)).toMatchObject({ refusal: { code: 'desktop.closed' } })
    const second = await handed(next)
    expect((await held(next))?.number).toBe(number + 1)
    const again = await handed(lost)
    expect([again === first, (await held(lost))?.number]).toEqual([false, number])
    for (const [id, documentId] of [
      [again, lost],
      [second, next],
    ] as const) {
      acceptedValue(await bring(id))
      acceptedValue(await take(id))
      expect(await stateOf(documentId)).toBe('issued')
    }
    await unbroken()
  })

  it('answers after the number was given up: nothing is taken, and the next number is printed', async () => {
    const documentId = await scene.signed()
    const [early, number] = [await handed(documentId), (await held(documentId))?.number ?? 0]
    acceptedValue(await voidNumber(deps(), scene.clerk, { documentId, reason: 'Thiết bị hỏng' }))
    expect(await bring(early)).toMatchObject({ refusal: { code: 'desktop.withdrawn' } })
    const late = await handed(documentId)
    acceptedValue(await bring(late))
    acceptedValue(await voidNumber(deps(), scene.clerk, { documentId, reason: 'Sai ngày' }))
    expect(await take(late)).toMatchObject({ refusal: { code: 'desktop.withdrawn' } })
    expect(await stateOf(documentId)).toBe('signed')
    const id = await handed(documentId)
    acceptedValue(await bring(id))
    acceptedValue(await take(id))
    expect((await findDocument(deps().database, documentId))?.codeNumber).toBe(number + 2)
    await unbroken()
  })

  it('is that of a clerk whose colleague opened it since', async () => {
    const documentId = await scene.signed()
    const mine = await handed(documentId)
    const number = (await held(documentId))?.number
    const theirs = await handed(documentId, other)
    expect((await held(documentId))?.number).toBe(number)
    expect(await bring(mine)).toMatchObject({ refusal: { code: 'desktop.withdrawn' } })
    acceptedValue(await bring(theirs, other))
    expect(await take(theirs)).toMatchObject({ refusal: { code: 'desktop.not-found' } })
    acceptedValue(await take(theirs, other))
    expect(await stateOf(documentId)).toBe('issued')
  })

  it('leaves one of two clerks with the document who press at once', async () => {
    const documentId = await scene.signed()
    const both = await Promise.all([hand(documentId), hand(documentId, other)])
    const open = both.flatMap((one, at) =>
      one.ok ? [[one.value.signingId, at === 0 ? scene.clerk : other] as const] : [],
    )
    const answers = []
    for (const [id, actor] of open) answers.push((await bring(id, actor)).ok && (await take(id, actor)).ok)
    expect(answers.filter((isDone) => isDone)).toHaveLength(1)
    expect(await stateOf(documentId)).toBe('issued')
    await unbroken()
  })

  it('brings part of it: nothing is issued until all files are back', async () => {
    const documentId = await withCompanions()
    const id = await handed(documentId)
    const [own] = (await signingOf(id)).files
    if (own === undefined) throw new Error('no file')
    const pdf = await sealed(own.sentSha256, own.operation)
    acceptedValue(await returnFromDesktop(deps(), own.id, desktopTicket(deps().sealing, own.id), pdf))
    expect(await take(id)).toMatchObject({ refusal: { code: 'desktop.not-returned' } })
    acceptedValue(await voidNumber(deps(), scene.clerk, { documentId, reason: 'Thử' }))
  })
})

describe('what may not seal', () => {
  it('is another token, a file that was changed, and one that only the leader signed', async () => {
    const documentId = await scene.signed()
    const id = await handed(documentId)
    const leader = (await openDemoToken(scene.house, 'hycuong.phochutich', 'officer')).key
    expect(await bring(id, scene.clerk, leader)).toMatchObject({ refusal: { code: 'returned.other-signer' } })
    const [file] = (await signingOf(id)).files
    if (file === undefined) throw new Error('no file')
    const ticket = desktopTicket(deps().sealing, file.id)
    const sent = await deps().files.read(file.sentSha256)
    expect(await returnFromDesktop(deps(), file.id, ticket, sent)).toMatchObject({
      refusal: { code: 'returned.not-signed' },
    })
    const changed = Buffer.from(await sealed(file.sentSha256, file.operation))
    changed[sent.length - 200] = (changed[sent.length - 200] ?? 0) ^ 1
    expect(await returnFromDesktop(deps(), file.id, ticket, changed)).toMatchObject({
      refusal: { code: 'returned.other-document' },
    })
    expect(await take(id)).toMatchObject({ refusal: { code: 'desktop.not-returned' } })
    acceptedValue(await bring(id))
    acceptedValue(await take(id))
  })

  it('is the hand of somebody outside the registry', async () => {
    const documentId = await scene.signed()
    expect(await hand(documentId, scene.receiver)).toMatchObject({ refusal: { code: 'document.not-found' } })
    expect(await hand(documentId, scene.leader)).toMatchObject({ refusal: { code: 'document.not-found' } })
    expect(await held(documentId)).toBeNull()
  })

  it('is a certificate that was taken back: before the number, or while the document is away', async () => {
    const documentId = await scene.signed()
    const id = await handed(documentId)
    const { database } = deps()
    const key = await database
      .selectFrom('signing_key')
      .select('id')
      .where('holder_kind', '=', 'agency')
      .where('holder_id', '=', scene.agencyId)
      .where('place', '=', 'desktop')
      .executeTakeFirstOrThrow()
    const administrator = await scene.house.officer('quantri')
    const end = { keyId: key.id, isLost: true, reason: 'Mất thiết bị' }
    acceptedValue(await endSigningKey(deps(), administrator, end))
    expect((await bring(id)).ok).toBe(false)
    expect(await take(id)).toMatchObject({ refusal: { code: 'desktop.not-returned' } })
    const next = await scene.signed()
    expect(await hand(next)).toMatchObject({ refusal: { code: 'desktop.key-elsewhere' } })
    expect([await held(next), (await held(documentId)) === null]).toEqual([null, false])
    // The agency has another key: the number that waits goes on with that one.
    acceptedValue(await issueDocument(deps(), scene.clerk, { documentId }))
    await unbroken()
  })
})
