import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { findKeyInHand } from '#modules/signatures/index.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import type { DraftHead } from '../../domain/drafting/draft-head.ts'
import { noFields } from '../../domain/index.ts'
import { findOutgoing, listOutgoing, type OutgoingScope } from '../../queries/outgoing.ts'
import { findDocument } from '../../store/official-documents.ts'
import { findOutgoingPaper, listAgreements } from '../../store/outgoing-papers.ts'
import { cancelDraft, createDraft, saveDraft } from './draft-document.ts'
import { issueDocument } from './issuing/issue-document.ts'
import { recallDocument } from './recall-document.ts'
import { signOfficialDocument } from './sign-official-document.ts'
import {
  agreeToDraft,
  commentDraft,
  passCheck,
  passContents,
  sendBackDraft,
  submitDraft,
  withdrawDraft,
} from './submit-draft.ts'

const pdfsig = foreignTool('pdfsig')
const pdftotext = foreignTool('pdftotext')
let house: DemoHouse
let agencyId: string
let drafter: OfficerActor
let head: OfficerActor
let colleague: OfficerActor
let leader: OfficerActor
let clerk: OfficerActor

const firstOf = <T>(values: readonly T[]): T => {
  const [first] = values
  if (first === undefined) throw new Error('nothing there')
  return first
}

const postOf = (actor: OfficerActor): string => firstOf(actor.posts.filter((post) => post.agencyId === agencyId)).postId

const content =
  'Ủy ban nhân dân xã thông báo lịch tiếp công dân tháng 9 năm 2026 như sau:\n1. Thứ Năm hằng tuần.\n2. Tại trụ sở./.'

const headOf = (changed: Partial<DraftHead> = {}): DraftHead => ({
  typeCode: 'TB',
  subject: 'Về lịch tiếp công dân tháng 9 năm 2026',
  addressees: [],
  recipients: [{ name: 'Các thôn', agencyId: null, purpose: 'to-know', channel: 'paper' }],
  unitNotation: 'VP',
  decider: '',
  signerPostId: postOf(leader),
  authority: 'TM',
  urgency: 0,
  circulation: '',
  drafterMark: '',
  copies: null,
  contact: [],
  secretary: '',
  ...changed,
})

const drafted = async (changed: Partial<DraftHead> = {}): Promise<string> => {
  const id = newId()
  acceptedValue(
    await createDraft(house.deps, drafter, { id, postId: postOf(drafter), head: headOf(changed), content, links: [] }),
  )
  return id
}

const submitted = async (agreeing: readonly string[] = [], agreement: 'together' | 'in-turn' = 'together') => {
  const documentId = await drafted()
  acceptedValue(await submitDraft(house.deps, drafter, { documentId, version: 1, agreeing: [...agreeing], agreement }))
  return documentId
}

/** The head of the unit that drafts gives his word first. */
const approved = async (agreeing: readonly string[] = [], agreement: 'together' | 'in-turn' = 'together') => {
  const documentId = await submitted(agreeing, agreement)
  acceptedValue(await passContents(house.deps, head, { documentId, version: 1 }))
  return documentId
}

const signed = async (): Promise<string> => {
  const documentId = await approved()
  acceptedValue(await passCheck(house.deps, clerk, { documentId, opinion: '' }))
  acceptedValue(await signOfficialDocument(house.deps, leader, { documentId, version: 1 }))
  return documentId
}

const openWork = async (documentId: string) =>
  house.deps.database
    .selectFrom('work_item')
    .select(['deed', 'officer_id'])
    .where('subject_id', '=', documentId)
    .where('state', '=', 'open')
    .orderBy('deed')
    .execute()

beforeAll(async () => {
  house = await openDemoHouse()
  drafter = await house.officer('hycuong.hotich')
  head = await house.officer('hycuong.chanhvanphong')
  colleague = await house.officer('hycuong.truongkinhte')
  leader = await house.officer('hycuong.chutich')
  clerk = await house.officer('hycuong.vanthu')
  agencyId = firstOf(leader.posts).agencyId
})

