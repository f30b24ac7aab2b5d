import { formatDate, formatInstant, localDate } from '#kernel/time.ts'
import { lateness, remainingInWords } from '#modules/calendar/domain/index.ts'
import type { WorkingTime } from '#modules/calendar/index.ts'
import { fieldOf, type PageRequest } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { LatenessView } from '#web/ui/parts/badge.tsx'
import type { NoticeView } from '#web/ui/parts/notice.tsx'
import type { DossierPanelView } from '#web/ui/views/officer/dossier-panel.tsx'
import { dueViewOf, latenessOf } from '../../dossier-deadline.ts'
import type { ActScene } from '../acts/act.ts'
import { availableActs } from '../acts/available-acts.ts'
import { listPath, listQuery } from '../list/list-address.ts'
import { procedureTitle } from '../procedure-title.ts'
import { answerSections, applicantRows, type Revealed } from './applicant.tsx'
import { chosenDocument, documentsOf, papersView, viewerOf } from './documents.ts'
import { historyOf } from './history.ts'
import type { DossierScene } from './load-dossier.ts'
import { moneyView } from './money-view.ts'

/** What presses now: the receipt while nobody has accepted, the result afterwards, nothing while the clock stands still. */
const clockOf = (
  t: Messages,
  workingTime: WorkingTime,
  { dossier }: DossierScene,
  now: PageRequest['now'],
): LatenessView | undefined => {
  if (dossier.status === 'supplementing') return { level: 'later', text: t.officer.clockPausedSupplement }
  if (dossier.status === 'paying') return { level: 'later', text: t.officer.clockPausedPayment }
  if (dossier.status === 'registered' && dossier.acceptBy !== null) {
    const rules = workingTime.rulesOn(localDate(now))
    const limit = { amount: rules.acceptanceMinutes / 60, unit: 'working_hour' } as const
    const { group, remainingMinutes } = lateness(workingTime.calendar, rules, now, dossier.acceptBy, limit)
    const isLate = group === 'overdue' || group === 'critically-overdue'
    const level = isLate ? 'overdue' : group === 'due-soon' ? 'soon' : 'later'
    return { level, text: t.officer.clockAccept(remainingInWords(remainingMinutes, isLate)) }
  }
  if (dossier.status !== 'accepted' && dossier.status !== 'processing') return undefined
  const late = latenessOf(workingTime, now, dossier.dueAt, dossier.limit)
  return late === undefined ? undefined : { ...late, text: t.officer.clockResult(late.text) }
}

/** A further request for papers that waits for its head, in full; afterwards its last refusal, for whoever asked. */
const proposalNotices = ({ t, scene }: ActScene): readonly NoticeView[] => {
  const last = scene.dossier.proposals.at(-1)
  if (last === undefined) return []
  const isMine = scene.takable.some(({ work }) => work.deed === 'receive' || work.deed === 'handle')
  if (last.verdict === 'declined' && isMine)
    return [{ kind: 'attention', text: t.officer.proposalDeclined(last.decidedBy ?? '', last.note) }]
  if (last.verdict !== null) return []
  return [
    {
      title: t.officer.proposalWaiting(last.by, last.title),
      items: last.items.map((item) => item.text),
      text: [t.officer.proposalReason(last.reason), t.officer.proposalWhy(last.justification)].join(' '),
    },
  ]
}

/** What an officer must know before anything else: a problem just met, what the dossier waits for, who sent it back and why. */
const noticesOf = (act: ActScene, revealed: Revealed): readonly NoticeView[] => {
  const { t, scene, failed } = act
  const { dossier } = scene
  const asked = dossier.supplements.find((one) => one.answeredAt === null)
  const lastDone = dossier.work.filter((work) => work.closedAt !== null).at(-1)
  const isHandling = scene.takable.some(({ work }) => work.deed === 'handle')
  return [
    ...(failed?.problem === undefined ? [] : [{ kind: 'attention' as const, text: failed.problem, live: true }]),
    ...(revealed === null ? [] : [{ kind: 'info' as const, text: t.officer.revealed }]),
    ...(asked?.answerBy == null ? [] : [{ text: t.officer.waitingSupplement(formatDate(localDate(asked.answerBy))) }]),
    ...(dossier.status === 'paying' ? [{ text: t.officer.waitingPayment }] : []),
    ...proposalNotices(act),
    ...(isHandling && lastDone?.state === 'sent-back' && lastDone.deed !== 'approve-supplement'
      ? [{ kind: 'attention' as const, text: t.officer.sentBackToYou(lastDone.doneByName ?? '', lastDone.note) }]
      : []),
  ]
}

/** The open dossier as it is drawn. */
export const dossierView = (act: ActScene, workingTime: WorkingTime, revealed: Revealed): DossierPanelView => {
  const { request, scene, address } = act
  const t = messages(request.locale)
  const { dossier } = scene
  const documents = documentsOf(t, scene)
  const shown = chosenDocument(documents, scene, fieldOf(request.query, 'tep'))
  const channel = t.officer.channels[dossier.channel === 1 || dossier.channel === 3 ? dossier.channel : 2]
  const views = availableActs(act, workingTime)
  // A problem is said inside the act that is still there; only without it does it stand above everything.
  const isInAct = views.some((view) => 'problem' in view && view.problem !== undefined)
  return {
    code: dossier.code,
    procedureName: procedureTitle(dossier.procedureName),
    procedureHref: `/thu-tuc/${dossier.procedureCode}`,
    received: t.officer.receivedVia(channel, formatInstant(dossier.filedAt)),
    status: statusText(t, dossier.statusCode),
    clock: clockOf(t, workingTime, scene, request.now),
    backHref: `${listPath}${listQuery(address)}`,
    notices: noticesOf(isInAct ? { ...act, failed: null } : act, revealed),
    applicant: applicantRows({
      request,
      scene,
      address,
      revealed,
      isOwnDesk: act.actor.posts.some((post) => post.agencyId === dossier.receivingAgencyId),
    }),
    form: answerSections(scene, revealed),
    papers: papersView(t, scene, documents, shown, address),
    papersLeftOut: dossier.papers.filter((paper) => !paper.isGiven && !paper.required).map((paper) => paper.name),
    isFileFirst: scene.takable.some(({ work }) => ['review', 'sign', 'number', 'return'].includes(work.deed)),
    file: viewerOf(t, documents, shown, { dossierId: dossier.id, address }),
    due: dueViewOf(workingTime, scene.history, dossier.limit, {
      paused: t.tracking.paused,
      unknown: t.tracking.limitUnknown,
    }),
    money: moneyView(t, scene),
    slips: [...documents.slips, ...documents.receipts, ...documents.made].map(({ href, name, note }) => ({
      href,
      name,
      note,
    })),
    history: historyOf(t, scene, address),
    acts: views,
  }
}

const statusText = (t: Messages, code: number): string => {
  const texts: Readonly<Record<number, string>> = t.statuses.official
  return texts[code] ?? ''
}
