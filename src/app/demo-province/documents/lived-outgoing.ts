import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import type { SigningDeps } from '#modules/dossiers/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { type DraftHead, isDeputyTitle } from '#modules/official-documents/domain/index.ts'
import {
  agreeToDraft,
  commentDraft,
  copyDocument,
  createDraft,
  findSeats,
  issueDocument,
  lendKeptCopy,
  listReceivers,
  passCheck,
  passContents,
  recallDocument,
  recordDispatch,
  registerPaper,
  resolveRecipients,
  saveDraft,
  sendBackDraft,
  signOfficialDocument,
  submitDraft,
} from '#modules/official-documents/index.ts'
import { demoReceiver } from './lived-mailbox.ts'

/** How far a draft has come; `head`: it waits for the head of its unit; `answer`: issued, and settles what it answers. */
const ways = [
  'draft',
  'head',
  'agree',
  'check',
  'returned',
  'sign',
  'signed',
  'issued',
  'answer',
  'paper',
  'secret',
] as const

export const OutgoingFile = z.object({
  documents: z.array(
    z.object({
      type: z.string(),
      until: z.enum(ways),
      subject: z.string(),
      addressees: z.array(z.string()).default([]),
      /** Whether the head of the unit puts initials first. */
      initials: z.boolean().default(false),
      /** What becomes of it once it is issued. */
      afterwards: z.enum(['recalled', 'replaced', 'corrected', 'copied']).optional(),
      text: z.string(),
    }),
  ),
})
export type LivedOutgoing = z.infer<typeof OutgoingFile>['documents'][number]
type Link = { readonly kind: 'answers' | 'replaces' | 'corrects'; readonly toId: string }

/** A document that waits for an answer by this officer. */
export type AwaitsAnswer = { readonly documentId: string; readonly author: string; readonly officer: OfficerActor }

export type OutgoingStage = {
  readonly deps: SigningDeps
  readonly agencyId: string
  readonly drafter: OfficerActor
  readonly clerk: OfficerActor
  readonly leader: OfficerActor
  /** Who heads a unit; throws where nobody does. */
  readonly headOf: (unitId: string | null) => Promise<OfficerActor>
  /** The head of another unit, whose agreement is asked; nobody where there is no other. */
  readonly colleague: OfficerActor | undefined
  /** Who puts initials: the head of the unit that drafts, where the drafter does not head it. */
  readonly heading: OfficerActor | undefined
  readonly awaits: AwaitsAnswer | undefined
  readonly later: (workingMinutes: number) => void
}

const headOf = async (
  stage: OutgoingStage,
  lived: LivedOutgoing,
  addressees: readonly string[],
): Promise<DraftHead> => {
  const { deps, agencyId, leader } = stage
  const seats = await findSeats(deps.database, agencyId, localDate(deps.clock.now()))
  const seat = seats.find((one) => one.officerId === leader.officerId && one.role === 'leader')
  const isCommittee = /Ủy ban nhân dân/u.test(seat?.title ?? '') || /^(?:Phó )?Chủ tịch/u.test(seat?.title ?? '')
  const isDeputy = isDeputyTitle(seat?.title ?? '')
  const own = isDeputy ? 'KT' : 'own'
  const heading = seats.find((one) => one.officerId === stage.heading?.officerId && one.role === 'unit-head')
  const initials = lived.initials && heading !== undefined ? [{ postId: heading.postId, place: 'text' as const }] : []
  return {
    typeCode: lived.type,
    subject: lived.subject,
    addressees: [...addressees],
    recipients: await resolveRecipients(deps.database, addressees, [
      'Lãnh đạo cơ quan',
      'Các đơn vị trực thuộc',
      demoReceiver,
    ]),
    unitNotation: 'VP',
    decider: '',
    signerPostId: seat?.postId ?? null,
    authority: isCommittee ? (isDeputy ? 'TM-KT' : 'TM') : own,
    urgency: 0,
    circulation: '',
    drafterMark: '',
    copies: null,
    contact: [],
    secretary: '',
    ...(initials.length === 0
      ? {}
      : { signing: { initials, coSigners: [], needed: null, turn: 'others-first' as const } }),
  }
}

