import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import type { SigningDeps } from '#modules/dossiers/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { DraftHead } from '#modules/official-documents/domain/index.ts'
import {
  agreeToDraft,
  commentDraft,
  createDraft,
  findSeats,
  issueDocument,
  passCheck,
  resolveRecipients,
  saveDraft,
  signOfficialDocument,
  submitDraft,
} from '#modules/official-documents/index.ts'

/** How far a draft has come; `answer`: issued, and settles what it answers. */
const ways = ['draft', 'agree', 'check', 'sign', 'signed', 'issued', 'answer'] as const

export const OutgoingFile = z.object({
  documents: z.array(
    z.object({
      type: z.string(),
      until: z.enum(ways),
      subject: z.string(),
      addressees: z.array(z.string()).default([]),
      text: z.string(),
    }),
  ),
})
export type LivedOutgoing = z.infer<typeof OutgoingFile>['documents'][number]

/** A document that waits for an answer by this officer. */
export type AwaitsAnswer = { readonly documentId: string; readonly author: string; readonly officer: OfficerActor }

export type OutgoingStage = {
  readonly deps: SigningDeps
  readonly agencyId: string
  readonly drafter: OfficerActor
  readonly clerk: OfficerActor
  readonly leader: OfficerActor
  /** Whose agreement is asked. */
  readonly colleague: OfficerActor | undefined
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
  const isDeputy = /^phó\s/iu.test(seat?.title ?? '')
  const own = isDeputy ? 'KT' : 'own'
  return {
    typeCode: lived.type,
    subject: lived.subject,
    addressees: [...addressees],
    recipients: await resolveRecipients(deps.database, addressees, ['Lãnh đạo cơ quan', 'Các đơn vị trực thuộc']),
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
  }
}

const draft = async (stage: OutgoingStage, lived: LivedOutgoing): Promise<{ id: string; version: number } | null> => {
  const { deps, agencyId, awaits } = stage
  const isAnswer = lived.until === 'answer'
  if (isAnswer && awaits === undefined) return null
  const drafter = isAnswer && awaits !== undefined ? awaits.officer : stage.drafter
  const post = drafter.posts.find((held) => held.agencyId === agencyId)
  if (post === undefined) return null
  const head = await headOf(stage, lived, isAnswer && awaits !== undefined ? [awaits.author] : lived.addressees)
  const id = newId()
  const links = isAnswer && awaits !== undefined ? [{ kind: 'answers' as const, toId: awaits.documentId }] : []
  const [first = ''] = lived.text.split('\n')
  acceptedValue(await createDraft(deps, drafter, { id, postId: post.postId, head, content: first, links }))
  stage.later(45)
  const change = { documentId: id, baseVersion: 1, head, content: lived.text, isAutosave: false }
  const { version } = acceptedValue(await saveDraft(deps, drafter, change))
  if (lived.until === 'draft') return null
  const colleague = stage.colleague !== undefined && lived.until !== 'check' ? [stage.colleague.officerId] : []
  const agreeing = isAnswer ? [] : colleague
  stage.later(20)
  acceptedValue(await submitDraft(deps, drafter, { documentId: id, version, agreeing, agreement: 'together' }))
  return { id, version }
}

/** One draft on its way, each step by somebody who may do it. */
export const liveOutgoing = async (stage: OutgoingStage, lived: LivedOutgoing): Promise<void> => {
  const { deps, clerk, leader, colleague, later } = stage
  const submitted = await draft(stage, lived)
  if (submitted === null) return
  const { id: documentId, version } = submitted
  if (colleague !== undefined && lived.until !== 'check' && lived.until !== 'answer') {
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
  acceptedValue(await passCheck(deps, clerk, { documentId, opinion: '' }))
  if (lived.until === 'sign') return
  later(60)
  acceptedValue(await signOfficialDocument(deps, leader, { documentId, version }))
  if (lived.until === 'signed') return
  later(15)
  acceptedValue(await issueDocument(deps, clerk, { documentId }))
}
