import { formatLegalDate, localDate, localTime, type Temporal } from '#kernel/time.ts'
import { limitTextOf } from '#modules/procedures/domain/index.ts'
import type { TemplateData } from '#platform/pdf/template-data.ts'
import type { SupplementItem } from '../../domain/decisions.ts'
import { signatureLines } from '../../domain/outcome-head.ts'
import type { Status } from '../../domain/status.ts'
import { findIssuingAgency } from '../../store/outcomes.ts'
import { loadSlipFacts, type SlipFacts } from '../../store/slip-facts.ts'
import type { DossierDeps, Hand, Scene } from '../scene.ts'

type SlipDeps = Pick<DossierDeps, 'sealing'>

/** What a slip says before it is numbered. */
export type SlipData<Form extends 'slip-01' | 'slip-02' | 'slip-03' | 'slip-04' | 'slip-05'> = Omit<
  TemplateData[Form],
  'number'
>

const two = (value: number): string => String(value).padStart(2, '0')

/** `09 giờ 20 phút, ngày 28 tháng 8 năm 2026`, as the slips write a moment. */
export const legalMoment = (instant: Temporal.Instant): string => {
  const local = localTime(instant)
  return `${two(local.hour)} giờ ${two(local.minute)} phút, ${formatLegalDate(local.toPlainDate())}`
}

const headOf = (facts: SlipFacts, at: Temporal.Instant) => ({
  ...(facts.superiorName === '' ? {} : { parentAgency: facts.superiorName }),
  agency: facts.agencyName,
  place: facts.place,
  date: formatLegalDate(localDate(at)),
  code: facts.code,
  request: facts.procedureName,
  qrCaption: 'Quét để tra cứu hồ sơ',
})

const personOf = (person: { name: string; identityNumber: string; address: string; phone: string; email: string }) => ({
  name: person.name,
  ...(person.identityNumber === '' ? {} : { identity: person.identityNumber }),
  ...(person.address === '' ? {} : { address: person.address }),
  ...(person.phone === '' ? {} : { phone: person.phone }),
  ...(person.email === '' ? {} : { email: person.email }),
})

const applicantOf = (facts: SlipFacts) => personOf(facts.owner)

const signerOf = (hand: Hand) => ({ name: hand.actor.fullName, position: hand.post.title })

const factsFor = (scene: Scene, deps: DossierDeps, hand: Hand): Promise<SlipFacts> =>
  loadSlipFacts(scene.tx, deps.sealing, scene.dossier.id, hand.item.agencyId)

/** @legal TT-03-2025 Mẫu số 01 */
export const receiptSlip = async (
  scene: Scene,
  deps: DossierDeps,
  hand: Hand,
  dueAt: Temporal.Instant | null,
): Promise<SlipData<'slip-01'>> => {
  const facts = await factsFor(scene, deps, hand)
  const offer = await deps.catalogue.findById(scene.tx, scene.dossier.procedureId, localDate(scene.now))
  const { submitter } = facts
  return {
    ...headOf(facts, scene.now),
    desk: facts.agencyName,
    applicant: applicantOf(facts),
    ...(submitter === null ? {} : { authorised: { ...personOf(submitter), paper: submitter.authority } }),
    papers: facts.papers.map((paper) => ({ name: paper.name, original: paper.originals, copy: paper.copies })),
    sets: two(facts.copies),
    ...(offer === null ? {} : { timeLimit: limitTextOf(offer, facts.procedureChannel) }),
    receivedAt: legalMoment(scene.now),
    ...(dueAt === null ? {} : { dueAt: legalMoment(dueAt) }),
    returnPlace: facts.returnAt,
    submitterName: submitter?.name ?? facts.owner.name,
    signer: signerOf(hand),
  }
}

/** What is asked, by whom, and who agreed that it is asked again. */
export type SupplementAsked = {
  readonly status: Status
  readonly seq: number
  readonly items: readonly SupplementItem[]
  readonly reason: string
  readonly contactPhone: string
  readonly agencyId: string
  readonly asker: { readonly officerId: string; readonly fullName: string; readonly title: string }
  readonly approvedBy: { readonly officerId: string; readonly fullName: string; readonly title: string } | null
}

