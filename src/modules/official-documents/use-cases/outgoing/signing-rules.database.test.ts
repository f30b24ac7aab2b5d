import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { appearanceOf, bringPicture, listGivenSignatures, removePicture } from '#modules/signatures/index.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { inkOnPaper } from '#test/support/drawn-png.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import type { DraftHead, SigningPlan } from '../../domain/drafting/draft-head.ts'
import { findRegisteredDocument } from '../../queries/registered-document.ts'
import { findDocument } from '../../store/official-documents.ts'
import { findOutgoingPaper } from '../../store/outgoing-papers.ts'
import { listSigners } from '../../store/signers.ts'
import { createDraft } from './draft-document.ts'
import { issueDocument } from './issuing/issue-document.ts'
import { signedSubject } from './ready-to-sign.ts'
import { signOfficialDocument } from './sign-official-document.ts'
import { endSigningMandate, giveMandate } from './signing-mandates.ts'
import { passCheck, passContents, sendBackDraft, submitDraft, withdrawDraft } from './submit-draft.ts'

const pdfsig = foreignTool('pdfsig')
let house: DemoHouse
let agencyId: string
let [drafter, head, second, leader, clerk, outside] = [] as unknown as readonly OfficerActor[] as OfficerActor[]

const postOf = (actor: OfficerActor | undefined): string =>
  actor?.posts.find((post) => post.role !== 'auditor')?.postId ?? ''
const none: SigningPlan = { initials: [], coSigners: [], needed: null, turn: 'others-first' }

const drafted = async (changed: Partial<DraftHead>): Promise<string> => {
  const id = newId()
  const whole: DraftHead = {
    ...{ typeCode: 'TB', subject: 'Về việc phối hợp quản lý chợ', addressees: [], unitNotation: 'VP', decider: '' },
    recipients: [{ name: 'Các thôn', agencyId: null, purpose: 'to-know', channel: 'paper' }],
    ...{ signerPostId: postOf(leader), authority: 'TM', urgency: 0, circulation: '', drafterMark: '', copies: null },
    ...{ contact: [], secretary: '', ...changed },
  }
  const content = 'Ủy ban nhân dân xã thông báo quản lý chợ như sau:\n1. Một.\n2. Hai./.'
  const command = { id, postId: postOf(drafter), head: whole, content, links: [] }
  acceptedValue(await createDraft(house.deps, drafter as OfficerActor, command))
  return id
}

const submit = (documentId: string) =>
  submitDraft(house.deps, drafter as OfficerActor, { documentId, version: 1, agreeing: [], agreement: 'together' })

const laid = async (changed: Partial<DraftHead>): Promise<string> => {
  const documentId = await drafted(changed)
  const { liesWith } = acceptedValue(await submit(documentId))
  // Where the head of the unit signs or initials it himself, nobody asks him before.
  if (liesWith === 'unit-head')
    acceptedValue(await passContents(house.deps, head as OfficerActor, { documentId, version: 1 }))
  acceptedValue(await passCheck(house.deps, clerk as OfficerActor, { documentId, opinion: '' }))
  return documentId
}

const sign = (documentId: string, actor: OfficerActor | undefined) =>
  signOfficialDocument(house.deps, actor as OfficerActor, { documentId, version: 1 })

const openFor = async (documentId: string) =>
  (
    await house.deps.database
      .selectFrom('work_item')
      .select('officer_id')
      .where('subject_id', '=', documentId)
      .where('state', '=', 'open')
      .where('deed', '=', 'sign')
      .orderBy('officer_id')
      .execute()
  ).map((row) => row.officer_id)

beforeAll(async () => {
  house = await openDemoHouse()
  drafter = await house.officer('hycuong.hotich')
  head = await house.officer('hycuong.chanhvanphong')
  second = await house.officer('hycuong.truongkinhte')
  leader = await house.officer('hycuong.chutich')
  clerk = await house.officer('hycuong.vanthu')
  outside = await house.officer('sxd.giamdoc')
  agencyId = leader.posts[0]?.agencyId ?? ''
})