const draft = async (
  stage: OutgoingStage,
  lived: LivedOutgoing,
  changes: readonly Link[],
): Promise<{ id: string; version: number; head: OfficerActor | null } | null> => {
  const { deps, agencyId, awaits } = stage
  const isAnswer = lived.until === 'answer'
  if (isAnswer && awaits === undefined) return null
  const drafter = isAnswer && awaits !== undefined ? awaits.officer : stage.drafter
  const post = drafter.posts.find((held) => held.agencyId === agencyId)
  if (post === undefined) return null
  const head = await headOf(stage, lived, isAnswer && awaits !== undefined ? [awaits.author] : lived.addressees)
  const id = newId()
  const links: Link[] = isAnswer && awaits !== undefined ? [{ kind: 'answers', toId: awaits.documentId }] : [...changes]
  const [first = ''] = lived.text.split('\n')
  acceptedValue(await createDraft(deps, drafter, { id, postId: post.postId, head, content: first, links }))
  stage.later(45)
  const change = { documentId: id, baseVersion: 1, head, content: lived.text, isAutosave: false }
  const { version } = acceptedValue(await saveDraft(deps, drafter, change))
  if (lived.until === 'draft') return null
  const isAlone = lived.until === 'head' || lived.until === 'check' || lived.until === 'returned' || changes.length > 0
  const colleague = stage.colleague !== undefined && !isAlone ? [stage.colleague.officerId] : []
  const agreeing = isAnswer ? [] : colleague
  stage.later(20)
  const submission = { documentId: id, version, agreeing, agreement: 'together' } as const
  const { liesWith } = acceptedValue(await submitDraft(deps, drafter, submission))
  return { id, version, head: liesWith === 'unit-head' ? await stage.headOf(post.unitId) : null }
}

/** What was issued is taken back, replaced, corrected, or copied on paper. */
const afterwards = async (stage: OutgoingStage, lived: LivedOutgoing, documentId: string): Promise<void> => {
  const { deps, agencyId, clerk, leader, later } = stage
  if (lived.afterwards === undefined) return
  later(90)
  if (lived.afterwards === 'recalled') {
    const reason = 'Ban hành không đúng thẩm quyền; cơ quan cấp trên thông báo nội dung này.'
    acceptedValue(await recallDocument(deps, leader, { documentId, reason }))
  } else if (lived.afterwards === 'copied') {
    const post = leader.posts.find((held) => held.agencyId === agencyId && held.role === 'leader')
    const command = { copyId: newId(), documentId, kind: 'SY', target: 'paper', extract: '' } as const
    const place = { signerPostId: post?.postId ?? null, recipients: ['Lưu: VT'], copies: 3 }
    acceptedValue(await copyDocument(deps, clerk, { ...command, ...place }))
    later(30)
    // Somebody needs the paper itself, and has it still.
    const use = { userName: stage.drafter.fullName, userUnit: '', note: 'Đối chiếu với hồ sơ', dueOn: null } as const
    acceptedValue(await lendKeptCopy(deps, clerk, { documentId, permittedByPost: post?.postId ?? null, ...use }))
  } else {
    const isReplaced = lived.afterwards === 'replaced'
    const text = isReplaced
      ? `${lived.text.replace(/\.\/\.$/u, '.')}\nVăn bản này thay thế văn bản trước cùng nội dung./.`
      : correction
    const next: LivedOutgoing = {
      type: isReplaced ? lived.type : 'CV',
      until: 'issued',
      subject: isReplaced ? lived.subject : `đính chính nội dung: ${lived.subject}`,
      addressees: isReplaced ? [] : ['Các đơn vị trực thuộc'],
      initials: false,
      text,
    }
    await liveOutgoing(stage, next, [{ kind: isReplaced ? 'replaces' : 'corrects', toId: documentId }])
  }
}