/** @legal TT-03-2025 Mẫu số 02 */
export const supplementSlip = async (
  scene: Scene,
  deps: DossierDeps,
  request: SupplementAsked & { readonly answerBy: Temporal.Instant },
): Promise<SlipData<'slip-02'>> => {
  const facts = await loadSlipFacts(scene.tx, deps.sealing, scene.dossier.id, request.agencyId)
  const { asker, approvedBy } = request
  return {
    ...headOf(facts, scene.now),
    applicant: applicantOf(facts),
    items: request.items.map((item) => item.text),
    reason: request.reason,
    deadline: legalMoment(request.answerBy),
    contact: { name: asker.fullName, phone: request.contactPhone === '' ? facts.agencyPhone : request.contactPhone },
    signer: { name: asker.fullName, position: asker.title },
    ...(request.seq === 1 || approvedBy === null
      ? {}
      : { footnote: `Yêu cầu lần ${request.seq}, ${approvedBy.title} ${approvedBy.fullName} đồng ý.` }),
  }
}

/** @legal TT-03-2025 Mẫu số 03 */
export const refusalSlip = async (
  scene: Scene,
  deps: DossierDeps,
  hand: Hand,
  reason: string,
): Promise<SlipData<'slip-03'>> => {
  const facts = await factsFor(scene, deps, hand)
  return {
    ...headOf(facts, scene.now),
    desk: facts.agencyName,
    applicant: applicantOf(facts),
    reasons: reason.split(/\n+/).filter((line) => line.trim() !== ''),
    submitterName: facts.submitter?.name ?? facts.owner.name,
    signer: signerOf(hand),
  }
}

/** The head of the agency signs, or who stands in for the head. @legal TT-03-2025 Mẫu số 04; ND-30-2020 Phụ lục I, phần I, mục II.7 */
export const apologySlip = async (
  scene: Scene,
  deps: DossierDeps,
  hand: Hand,
  apology: { readonly reason: string; readonly dueAt: Temporal.Instant; readonly newDue: Temporal.Instant },
): Promise<SlipData<'slip-04'>> => {
  const facts = await factsFor(scene, deps, hand)
  const agency = await findIssuingAgency(scene.tx, hand.item.agencyId)
  const received = localDate(scene.dossier.acceptedAt ?? scene.dossier.filedAt)
  return {
    ...headOf(facts, scene.now),
    applicant: applicantOf(facts),
    receivedOn: formatLegalDate(received).replace('ngày', 'Ngày'),
    dueAt: legalMoment(apology.dueAt),
    newDueAt: legalMoment(apology.newDue),
    reason: apology.reason,
    signer: { name: hand.actor.fullName, position: signatureLines(agency, hand.post.title).join('\n') },
  }
}

/** Who stands under a notice that no officer wrote. */
const madeByProgram = { position: 'Bộ phận Tiếp nhận và Trả kết quả', name: 'Lập tự động trên hệ thống' }

/** Why the dossier is stopped, and by whom: at the desk by an officer, else by the program. */
export type Stop = {
  readonly reason: string
  /** The applicant asked for it at this moment; nothing had been decided. */
  readonly isAsked: boolean
  readonly signer: { readonly name: string; readonly position?: string } | null
}

/** @legal ND-118-2025 Điều 21; TT-03-2025 Mẫu số 05 */
export const stopSlip = async (scene: Scene, deps: SlipDeps, stop: Stop): Promise<SlipData<'slip-05'>> => {
  const facts = await loadSlipFacts(scene.tx, deps.sealing, scene.dossier.id, scene.dossier.receivingAgencyId)
  return {
    ...headOf(facts, scene.now),
    applicant: applicantOf(facts),
    receivedAt: legalMoment(scene.dossier.acceptedAt ?? scene.dossier.filedAt),
    ...(stop.isAsked
      ? {
          withdrawnAt: legalMoment(scene.now),
          confirmation: 'Đến thời điểm đề nghị dừng, cơ quan chưa ban hành quyết định hoặc kết quả giải quyết hồ sơ.',
        }
      : {}),
    stoppedAt: formatLegalDate(localDate(scene.now)),
    reason: stop.reason,
    guidance: 'Khi có nhu cầu, Ông (bà)/tổ chức có thể nộp hồ sơ mới.',
    signer: stop.signer ?? madeByProgram,
  }
}