describe('who signs a document, in which turn', () => {
  it('initials first, then those who sign beside, then the one who is answerable; each signature holds', async () => {
    const signing: SigningPlan = {
      initials: [
        { postId: postOf(head), place: 'text' },
        { postId: postOf(second), place: 'form' },
      ],
      coSigners: [{ postId: postOf(outside), authority: 'own', title: '' }],
      needed: null,
      turn: 'others-first',
    }
    const documentId = await laid({ signing })
    expect(await openFor(documentId)).toEqual([head?.officerId, second?.officerId].sort())
    expect(await sign(documentId, leader)).toMatchObject({ refusal: { code: 'draft.turn-refused' } })
    acceptedValue(await sign(documentId, second))
    expect(await openFor(documentId)).toEqual([head?.officerId])
    expect(await withdrawDraft(house.deps, drafter as OfficerActor, { documentId })).toMatchObject({
      refusal: { code: 'document.state-forbids', state: 'signed' },
    })
    acceptedValue(await sign(documentId, head))
    expect(await openFor(documentId)).toEqual([outside?.officerId])
    acceptedValue(await sign(documentId, outside))
    expect(await findDocument(house.deps.database, documentId)).toMatchObject({ state: 'submitted' })
    acceptedValue(await sign(documentId, leader))
    expect(await findDocument(house.deps.database, documentId)).toMatchObject({ state: 'signed' })
    acceptedValue(await issueDocument(house.deps, clerk as OfficerActor, { documentId }))
    const paper = await findOutgoingPaper(house.deps.database, documentId)
    const given = await listGivenSignatures(house.deps.database, signedSubject(paper?.submission ?? ''))
    expect(given).toHaveLength(5)
    for (const [at, one] of given.entries()) if (at > 0) expect(one.before).toBe(given[at - 1]?.after)
    const told = await findRegisteredDocument(house.deps.database, documentId)
    expect(told?.signers.map(({ name }) => name)).toEqual([outside?.fullName, leader?.fullName])
    const file = await findAttachment(house.deps.database, paper?.issuedAttachmentId ?? '')
    const path = join(mkdtempSync(join(tmpdir(), 'ky-')), 'a.pdf')
    writeFileSync(path, await house.deps.files.read(file?.sha256 ?? ''))
    if (pdfsig.isHere()) expect((await pdfsig.run([path])).output.match(/Signature is Valid/g)).toHaveLength(5)
  })

  it('of a council two of three are enough, whoever they are, also when they sign at once', async () => {
    const deputy = await house.officer('hycuong.phochutich')
    const members = [head, deputy, second]
    const coSigners = members.map((one) => ({ postId: postOf(one), authority: 'own' as const, title: 'Ủy viên' }))
    const documentId = await laid({ typeCode: 'BB', secretary: 'A', signing: { ...none, coSigners, needed: 2 } })
    expect(await openFor(documentId)).toHaveLength(3)
    const both = await Promise.all([sign(documentId, head), sign(documentId, second)])
    expect(both.map((one) => one.ok)).toEqual([true, true])
    expect(await openFor(documentId)).toEqual([leader?.officerId])
    expect(await sign(documentId, deputy)).toMatchObject({ ok: false })
    acceptedValue(await sign(documentId, leader))
    const signers = await listSigners(house.deps.database, documentId)
    expect(signers.filter(({ signedAt }) => signedAt !== null)).toHaveLength(3)
  })

  it('a signature that was given falls when the document goes back', async () => {
    const documentId = await laid({ signing: { ...none, initials: [{ postId: postOf(head), place: 'text' }] } })
    acceptedValue(await sign(documentId, head))
    acceptedValue(await sendBackDraft(house.deps, leader as OfficerActor, { documentId, reason: 'Sửa lại.' }))
    acceptedValue(await submit(documentId))
    acceptedValue(await passCheck(house.deps, clerk as OfficerActor, { documentId, opinion: '' }))
    expect(await openFor(documentId)).toEqual([head?.officerId])
    expect(await sign(documentId, leader)).toMatchObject({ ok: false })
  })

  it('shows the hand signature that the signer has brought, his own name until then', async () => {
    const { deps } = house
    const shown = async () => (await appearanceOf(deps.database, leader as OfficerActor)).kind
    expect(await shown()).toBe('handwriting')
    acceptedValue(await bringPicture(deps, leader as OfficerActor, inkOnPaper()))
    expect(await shown()).toBe('picture')
    const documentId = await laid({})
    acceptedValue(await sign(documentId, leader))
    const paper = await findOutgoingPaper(deps.database, documentId)
    const file = await findAttachment(deps.database, paper?.signedAttachmentId ?? '')
    const pdf = Buffer.from(await deps.files.read(file?.sha256 ?? '')).toString('latin1')
    expect(pdf).toContain('/Subtype /Image')
    acceptedValue(await removePicture(deps, leader as OfficerActor))
    expect(await shown()).toBe('handwriting')
  })

  it('nobody outside who signs beside learns of any other document', async () => {
    const documentId = await laid({})
    expect(await sign(documentId, outside)).toMatchObject({ refusal: { code: 'document.not-found' } })
  })
})