const correction =
  'Do sơ suất trong khâu soạn thảo, cơ quan đính chính như sau:\n1. Đã in: “quý III”.\n2. Nay sửa là: “quý IV”.\nCác nội dung khác của văn bản giữ nguyên./.'

/** A paper that was signed by hand, maybe a secret one: only its line is kept, and that it went by post. */
const livePaper = async (stage: OutgoingStage, lived: LivedOutgoing): Promise<void> => {
  const { deps, agencyId, clerk, leader, later } = stage
  const documentId = newId()
  const post = leader.posts.find((held) => held.agencyId === agencyId && held.role === 'leader')
  const signedOn = localDate(deps.clock.now()).toString()
  acceptedValue(
    await registerPaper(deps, clerk, {
      ...{ documentId, agencyId, typeCode: lived.type, subject: lived.subject, unitNotation: '', signedOn },
      ...{ signerPostId: post?.postId ?? null, secrecy: lived.until === 'secret' ? 1 : 0, urgency: 0, copies: 2 },
      recipients: [{ name: 'Ban Chỉ huy Quân sự', agencyId: null, purpose: 'to-act', channel: 'paper' }],
    }),
  )
  if (lived.until === 'secret') return
  later(40)
  const [receiver] = await listReceivers(deps.database, documentId)
  if (receiver === undefined) return
  const { address } = receiver
  const told = { documentId, recipientId: receiver.id, way: 'post', outcome: 'sent', envelopes: 1, note: '' } as const
  const place = { address, tracking: 'RG204518367VN' }
  acceptedValue(await recordDispatch(deps, clerk, { ...told, ...place }))
}

/** One draft on its way, each step by somebody who may do it. */
export const liveOutgoing = async (
  stage: OutgoingStage,
  lived: LivedOutgoing,
  changes: readonly Link[] = [],
): Promise<void> => {
  if (lived.until === 'paper' || lived.until === 'secret') return livePaper(stage, lived)
  const { deps, clerk, leader, colleague, heading, later } = stage
  const submitted = await draft(stage, lived, changes)
  if (submitted === null) return
  const { id: documentId, version, head } = submitted
  if (lived.until === 'head') return
  if (head !== null) {
    later(40)
    acceptedValue(await passContents(deps, head, { documentId, version }))
  }
  const isAsked = lived.until !== 'check' && lived.until !== 'returned' && lived.until !== 'answer'
  if (colleague !== undefined && isAsked && changes.length === 0) {
    later(60)
    if (lived.until === 'agree') {
      acceptedValue(
        await commentDraft(deps, colleague, { documentId, body: 'Đề nghị nêu rõ số lượng và nguồn kinh phí.' }),
      )
      return
    }
    acceptedValue(await agreeToDraft(deps, colleague, { documentId, opinion: 'Nhất trí với dự thảo.' }))
  }
  if (lived.until === 'check' || lived.until === 'agree') return
  later(30)
  if (lived.until === 'returned') {
    acceptedValue(
      await sendBackDraft(deps, clerk, {
        documentId,
        reason: 'Thiếu nơi nhận và số lượng; đề nghị bổ sung rồi trình lại.',
      }),
    )
    return
  }
  acceptedValue(await passCheck(deps, clerk, { documentId, opinion: '' }))
  if (lived.until === 'sign') return
  later(60)
  if (lived.initials && heading !== undefined)
    acceptedValue(await signOfficialDocument(deps, heading, { documentId, version }))
  acceptedValue(await signOfficialDocument(deps, leader, { documentId, version }))
  if (lived.until === 'signed') return
  later(15)
  acceptedValue(await issueDocument(deps, clerk, { documentId }))
  await afterwards(stage, lived, documentId)
}
