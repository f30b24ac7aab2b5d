import type { WorkingTime } from '#modules/calendar/index.ts'
import { isUndecided } from '#modules/dossiers/domain/index.ts'
import { postFor } from '#modules/identity/domain/index.ts'
import type { Deed } from '#modules/processes/domain/index.ts'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { dossierPath, listQuery } from '../list/list-address.ts'
import { assignFromHref } from '../tasks/task-paths.ts'
import type { Act, ActScene } from './act.ts'
import { accepting, acceptView, refuseView, refusing, stopping, stopView } from './desk-acts.ts'
import {
  agreeing,
  agreeView,
  askingFinance,
  assigning,
  assignView,
  draftView,
  financeView,
  sendBackView,
  sendingBack,
} from './handling-acts.ts'
import { answerView, cashView, returning, returnView, takingCash, takingSupplement } from './returning-acts.ts'
import { sealing, sealView, signing, signView } from './signing-acts.ts'
import {
  approvingSupplement,
  askingSupplement,
  decliningSupplement,
  supplementViews,
  verdictViews,
} from './supplement-acts.ts'

/** Every act that a form on the page of a dossier can send. */
export const acts: readonly Act[] = [
  accepting,
  askingSupplement,
  refusing,
  assigning,
  askingFinance,
  agreeing,
  sendingBack,
  signing,
  sealing,
  returning,
  takingCash,
  takingSupplement,
  stopping,
  approvingSupplement,
  decliningSupplement,
]

const apologyView = ({ t, scene, address }: ActScene): OfficerActView => ({
  text: t.officer.apology,
  href: `${dossierPath(scene.dossier.id)}/xin-loi${listQuery(address)}`,
  shortcut: 'o',
})

const byDeed: Readonly<Record<Deed, (act: ActScene, workingTime: WorkingTime) => readonly OfficerActView[]>> = {
  receive: (act, workingTime) => [acceptView(act, workingTime), ...supplementViews(act, workingTime), refuseView(act)],
  assign: (act) => [assignView(act)],
  handle: (act, workingTime) => [draftView(act), ...supplementViews(act, workingTime), financeView(act)],
  review: (act) => [agreeView(act), sendBackView(act)],
  sign: (act) => [signView(act), sendBackView(act)],
  number: (act) => [sealView(act), sendBackView(act)],
  return: (act) => [returnView(act)],
  apologise: (act) => [apologyView(act)],
  'approve-supplement': verdictViews,
}

/** What the desk may do besides the open work: take in a supplement that somebody brings, take money that is due, stop on request. */
const deskViews = (act: ActScene): readonly OfficerActView[] => {
  const { dossier, money } = act.scene
  if (postFor(act.actor, 'one-stop-officer', dossier.receivingAgencyId) === undefined) return []
  const isAsked = dossier.supplements.some((one) => one.answeredAt === null)
  const isOpen = dossier.status !== 'refused' && dossier.status !== 'withdrawn' && dossier.status !== 'stopped'
  const isSigned = dossier.outcome?.state === 'signed'
  return [
    ...(isAsked ? [answerView(act)] : []),
    ...(money.due > 0 && isOpen ? [cashView(act)] : []),
    ...(isUndecided(dossier.status) && !isSigned ? [stopView(act)] : []),
  ]
}

/** Something more than its steps is to be done about a dossier. */
const taskView = ({ t, scene }: ActScene): OfficerActView => ({
  text: t.incoming.assignGo,
  href: assignFromHref('dossier', scene.dossier.id),
  shortcut: 'v',
})

/** The acts that this officer may do now on this dossier, the usual one first; none when he may only look. */
export const availableActs = (act: ActScene, workingTime: WorkingTime): readonly OfficerActView[] => {
  const deeds = [...new Set(act.scene.takable.map(({ work }) => work.deed))]
  const mayAsk = act.actor.posts.some(({ role }) => role === 'leader' || role === 'unit-head')
  return [
    ...deeds.flatMap((deed) => byDeed[deed](act, workingTime)),
    ...deskViews(act),
    ...(mayAsk && isUndecided(act.scene.dossier.status) ? [taskView(act)] : []),
  ]
}
