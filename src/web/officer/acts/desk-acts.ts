import { formatInstantLong, localDate } from '#kernel/time.ts'
import { computeDue } from '#modules/calendar/domain/index.ts'
import type { WorkingTime } from '#modules/calendar/index.ts'
import { acceptDossier, type OfficerDossier, refuseDossier, withdrawDossier } from '#modules/dossiers/index.ts'
import { fieldOf } from '#web/http/route.ts'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { slipKey } from '../dossier/dossier-address.ts'
import { type Act, type ActScene, done, fieldsOfAct, resultOf, stateOfAct, targetOf } from './act.ts'

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