describe('signing by order and by authority', () => {
  const from = Temporal.PlainDate.from('2026-09-01')
  const given = (more: Partial<Parameters<typeof giveMandate>[2]> = {}) =>
    giveMandate(house.deps, clerk as OfficerActor, {
      ...{ id: newId(), agencyId, postId: postOf(head), capacity: 'TL' as const, basis: '15/QĐ-UBND', from },
      ...{ until: null, contents: ['TB'], ...more },
    })
  const byOrder = () => ({ signerPostId: postOf(head), authority: 'TL' as const })

  it('needs a paper that is in force, for this kind, on the day of submission and on that of signature', async () => {
    const documentId = await drafted(byOrder())
    expect(await submit(documentId)).toMatchObject({ refusal: { code: 'draft.signing-refused' } })
    const id = newId()
    acceptedValue(await given({ id }))
    expect(await given()).toMatchObject({ refusal: { code: 'mandate.given-already' } })
    acceptedValue(await submit(documentId))
    acceptedValue(await passCheck(house.deps, clerk as OfficerActor, { documentId, opinion: '' }))
    expect(await endSigningMandate(house.deps, drafter as OfficerActor, { id })).toMatchObject({ ok: false })
    acceptedValue(await endSigningMandate(house.deps, leader as OfficerActor, { id }))
    expect(await sign(documentId, head)).toMatchObject({ ok: false })
    acceptedValue(await given({ from: Temporal.PlainDate.from('2026-09-07') }))
    const another = await laid(byOrder())
    acceptedValue(await sign(another, head))
    expect((await listSigners(house.deps.database, another))[0]?.printed.lines).toEqual([
      'TL. Chủ tịch',
      expect.stringContaining('Chánh Văn phòng'),
    ])
  })

  it('by authority is limited in time and content, and given only by who leads or keeps the registry', async () => {
    expect(await given({ capacity: 'TUQ' })).toMatchObject({ refusal: { code: 'mandate.unlimited' } })
    const until = Temporal.PlainDate.from('2026-08-01')
    expect(await given({ until })).toMatchObject({ refusal: { code: 'mandate.dates-wrong' } })
    expect(await given({ postId: postOf(outside) })).toMatchObject({ refusal: { code: 'mandate.post-unknown' } })
    const command = { id: newId(), agencyId, postId: postOf(head), capacity: 'TL' as const, basis: 'x', from }
    expect(
      await giveMandate(house.deps, drafter as OfficerActor, { ...command, until: null, contents: [] }),
    ).toMatchObject({ refusal: { code: 'document.not-permitted' } })
  })
})
