import { formatInstantLong, localDate } from '#kernel/time.ts'
import { computeDue } from '#modules/calendar/domain/index.ts'
import type { WorkingTime } from '#modules/calendar/index.ts'
import {
  acceptDossier,
  type OfficerDossier,
  refuseDossier,
  requestSupplement,
  withdrawDossier,
} from '#modules/dossiers/index.ts'
import { fieldOf } from '#web/http/route.ts'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { slipKey } from '../dossier/dossier-address.ts'
import { type Act, type ActScene, done, failed, fieldsOfAct, resultOf, stateOfAct, targetOf } from './act.ts'

/** What the receipt would say if the dossier were accepted now; null without a limit. */
export const expectedDue = (
  workingTime: WorkingTime,
  dossier: Pick<OfficerDossier, 'limit'>,
  now: ActScene['request']['now'],
): string | null =>
  dossier.limit === null
    ? null
    : formatInstantLong(computeDue(workingTime.calendar, workingTime.rulesOn(localDate(now)), dossier.limit, now).dueAt)

export const accepting: Act = {
  key: 'tiep-nhan',
  roles: ['one-stop-officer'],
  run: async ({ t, deps, actor, dossierId }) =>
    resultOf(t, await acceptDossier(deps, actor, { dossierId, note: '' }), ({ slip }) =>
      done(t.officer.accepted(slip.notation), slipKey(slip.id)),
    ),
}

export const acceptView = (act: ActScene, workingTime: WorkingTime): OfficerActView => {
  const { t, scene } = act
  const due = expectedDue(workingTime, scene.dossier, act.request.now)
  const missing = scene.dossier.papers.filter((paper) => paper.required && !paper.isGiven).map((paper) => paper.name)
  const says = due === null ? t.officer.acceptExplainsNoLimit : t.officer.acceptExplains(due)
  return {
    text: t.officer.accept,
    target: targetOf(act, 'tiep-nhan'),
    shortcut: 't',
    isMain: true,
    explains: [...(missing.length > 0 ? [t.officer.acceptMissing(missing.join('; '))] : []), says].join(' '),
    ...stateOfAct(act, 'tiep-nhan'),
  }
}

const itemPrefix = 'bs.giay.'
const supplementNames = { other: 'bs.khac', reason: 'bs.ly-do', phone: 'bs.dien-thoai' } as const

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
    const asked = await requestSupplement(deps, actor, { dossierId, items, reason, contactPhone })
    return resultOf(t, asked, (slip) => done(t.officer.supplementAsked(slip.notation), slipKey(slip.id)), {
      items: supplementNames.other,
      reason: supplementNames.reason,
    })
  },
}

export const supplementView = (act: ActScene): OfficerActView => {
  const { t, scene } = act
  const papers = scene.dossier.papers.filter(
    (paper) => paper.supplementSeq === null && (paper.isGiven || paper.required),
  )
  return {
    text: t.officer.supplement,
    target: targetOf(act, 'bo-sung'),
    shortcut: 'b',
    explains: t.officer.supplementExplains,
    confirmText: t.officer.supplementSend,
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
      { name: supplementNames.phone, type: 'phone', label: t.officer.supplementPhone, width: 'half' },
    ]),
    ...stateOfAct(act, 'bo-sung'),
  }
}

const refusalReason = 'tc.ly-do'

export const refusing: Act = {
  key: 'tu-choi',
  roles: ['one-stop-officer'],
  run: async ({ request, t, deps, actor, dossierId }) => {
    const reason = fieldOf(request.form, refusalReason).slice(0, 4_000)
    return resultOf(
      t,
      await refuseDossier(deps, actor, { dossierId, reason }),
      (slip) => done(t.officer.refused(slip.notation), slipKey(slip.id)),
      { reason: refusalReason },
    )
  },
}

export const refuseView = (act: ActScene): OfficerActView => ({
  text: act.t.officer.refuse,
  target: targetOf(act, 'tu-choi'),
  shortcut: 'x',
  explains: act.t.officer.refuseExplains,
  confirmText: act.t.officer.refuseSend,
  fields: fieldsOfAct(act, 'tu-choi', [
    {
      name: refusalReason,
      type: 'textarea',
      label: act.t.officer.refuseReason,
      hint: act.t.officer.refuseReasonHint,
      required: true,
      maxLength: 4_000,
    },
  ]),
  ...stateOfAct(act, 'tu-choi'),
})

const stopReason = 'dg.ly-do'

/** The applicant asks for it at the desk or in writing; who has an account does it himself. */
export const stopping: Act = {
  key: 'dung',
  roles: ['one-stop-officer'],
  run: async ({ request, t, deps, actor, dossierId }) => {
    const reason = fieldOf(request.form, stopReason).slice(0, 2_000)
    return resultOf(
      t,
      await withdrawDossier(deps, actor, { dossierId, reason }),
      ({ slip }) => done(t.officer.stopped(slip.notation), slipKey(slip.id)),
      { reason: stopReason },
    )
  },
}

export const stopView = (act: ActScene): OfficerActView => ({
  text: act.t.officer.stop,
  target: targetOf(act, 'dung'),
  explains: act.t.officer.stopExplains,
  confirmText: act.t.officer.stopSend,
  fields: fieldsOfAct(act, 'dung', [
    {
      name: stopReason,
      type: 'textarea',
      label: act.t.officer.stopReason,
      hint: act.t.officer.stopReasonHint,
      required: true,
      maxLength: 2_000,
    },
  ]),
  ...stateOfAct(act, 'dung'),
})
