import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import { type OfficerActor, system } from '#modules/identity/domain/index.ts'
import { asksSignatureReason, documentSubject, IncomingFace } from '#modules/official-documents/domain/index.ts'
import {
  incomingForOfficer,
  listArrivals,
  readDocumentText,
  receiveIncomingDocument,
  registerIncoming,
  returnToSender,
} from '#modules/official-documents/index.ts'
import { fileVerdicts } from '#modules/signatures/domain/judged-file.ts'
import { listJudged, trustRoot } from '#modules/signatures/index.ts'
import { makeSigningSample } from '#platform/signing/signing-sample.ts'
import { flipped } from '#platform/signing/verification/tampering.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { issueBirth } from '#test/support/issued-birth.ts'
import { pdfFile } from '#test/support/sample-files.ts'

let house: DemoHouse
let clerk: OfficerActor
let agencyId: string
/** Signed with keys of this province; the same with a byte of it exchanged; signed with keys that nobody here knows. */
let files: Readonly<Record<'own' | 'changed' | 'foreign' | 'plain' | 'broken', Uint8Array>>

beforeAll(async () => {
  house = await openDemoHouse()
  clerk = await house.officer('hycuong.vanthu')
  agencyId = clerk.posts[0]?.agencyId ?? ''
  const { pdf } = await issueBirth(house)
  const { sealed } = await makeSigningSample()
  const broken = Buffer.from('%PDF-1.7\nno file at all')
  files = { own: pdf, changed: flipped(pdf, 1_200), foreign: sealed, plain: pdfFile(), broken }
})

const keep = async (documentId: string, bytes: Uint8Array, name = 'van-ban.pdf'): Promise<void> => {
  const content = await storeMadeBytes(house.deps.files, bytes)
  const owner = { kind: documentSubject, id: documentId }
  const made = { owner, purpose: 'document', name, mediaType: 'application/pdf', content } as const
  await house.deps.database.transaction().execute((tx) => keepMadeFile(tx, { ...made, madeAt: house.deps.clock.now() }))
}

let serial = 0
const faceOf = () => {
  serial += 1
  return IncomingFace.parse({
    typeCode: 'CV',
    subject: `Về việc kiểm tra lần ${serial}`,
    code: { number: serial, notation: 'BTP-KT' },
    documentDate: '2026-09-04',
    authorAgencyId: null,
    authorName: 'Bộ Tư pháp',
  })
}

const bring = async (bytes: Uint8Array): Promise<string> => {
  const documentId = newId()
  await keep(documentId, bytes)
  const origin = { issuer: 'G15', id: documentId }
  const brought = { documentId, agencyId, face: faceOf(), channel: 'interchange', origin } as const
  acceptedValue(await receiveIncomingDocument(house.deps, system, brought))
  return documentId
}

type Other = { readonly channel?: 'hand' | 'e-mail'; readonly doubleReason?: string }

/** The same files come again and again here. */
const takeIn = (documentId: string, signatureReason = '', other: Other = {}) =>
  registerIncoming(house.deps, clerk, {
    documentId,
    agencyId,
    face: faceOf(),
    channel: 'hand',
    origin: null,
    registerId: null,
    doubleReason: 'Gửi lại',
    ...other,
    signatureReason,
    presentTo: null,
    proposedTo: null,
  })

const verdictOf = async (documentId: string) =>
  (await listJudged(house.deps.database, { kind: documentSubject, id: documentId })).map(({ verdict }) => verdict)

describe('the signatures of what comes in', () => {
  it('are judged by the job that reads it, and the list of arrivals tells', async () => {
    const brought = {
      own: await bring(files.own),
      changed: await bring(files.changed),
      plain: await bring(files.plain),
    }
    const told = async (id: string) =>
      (await listArrivals(house.deps.database, clerk, 50)).find((one) => one.id === id)?.verdicts
    expect(await told(brought.own)).toEqual([null])
    for (const id of Object.values(brought)) await readDocumentText({ ...house.deps, recognise: null }, id)
    expect([await told(brought.own), await told(brought.changed), await told(brought.plain)]).toEqual([
      ['valid'],
      ['altered'],
      ['unsigned'],
    ])
  })

  it('hold nothing up when they hold, or when there is none', async () => {
    for (const bytes of [files.own, files.plain]) acceptedValue(await takeIn(await bring(bytes)))
  })

  it('want a reason that is kept when they do not hold, judged while it is taken in where no job was faster', async () => {
    for (const [bytes, verdict] of [
      [files.changed, 'altered'],
      [files.foreign, 'untrusted'],
      [files.broken, 'unreadable'],
    ] as const) {
      const documentId = await bring(bytes)
      expect(await takeIn(documentId)).toMatchObject({
        refusal: { code: 'document.signatures-unsound', files: ['van-ban.pdf'] },
      })
      expect(await verdictOf(documentId)).toEqual([verdict])
      const reason = 'Đã gọi xác minh với nơi gửi'
      acceptedValue(await takeIn(documentId, reason))
      const facts = await incomingForOfficer(house.deps.database, clerk, documentId, house.deps.clock.now())
      expect(facts?.signatureReason).toBe(reason)
    }
  })

  it('are judged of a scan too, of which one that cannot be read proves nothing', async () => {
    const paper = newId()
    await keep(paper, files.broken)
    acceptedValue(await takeIn(paper))
    const letter = newId()
    await keep(letter, files.broken)
    expect(await takeIn(letter, '', { channel: 'e-mail' })).toMatchObject({
      refusal: { code: 'document.signatures-unsound' },
    })
    const changed = newId()
    await keep(changed, files.changed)
    expect(await takeIn(changed)).toMatchObject({ refusal: { code: 'document.signatures-unsound' } })
  })

  it('and the bytes of a file tell that a document is here already, whatever is typed of it', async () => {
    const bytes = (await makeSigningSample()).compiled.pdf
    const first = await bring(bytes)
    const second = await bring(bytes)
    const looks = await listArrivals(house.deps.database, clerk, 50)
    expect(looks.find(({ id }) => id === second)?.looksDouble).toBe(true)
    expect(await takeIn(second, '', { doubleReason: '' })).toMatchObject({
      refusal: { code: 'document.looks-double', known: { documentId: first } },
    })
  })

  it('leave the way back to the sender open', async () => {
    const documentId = await bring(files.changed)
    await takeIn(documentId)
    acceptedValue(await returnToSender(house.deps, clerk, { documentId, body: 'Tệp bị sửa sau khi ký' }))
  })

  it('are judged again when they did not hold: a root may be believed since', async () => {
    const { root, sealed } = await makeSigningSample()
    const documentId = await bring(sealed)
    expect(await takeIn(documentId)).toMatchObject({ ok: false })
    const administrator = await house.officer('quantri')
    const certificate = Buffer.from(root.certificate).toString('base64')
    acceptedValue(await trustRoot(house.deps, administrator, { certificate, source: 'Công văn 12/BCY' }))
    acceptedValue(await takeIn(documentId))
    expect(await verdictOf(documentId)).toEqual(['valid'])
  })
})

it('a file is taken in with a reason when it does not hold, and when what came over a network cannot be judged', () => {
  const asked = (channel: 'scan' | 'inside') => fileVerdicts.filter((verdict) => asksSignatureReason(verdict, channel))
  expect(asked('scan')).toEqual(['untrusted', 'revoked', 'altered'])
  expect(asked('inside')).toEqual(['unreadable', 'too-heavy', 'untrusted', 'revoked', 'altered'])
  expect(asksSignatureReason(null, 'inside')).toBe(false)
})
