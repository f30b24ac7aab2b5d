import { localDate } from '#kernel/time.ts'
import type { WorkingTime } from '#modules/calendar/index.ts'
import { needsApproval } from '#modules/dossiers/domain/index.ts'
import { decideSupplement, proposeSupplement, requestSupplement } from '#modules/dossiers/index.ts'
import { agencyIdsWithRole } from '#modules/identity/domain/index.ts'
import { fieldOf } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { slipKey } from '../dossier/dossier-address.ts'
import { type Act, type ActScene, done, failed, fieldsOfAct, resultOf, stateOfAct, targetOf } from './act.ts'

const itemPrefix = 'bs.giay.'
const supplementNames = {
  other: 'bs.khac',
  reason: 'bs.ly-do',
  phone: 'bs.dien-thoai',
  why: 'bs.vi-sao',
} as const

/** What was written beside each paper, and each line of what belongs to none. */
const itemsOf = (form: Parameters<typeof fieldOf>[0]) => {
  const byPaper = Object.keys(form)
    .filter((name) => name.startsWith(itemPrefix))
    .map((name) => ({ paperCode: name.slice(itemPrefix.length).slice(0, 80), text: fieldOf(form, name) }))
  const others = fieldOf(form, supplementNames.other)
    .split(/\r?\n/)
    .map((text) => ({ paperCode: '', text: text.trim() }))
  return [...byPaper, ...others]
    .filter((item) => item.text !== '')
    .map((item) => ({ ...item, text: item.text.slice(0, 1_000) }))
}

export const askingSupplement: Act = {
  key: 'bo-sung',
  roles: ['one-stop-officer', 'handler'],
  run: async ({ request, t, deps, actor, dossierId }) => {
    const items = itemsOf(request.form).slice(0, 40)
    const reason = fieldOf(request.form, supplementNames.reason).slice(0, 4_000)
    const errors = [
      ...(items.length === 0 ? [{ name: supplementNames.other, text: t.refusals.itemsMissing }] : []),
      ...(reason === '' ? [{ name: supplementNames.reason, text: t.refusals.reasonMissing }] : []),
    ]
    if (errors.length > 0) return failed(errors)
    const contactPhone = fieldOf(request.form, supplementNames.phone).slice(0, 20)
    const fields = {
      items: supplementNames.other,
      reason: supplementNames.reason,
      justification: supplementNames.why,
    }
    const command = { dossierId, items, reason, contactPhone }
    // The form asks why it comes only now when the head must agree; then it goes to the head.
    if (supplementNames.why in request.form) {
      const justification = fieldOf(request.form, supplementNames.why).slice(0, 2_000)
      const proposed = await proposeSupplement(deps, actor, { ...command, justification })
      return resultOf(t, proposed, () => done(t.officer.supplementProposed), fields)
    }
    const asked = await requestSupplement(deps, actor, command)
    return resultOf(t, asked, (slip) => done(t.officer.supplementAsked(slip.notation), slipKey(slip.id)), fields)
  },
}

const isForHead = (act: ActScene, workingTime: WorkingTime): boolean =>
  needsApproval({
    earlierRequests: act.scene.dossier.supplements.length,
    isByHead: agencyIdsWithRole(act.actor, 'leader').includes(act.scene.dossier.decidingAgencyId),
    rules: workingTime.rulesOn(localDate(act.request.now)),
  })

/** To ask for papers: of the applicant, or of the head when it was done before. Not while a proposal waits or no request is left. */
export const supplementViews = (act: ActScene, workingTime: WorkingTime): readonly OfficerActView[] => {
  const { supplements, proposals } = act.scene.dossier
  const { maxSupplements } = workingTime.rulesOn(localDate(act.request.now))
  const isWaiting = proposals.some((one) => one.verdict === null)
  return isWaiting || supplements.length >= maxSupplements ? [] : [supplementView(act, isForHead(act, workingTime))]
}

const whyField = (t: Messages) => ({
  name: supplementNames.why,
  type: 'textarea' as const,
  label: t.officer.supplementWhy,
  hint: t.officer.supplementWhyHint,
  required: true,
  maxLength: 2_000,
})

const supplementView = (act: ActScene, forHead: boolean): OfficerActView => {
  const { t, scene } = act
  const papers = scene.dossier.papers.filter(
    (paper) => paper.supplementSeq === null && (paper.isGiven || paper.required),
  )
  return {
    text: forHead ? t.officer.supplementAgain : t.officer.supplement,
    target: targetOf(act, 'bo-sung'),
    shortcut: 'b',
    explains: forHead ? t.officer.supplementAgainExplains : t.officer.supplementExplains,
    confirmText: forHead ? t.officer.supplementPropose : t.officer.supplementSend,
    fields: fieldsOfAct(act, 'bo-sung', [
      ...papers.map((paper, index) => ({
        name: `${itemPrefix}${paper.code}`,
        type: 'text' as const,
        label: paper.name,
        hint: index === 0 ? t.officer.supplementItemHint : undefined,
        maxLength: 1_000,
      })),
      {
        name: supplementNames.other,
        type: 'textarea',
        label: t.officer.supplementOther,
        hint: t.officer.supplementOtherHint,
      },
      {
        name: supplementNames.reason,
        type: 'textarea',
        label: t.officer.supplementReason,
        required: true,
        maxLength: 4_000,
      },
      ...(forHead ? [whyField(t)] : []),
      { name: supplementNames.phone, type: 'phone', label: t.officer.supplementPhone, width: 'half' },
    ]),
    ...stateOfAct(act, 'bo-sung'),
  }
}

const verdictNote = 'yk.ly-do'

/** The head agrees: the slip goes out at once. */
export const approvingSupplement: Act = {
  key: 'dong-y-bo-sung',
  roles: ['leader'],
  run: async ({ t, deps, actor, dossierId }) =>
    resultOf(t, await decideSupplement(deps, actor, { dossierId, verdict: 'approved', note: '' }), ({ slip }) =>
      done(t.officer.supplementAsked(slip?.notation ?? ''), slip === null ? undefined : slipKey(slip.id)),
    ),
}

export const decliningSupplement: Act = {
  key: 'khong-dong-y-bo-sung',
  roles: ['leader'],
  run: async ({ request, t, deps, actor, dossierId }) => {
    const note = fieldOf(request.form, verdictNote).slice(0, 2_000)
    return resultOf(
      t,
      await decideSupplement(deps, actor, { dossierId, verdict: 'declined', note }),
      () => done(t.officer.supplementDeclined),
      { reason: verdictNote },
    )
  },
}

export const verdictViews = (act: ActScene): readonly OfficerActView[] => [
  {
    text: act.t.officer.supplementApprove,
    target: targetOf(act, 'dong-y-bo-sung'),
    shortcut: 'd',
    isMain: true,
    explains: act.t.officer.supplementApproveExplains,
    ...stateOfAct(act, 'dong-y-bo-sung'),
  },
  {
    text: act.t.officer.supplementDecline,
    target: targetOf(act, 'khong-dong-y-bo-sung'),
    shortcut: 'l',
    explains: act.t.officer.supplementDeclineExplains,
    fields: fieldsOfAct(act, 'khong-dong-y-bo-sung', [
      {
        name: verdictNote,
        type: 'textarea',
        label: act.t.officer.supplementDeclineReason,
        required: true,
        maxLength: 2_000,
      },
    ]),
    ...stateOfAct(act, 'khong-dong-y-bo-sung'),
  },
]