describe('an outgoing document', () => {
  it('goes from its drafter over the office to the leader and out, with real signatures', async () => {
    const documentId = await submitted([colleague.officerId])
    expect(await openWork(documentId)).toEqual([{ deed: 'approve', officer_id: null }])
    acceptedValue(await passContents(house.deps, head, { documentId, version: 1 }))
    expect(await openWork(documentId)).toEqual([{ deed: 'agree', officer_id: colleague.officerId }])
    acceptedValue(await agreeToDraft(house.deps, colleague, { documentId, opinion: 'Nhất trí.' }))
    acceptedValue(await passCheck(house.deps, clerk, { documentId, opinion: '' }))
    acceptedValue(await signOfficialDocument(house.deps, leader, { documentId, version: 1 }))
    const issued = acceptedValue(await issueDocument(house.deps, clerk, { documentId }))
    expect(issued.code).toMatch(/^\d{2,}\/TB-UBND$/)
    expect(await findDocument(house.deps.database, documentId)).toMatchObject({ state: 'issued', registerYear: 2026 })
    expect(await openWork(documentId)).toEqual([])
    const paper = await findOutgoingPaper(house.deps.database, documentId)
    const file = await findAttachment(house.deps.database, paper?.issuedAttachmentId ?? '')
    const path = join(mkdtempSync(join(tmpdir(), 'van-ban-')), 'a.pdf')
    writeFileSync(path, await house.deps.files.read(file?.sha256 ?? ''))
    if (pdftotext.isHere())
      expect((await pdftotext.run(['-layout', path, '-'])).output.normalize('NFC')).toContain('Về lịch tiếp công dân')
    if (pdfsig.isHere()) {
      const { output } = await pdfsig.run([path])
      expect(output.match(/Signature is Valid/g)).toHaveLength(2)
    }
  })

  it('is agreed in turn, one after the other', async () => {
    const documentId = await approved([colleague.officerId, leader.officerId], 'in-turn')
    expect(await openWork(documentId)).toEqual([{ deed: 'agree', officer_id: colleague.officerId }])
    acceptedValue(await agreeToDraft(house.deps, colleague, { documentId, opinion: '' }))
    expect(await openWork(documentId)).toEqual([{ deed: 'agree', officer_id: leader.officerId }])
    acceptedValue(await agreeToDraft(house.deps, leader, { documentId, opinion: '' }))
    expect(await openWork(documentId)).toEqual([{ deed: 'check', officer_id: null }])
  })

  it('comes back with a reason, and is changed and submitted again', async () => {
    const documentId = await approved()
    expect(await sendBackDraft(house.deps, clerk, { documentId, reason: '' })).toMatchObject({
      refusal: { code: 'document.reason-missing' },
    })
    acceptedValue(await sendBackDraft(house.deps, clerk, { documentId, reason: 'Thiếu căn cứ.' }))
    expect(await openWork(documentId)).toEqual([{ deed: 'draft', officer_id: drafter.officerId }])
    const change = { documentId, baseVersion: 1, head: headOf(), content: `${content}\nThêm.`, isAutosave: false }
    expect(acceptedValue(await saveDraft(house.deps, drafter, change))).toEqual({ version: 2 })
    const again = { documentId, agreeing: [], agreement: 'together' } as const
    expect(await submitDraft(house.deps, drafter, { ...again, agreeing: [], version: 1 })).toMatchObject({
      refusal: { code: 'draft.changed', version: 2 },
    })
    acceptedValue(await submitDraft(house.deps, drafter, { ...again, agreeing: [], version: 2 }))
    acceptedValue(await withdrawDraft(house.deps, drafter, { documentId }))
    expect(await findDocument(house.deps.database, documentId)).toMatchObject({ state: 'draft' })
  })

  it('drawn from an older wording is not saved over a newer one; what a page keeps by itself makes one wording', async () => {
    const documentId = await drafted()
    const save = (baseVersion: number, text: string, isAutosave: boolean) =>
      saveDraft(house.deps, drafter, { documentId, baseVersion, head: headOf(), content: text, isAutosave })
    expect(acceptedValue(await save(1, 'a', true)).version).toBe(2)
    expect(acceptedValue(await save(2, 'ab', true)).version).toBe(2)
    expect(acceptedValue(await save(2, 'abc', false)).version).toBe(2)
    expect(acceptedValue(await save(2, 'abcd', false)).version).toBe(3)
    expect(await save(2, 'late', false)).toMatchObject({ refusal: { code: 'draft.changed', version: 3 } })
  })

  it('is nobody else’s: who has no part in it does not find it', async () => {
    const documentId = await drafted()
    const stranger = await house.officer('sxd.giamdoc')
    const save = { documentId, baseVersion: 1, head: headOf(), content, isAutosave: false }
    for (const tried of [
      saveDraft(house.deps, stranger, save),
      submitDraft(house.deps, stranger, { documentId, version: 1, agreeing: [], agreement: 'together' }),
      commentDraft(house.deps, stranger, { documentId, body: 'a' }),
      cancelDraft(house.deps, stranger, { documentId }),
    ])
      expect(await tried).toMatchObject({ ok: false, refusal: { code: 'document.not-found' } })
    expect(await signOfficialDocument(house.deps, stranger, { documentId, version: 1 })).toMatchObject({ ok: false })
    expect(await issueDocument(house.deps, stranger, { documentId })).toMatchObject({ ok: false })
  })

  it('is found by its words, its drafts by their drafter, what waits by whom it waits for, and nothing of it by others', async () => {
    const subject = 'Về việc nạo vét kênh Đồng Lạc'
    const draftId = await drafted({ subject })
    const waitingId = await drafted({ subject })
    const command = { documentId: waitingId, version: 1 }
    acceptedValue(await submitDraft(house.deps, drafter, { ...command, agreeing: [], agreement: 'together' }))
    acceptedValue(await passContents(house.deps, head, command))
    acceptedValue(await passCheck(house.deps, clerk, { documentId: waitingId, opinion: '' }))
    const listed = async (actor: OfficerActor, scope: OutgoingScope, words = '', after: string | null = null) =>
      (
        await listOutgoing(house.deps.database, actor, house.deps.clock.now(), {
          scope,
          words,
          fields: noFields,
          state: null,
          after,
          limit: 20,
        })
      )
        .filter((row) => row.subject === subject)
        .map((row) => row.id)
    expect(await listed(drafter, 'all', 'kenh dong lac')).toEqual([waitingId, draftId])
    expect(await listed(drafter, 'all', 'kênh Đồng', waitingId)).toEqual([draftId])
    expect(await listed(drafter, 'drafting')).toEqual([waitingId, draftId])
    expect(await listed(leader, 'waiting')).toEqual([waitingId])
    // A draft is nobody's but the drafter's until it is submitted.
    expect(await listed(leader, 'all', 'nao vet')).toEqual([waitingId])
    expect(await listed(clerk, 'waiting')).toEqual([])
    const stranger = await house.officer('viettri.chutich')
    for (const scope of ['waiting', 'drafting', 'all'] as const)
      expect(await listed(stranger, scope, scope === 'all' ? 'nao vet' : '')).toEqual([])
  })

  it('is signed only by whom it was submitted to, only as it was read, and never twice', async () => {
    const documentId = await approved()
    acceptedValue(await passCheck(house.deps, clerk, { documentId, opinion: '' }))
    expect(await signOfficialDocument(house.deps, head, { documentId, version: 1 })).toMatchObject({ ok: false })
    expect(await signOfficialDocument(house.deps, leader, { documentId, version: 2 })).toMatchObject({
      refusal: { code: 'draft.changed' },
    })
    const both = await Promise.all(
      [1, 2].map(() => signOfficialDocument(house.deps, leader, { documentId, version: 1 })),
    )
    expect(both.filter((one) => one.ok)).toHaveLength(1)
  })

  it('gets one number from one book however many clerks press at once; the book has no gap', async () => {
    const documents = await Promise.all(Array.from({ length: 4 }, signed))
    const pressed = await Promise.all(
      documents.flatMap((documentId) => [1, 2].map(() => issueDocument(house.deps, clerk, { documentId }))),
    )
    expect(pressed.filter((one) => one.ok)).toHaveLength(4)
    const rows = await house.deps.database
      .selectFrom('official_document')
      .select('register_number')
      .where('agency_id', '=', agencyId)
      .where('register_number', 'is not', null)
      .orderBy('register_number')
      .execute()
    expect(rows.map((row) => row.register_number)).toEqual(rows.map((_, at) => at + 1))
  })

  it('is in the registry of every receiving agency of the province when it is issued, once', async () => {
    const receiverId = firstOf((await house.officer('sxd.vanthu')).posts).agencyId
    const recipient = { name: 'Sở Xây dựng', agencyId: receiverId, purpose: 'to-act', channel: 'electronic' } as const
    const documentId = await drafted({ recipients: [recipient] })
    const command = { documentId, version: 1 }
    acceptedValue(await submitDraft(house.deps, drafter, { ...command, agreeing: [], agreement: 'together' }))
    acceptedValue(await passContents(house.deps, head, command))
    acceptedValue(await passCheck(house.deps, clerk, { documentId, opinion: '' }))
    acceptedValue(await signOfficialDocument(house.deps, leader, command))
    const { code } = acceptedValue(await issueDocument(house.deps, clerk, { documentId }))
    const received = await house.deps.database
      .selectFrom('official_document')
      .selectAll()
      .where('agency_id', '=', receiverId)
      .where('origin_id', '=', documentId)
      .execute()
    expect(received.map((row) => [row.state, row.channel, `${row.code_number}`])).toEqual([
      ['arrived', 'inside', String(Number(code.split('/')[0]))],
    ])
    const line = await house.deps.database
      .selectFrom('document_recipient')
      .select(['state', 'received_document_id'])
      .where('document_id', '=', documentId)
      .executeTakeFirst()
    expect(line).toEqual({ state: 'arrived', received_document_id: received[0]?.id })
  })

  it('is recalled with a reason and keeps its number', async () => {
    const documentId = await signed()
    acceptedValue(await issueDocument(house.deps, clerk, { documentId }))
    expect(await recallDocument(house.deps, drafter, { documentId, reason: 'x' })).toMatchObject({ ok: false })
    acceptedValue(await recallDocument(house.deps, clerk, { documentId, reason: 'Gửi nhầm nơi nhận' }))
    const kept = await findDocument(house.deps.database, documentId)
    expect(kept?.state).toBe('recalled')
    expect(kept?.registerNumber).not.toBeNull()
  })

  it('that replaces another puts it out of force when it is issued', async () => {
    const oldId = await signed()
    acceptedValue(await issueDocument(house.deps, clerk, { documentId: oldId }))
    const id = newId()
    const links = [{ kind: 'replaces' as const, toId: oldId }]
    const command = { id, postId: postOf(clerk), head: headOf(), content, links }
    acceptedValue(await createDraft(house.deps, clerk, command))
    acceptedValue(
      await submitDraft(house.deps, clerk, { documentId: id, version: 1, agreeing: [], agreement: 'together' }),
    )
    acceptedValue(await passCheck(house.deps, clerk, { documentId: id, opinion: '' }))
    acceptedValue(await signOfficialDocument(house.deps, leader, { documentId: id, version: 1 }))
    acceptedValue(await issueDocument(house.deps, clerk, { documentId: id }))
    expect((await findDocument(house.deps.database, oldId))?.state).toBe('replaced')
  })

  it('changed after it was agreed to has lost the agreements', async () => {
    const documentId = await approved([colleague.officerId])
    acceptedValue(await agreeToDraft(house.deps, colleague, { documentId, opinion: 'Nhất trí.' }))
    const { database } = house.deps
    expect((await listAgreements(database, documentId, 1)).map((one) => one.answeredAt === null)).toEqual([false])
    acceptedValue(await sendBackDraft(house.deps, clerk, { documentId, reason: 'Sửa giờ.' }))
    expect(await listAgreements(database, documentId, 1)).toEqual([])
    const change = { documentId, baseVersion: 1, head: headOf(), content: `${content}\nSửa.`, isAutosave: false }
    acceptedValue(await saveDraft(house.deps, drafter, change))
    const again = { documentId, version: 2, agreement: 'together' as const }
    acceptedValue(await submitDraft(house.deps, drafter, { ...again, agreeing: [colleague.officerId] }))
    expect((await listAgreements(database, documentId, 2)).map((one) => one.answeredAt)).toEqual([null])
    acceptedValue(await passContents(house.deps, head, { documentId, version: 2 }))
    expect(await openWork(documentId)).toEqual([{ deed: 'agree', officer_id: colleague.officerId }])
    acceptedValue(await withdrawDraft(house.deps, drafter, { documentId }))
    acceptedValue(await submitDraft(house.deps, drafter, { ...again, agreeing: [] }))
    expect(await listAgreements(database, documentId, 2)).toEqual([])
    acceptedValue(await passContents(house.deps, head, { documentId, version: 2 }))
    expect(await openWork(documentId)).toEqual([{ deed: 'check', officer_id: null }])
  })

  it('sent back or withdrawn is its drafter’s alone, until it is submitted anew', async () => {
    const { database } = house.deps
    const seenBy = async (actor: OfficerActor, documentId: string) =>
      (await findOutgoing(database, actor, documentId, house.deps.clock.now())) !== null
    const sentBack = await approved([colleague.officerId])
    acceptedValue(await agreeToDraft(house.deps, colleague, { documentId: sentBack, opinion: '' }))
    acceptedValue(await passCheck(house.deps, clerk, { documentId: sentBack, opinion: '' }))
    expect([await seenBy(colleague, sentBack), await seenBy(leader, sentBack)]).toEqual([true, true])
    acceptedValue(await sendBackDraft(house.deps, leader, { documentId: sentBack, reason: 'Sửa giờ.' }))
    const withdrawn = await approved([colleague.officerId])
    acceptedValue(await withdrawDraft(house.deps, drafter, { documentId: withdrawn }))
    for (const documentId of [sentBack, withdrawn]) {
      const seen = await Promise.all([colleague, leader, clerk].map((actor) => seenBy(actor, documentId)))
      expect(seen).toEqual([false, false, false])
      expect(await seenBy(drafter, documentId)).toBe(true)
    }
    const again = { documentId: sentBack, version: 1, agreement: 'together', agreeing: [colleague.officerId] } as const
    acceptedValue(await submitDraft(house.deps, drafter, { ...again, agreeing: [...again.agreeing] }))
    // Whoever is asked sees it when his turn has come: after the head of the unit.
    expect(await seenBy(colleague, sentBack)).toBe(false)
    acceptedValue(await passContents(house.deps, head, { documentId: sentBack, version: 1 }))
    expect(await seenBy(colleague, sentBack)).toBe(true)
  })

  it('given back after it was signed has lost the signature', async () => {
    const documentId = await signed()
    acceptedValue(await sendBackDraft(house.deps, clerk, { documentId, reason: 'Sai ngày.' }))
    const paper = await findOutgoingPaper(house.deps.database, documentId)
    expect([paper?.signedAt, paper?.signedAttachmentId]).toEqual([null, null])
    expect((await issueDocument(house.deps, clerk, { documentId })).ok).toBe(false)
    expect((await signOfficialDocument(house.deps, leader, { documentId, version: 1 })).ok).toBe(false)
    const change = { documentId, baseVersion: 1, head: headOf(), content: `${content}\nSửa.`, isAutosave: false }
    acceptedValue(await saveDraft(house.deps, drafter, change))
    const again = { documentId, version: 2, agreeing: [], agreement: 'together' as const }
    acceptedValue(await submitDraft(house.deps, drafter, again))
    acceptedValue(await passContents(house.deps, head, { documentId, version: 2 }))
    acceptedValue(await passCheck(house.deps, clerk, { documentId, opinion: '' }))
    expect(await signOfficialDocument(house.deps, leader, { documentId, version: 1 })).toMatchObject({
      refusal: { code: 'draft.changed' },
    })
    acceptedValue(await signOfficialDocument(house.deps, leader, { documentId, version: 2 }))
  })

  it('is not signed with another certificate than the one that was shown', async () => {
    const documentId = await approved()
    acceptedValue(await passCheck(house.deps, clerk, { documentId, opinion: '' }))
    const now = house.deps.clock.now()
    const shown = await findKeyInHand(house.deps.database, { kind: 'officer', id: leader.officerId }, now)
    const command = { documentId, version: 1 }
    expect(await signOfficialDocument(house.deps, leader, { ...command, certificateSerial: '0badcafe' })).toMatchObject(
      {
        refusal: { code: 'draft.certificate-changed' },
      },
    )
    expect((await findDocument(house.deps.database, documentId))?.state).toBe('submitted')
    acceptedValue(
      await signOfficialDocument(house.deps, leader, { ...command, certificateSerial: shown?.serial ?? '' }),
    )
  })

  it('whose form or competence is not in order is not submitted', async () => {
    const documentId = await drafted({ typeCode: 'CV', addressees: [] })
    const command = { documentId, version: 1, agreeing: [], agreement: 'together' as const }
    expect(await submitDraft(house.deps, drafter, command)).toMatchObject({
      refusal: { code: 'draft.fails-check', check: 'addressees' },
    })
  })
})
