import { formatDate, formatInstant, localDate, type Temporal } from '#kernel/time.ts'
import type { OfficerWork } from '#modules/dossiers/index.ts'
import { asides, stepOf } from '#modules/processes/domain/index.ts'
import type { Messages } from '#web/messages/index.ts'
import type { TimelineEntry } from '#web/ui/parts/timeline.tsx'
import type { ListAddress } from '../list/list-address.ts'
import { dossierHref, slipKey } from './dossier-address.ts'
import type { DossierScene } from './load-dossier.ts'

type Dated = { readonly at: Temporal.Instant; readonly entry: TimelineEntry }

/** The step as its process calls it; an apology belongs to no process. */
const stepName = (t: Messages, { dossier, offer }: DossierScene, work: OfficerWork): string => {
  const process = offer?.process
  const isSame = process != null && process.id === dossier.processDefinitionId
  return (isSame ? stepOf(process.definition, work.stepKey)?.name : undefined) ?? t.officer.deedsDone[work.deed]
}

const placeOf = (work: OfficerWork): string =>
  work.officerName ?? (work.unitName === '' ? work.agencyName : `${work.unitName}, ${work.agencyName}`)

const openEntry = (t: Messages, name: string, work: OfficerWork): TimelineEntry => ({
  state: 'current',
  what: work.state === 'paused' ? t.officer.historyPaused(name) : name,
  when: [
    t.officer.historySince(formatInstant(work.openedAt)),
    t.officer.historyWaiting(placeOf(work)),
    ...(work.dueAt === null ? [] : [t.officer.historyUntil(formatInstant(work.dueAt))]),
  ].join(' · '),
})

const closedEntry = (t: Messages, name: string, work: OfficerWork, at: Temporal.Instant): TimelineEntry => {
  const what = { 'sent-back': t.officer.historySentBack, cancelled: t.officer.historyCancelled }
  const text = work.state === 'sent-back' || work.state === 'cancelled' ? what[work.state](name) : name
  const by = work.doneByName === null ? [] : [t.officer.historyBy(work.doneByName, work.doneByTitle ?? '')]
  const who = work.doneByDelegation ? [...by, t.officer.historyDelegated] : by
  return {
    state: 'done',
    what: text,
    when: [formatInstant(at), ...who].join(' · '),
    note: work.note === '' ? undefined : work.note,
  }
}

const workEntries = (t: Messages, scene: DossierScene): readonly Dated[] =>
  scene.dossier.work.map((work) => {
    const name = stepName(t, scene, work)
    return work.closedAt === null
      ? { at: work.openedAt, entry: openEntry(t, name, work) }
      : { at: work.closedAt, entry: closedEntry(t, name, work, work.closedAt) }
  })

const supplementEntries = (t: Messages, { dossier }: DossierScene): readonly Dated[] =>
  dossier.supplements.flatMap((one): Dated[] => {
    const asked: Dated = {
      at: one.requestedAt,
      entry: {
        state: one.answeredAt === null ? 'current' : 'done',
        what: t.officer.historySupplement(one.seq),
        when: formatInstant(one.requestedAt),
        note: [one.reason, ...one.items.map((item) => item.text)].join(' · '),
      },
    }
    if (one.answeredAt === null) return [asked]
    const note = one.answerNote === '' ? undefined : one.answerNote
    const what = t.officer.historyAnswered(one.seq)
    return [asked, { at: one.answeredAt, entry: { state: 'done', what, when: formatInstant(one.answeredAt), note } }]
  })

const proposalEntries = (t: Messages, { dossier }: DossierScene): readonly Dated[] =>
  dossier.proposals.map((one) => ({
    at: one.proposedAt,
    entry: {
      state: 'done',
      what: t.officer.historyProposal,
      when: [formatInstant(one.proposedAt), t.officer.historyBy(one.by, one.title)].join(' · '),
      note: [one.reason, ...one.items.map((item) => item.text), one.justification].join(' · '),
    },
  }))

const slipEntries = (t: Messages, { dossier }: DossierScene, address: ListAddress): readonly Dated[] => {
  const names: Readonly<Record<string, string>> = t.officer.slipNames
  return dossier.slips.map((slip) => ({
    at: slip.madeAt,
    entry: {
      state: 'done',
      what: names[slip.form] ?? '',
      when: formatInstant(slip.madeAt),
      links: [{ href: dossierHref(dossier.id, address, slipKey(slip.id)), text: slip.notation }],
    },
  }))
}

const apologyEntries = (t: Messages, { dossier }: DossierScene): readonly Dated[] =>
  dossier.apologies.map((apology) => ({
    at: apology.signedAt,
    entry: {
      state: 'done',
      what: t.officer.historyApology(formatDate(localDate(apology.dueAfter))),
      when: [formatInstant(apology.signedAt), ...(apology.inTime === false ? [t.officer.historyApologyLate] : [])].join(
        ' · ',
      ),
      note: apology.reason,
    },
  }))

/** What comes when the open work is done, as the process says. */
const nextEntries = (t: Messages, { dossier, offer }: DossierScene): readonly TimelineEntry[] => {
  const process = offer?.process
  const open = dossier.work.find((work) => work.closedAt === null && !asides.some((deed) => deed === work.deed))
  if (open === undefined || process == null || process.id !== dossier.processDefinitionId) return []
  const { steps } = process.definition
  const at = steps.findIndex((step) => step.key === open.stepKey)
  const next = at < 0 ? undefined : steps[at + 1]
  return next === undefined ? [] : [{ state: 'next', what: next.name, when: t.officer.historyNext }]
}

/** What happened, in the order of time, what is open, and what comes next. */
export const historyOf = (t: Messages, scene: DossierScene, address: ListAddress): readonly TimelineEntry[] => {
  const { dossier } = scene
  const channel = t.officer.channels[dossier.channel === 1 || dossier.channel === 3 ? dossier.channel : 2]
  const filed: Dated = {
    at: dossier.filedAt,
    entry: { state: 'done', what: t.officer.historyFiled, when: `${formatInstant(dossier.filedAt)} · ${channel}` },
  }
  const all = [
    filed,
    ...workEntries(t, scene),
    ...supplementEntries(t, scene),
    ...proposalEntries(t, scene),
    ...slipEntries(t, scene, address),
    ...apologyEntries(t, scene),
  ]
  const done = all.filter(({ entry }) => entry.state === 'done').sort((left, right) => compare(left.at, right.at))
  const open = all.filter(({ entry }) => entry.state === 'current').sort((left, right) => compare(left.at, right.at))
  return [...[...done, ...open].map(({ entry }) => entry), ...nextEntries(t, scene)]
}

const compare = (left: Temporal.Instant, right: Temporal.Instant): number =>
  left.epochMilliseconds - right.epochMilliseconds
