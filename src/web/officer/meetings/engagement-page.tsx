import { isUuid } from '#kernel/ids.ts'
import { formatClock, formatDate, formatInstant, localDate, localTime } from '#kernel/time.ts'
import { planChange } from '#modules/meetings/domain/index.ts'
import {
  type ConclusionLine,
  cancelEngagement,
  decideEngagement,
  type EngagementDetail,
  type EngagementPaper,
  findEngagement,
  issueConclusions,
  listConclusionLines,
  listEngagementPapers,
} from '#modules/meetings/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { answerMeetingRefusal } from '#web/refusals/meeting-refusals.ts'
import { DeskPage, type DeskPart, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { incomingPath } from '../incoming/incoming-address.ts'
import { officerOf } from '../officer-of.ts'
import { outgoingPath } from '../outgoing/outgoing-paths.ts'
import { strayProblem } from '../stray-problem.ts'
import { taskPath } from '../tasks/task-paths.ts'
import { conflictsFor } from './engagement-form.tsx'
import { engagementPath, meetingDeps, planHref, readsConclusions } from './meeting-paths.ts'

type Shown = {
  readonly request: PageRequest
  readonly t: Messages
  readonly one: EngagementDetail
  readonly lines: readonly ConclusionLine[]
  readonly trouble: Trouble | undefined
}
type Trouble = { readonly act: string; readonly text: string; readonly status: number }

const whenOf = (t: Messages, { startsAt, endsAt }: EngagementDetail): string => {
  const [first, last] = [localDate(startsAt), localDate(endsAt)]
  return first.equals(last)
    ? t.meetings.sameDay(
        formatClock(localTime(startsAt)),
        formatClock(localTime(endsAt)),
        `${t.meetings.weekdays[first.dayOfWeek - 1]} ${formatDate(first)}`,
      )
    : t.meetings.longer(formatInstant(startsAt), formatInstant(endsAt))
}

const factsOf = (t: Messages, one: EngagementDetail): NonNullable<DeskPart['facts']> =>
  [
    { term: t.meetings.time, value: whenOf(t, one) },
    { term: t.meetings.repeats, value: one.follow === 0 ? '' : t.meetings.follow(one.follow) },
    { term: t.meetings.place, value: one.place },
    { term: t.meetings.chair, value: one.chair },
    { term: t.meetings.parties, value: one.parties },
    { term: t.meetings.prepared, value: one.preparedBy },
    { term: t.meetings.fieldDetail, value: one.detail },
    { term: t.meetings.fieldAgency, value: one.agencyName },
    { term: t.meetings.registered, value: t.meetings.registeredBy(one.registeredBy, formatInstant(one.registeredAt)) },
    {
      term: t.meetings.decided,
      value: one.decidedAt === null ? '' : t.meetings.registeredBy(one.decidedBy, formatInstant(one.decidedAt)),
    },
    { term: t.meetings.note, value: one.note },
  ].filter(({ value }) => value !== '')

/** A deed of the page: the button, its question when it has one, and why it was refused just now. */
const deedOf = (
  { request, one, trouble }: Shown,
  act: string,
  words: { readonly text: string; readonly isMain?: boolean; readonly explains?: string; readonly asks?: string },
): OfficerActView => ({
  text: words.text,
  isMain: words.isMain,
  explains: words.explains,
  target: { action: `${engagementPath(one.id)}/${act}`, csrf: request.csrfToken },
  ...(words.asks === undefined
    ? {}
    : {
        fields: {
          sections: [{ id: act }],
          fields: [
            {
              section: act,
              name: 'ly-do',
              type: 'textarea' as const,
              label: words.asks,
              required: true,
              maxLength: 1_000,
            },
          ],
        },
      }),
  ...(trouble?.act === act ? { isOpen: true, problem: trouble.text } : {}),
})

const actsOf = (shown: Shown): readonly OfficerActView[] => {
  const { t, one, request, lines } = shown
  const me = officerOf(request).officerId
  const isMine = one.registeredById === me
  const isOpen = one.state === 'registered' || one.state === 'approved'
  const mayChange = isOpen && !one.isConcluded && (one.arranges || (isMine && one.state === 'registered'))
  const hasLater = one.follow > 0
  const hasBegun = one.startsAt.epochMilliseconds <= request.now.epochMilliseconds
  const mayConclude = one.state === 'approved' && hasBegun && !one.isConcluded
  const writes = mayConclude && (one.arranges || isMine || one.chairId === me)
  const issues = mayConclude && lines.length > 0 && (one.leads || one.chairId === me)
  return [
    ...(one.arranges && one.state === 'registered'
      ? [
          deedOf(shown, 'duyet', { text: t.meetings.approve, isMain: true }),
          ...(hasLater ? [deedOf(shown, 'duyet-loat', { text: t.meetings.approveAll })] : []),
          deedOf(shown, 'khong-duyet', { text: t.meetings.decline, asks: t.meetings.reason }),
        ]
      : []),
    ...(issues
      ? [deedOf(shown, 'ban-hanh', { text: t.meetings.issue, isMain: true, explains: t.meetings.issueExplains })]
      : []),
    ...(writes ? [{ text: t.meetings.conclude, href: `${engagementPath(one.id)}/ket-luan` }] : []),
    ...(mayChange ? [{ text: t.meetings.change, href: `${engagementPath(one.id)}/sua` }] : []),
    ...(mayChange && one.state === 'approved'
      ? [
          deedOf(shown, 'hoan', { text: t.meetings.cancel, asks: t.meetings.reason }),
          ...(hasLater ? [deedOf(shown, 'hoan-loat', { text: t.meetings.cancelAll, asks: t.meetings.reason })] : []),
        ]
      : []),
    ...(mayChange && one.state === 'registered'
      ? [
          deedOf(shown, 'rut', { text: t.meetings.withdraw }),
          ...(hasLater ? [deedOf(shown, 'rut-loat', { text: t.meetings.withdrawAll })] : []),
        ]
      : []),
    { text: t.meetings.download, href: `${engagementPath(one.id)}/lich.ics` },
  ]
}

const conclusionsPart = ({ t, one, lines, request }: Shown): readonly DeskPart[] =>
  one.state !== 'approved' || !readsConclusions(one, officerOf(request).officerId)
    ? []
    : [
        {
          title: t.meetings.conclusions,
          none: t.meetings.noConclusions,
          items: lines.map((line) => ({
            key: String(line.position),
            title: `${line.position}. ${line.body}`,
            ...(line.taskId === null ? {} : { href: taskPath(line.taskId) }),
            ...(line.taskState === null ? {} : { badge: t.meetings.taskStates[line.taskState] }),
            lines: [t.meetings.conclusionBy(line.responsible, line.dueOn === null ? '' : formatDate(line.dueOn))],
          })),
        },
      ]

const paperItem = (paper: EngagementPaper) => ({
  key: paper.id,
  title: [paper.code, paper.subject].filter((part) => part !== '').join(': '),
  href: `${paper.direction === 'incoming' ? incomingPath : outgoingPath}/${paper.id}`,
  lines: [],
})

const noticesOf = (shown: Shown, conflicts: readonly string[]): NonNullable<DeskView['notices']> => {
  const { t, one, lines } = shown
  const change = planChange(one, one.publishedAt)
  const said = [
    ...(one.state === 'approved' ? [] : [t.meetings.states[one.state]]),
    ...(change === null ? [] : [t.meetings.changes[change]]),
    ...(one.isConfidential ? [t.meetings.confidential] : []),
    ...(one.isConcluded ? [t.meetings.concluded] : []),
  ]
  return [
    ...(said.length === 0 ? [] : [{ kind: 'info' as const, text: [...new Set(said)].join(' · ') }]),
    ...(conflicts.length === 0
      ? []
      : [{ kind: 'attention' as const, title: t.meetings.conflicts, text: conflicts.join(' ') }]),
    ...(lines.length > 0 && !one.isConcluded ? [{ kind: 'info' as const, text: t.meetings.conclusionsDraft }] : []),
  ]
}

const showOne = async (request: PageRequest, trouble?: Trouble): Promise<Answer> => {
  const id = request.params.id ?? ''
  const { database } = request.province
  const actor = officerOf(request)
  const one = isUuid(id) ? await findEngagement(database, actor, id, request.now) : null
  if (one === null) return notFound
  const t = messages(request.locale)
  const isAhead = one.endsAt.epochMilliseconds > request.now.epochMilliseconds
  const isChecked = isAhead && (one.arranges || one.registeredById === actor.officerId) && one.state !== 'cancelled'
  const [papers, lines, conflicts] = await Promise.all([
    listEngagementPapers(database, actor, id, request.now),
    listConclusionLines(database, actor, id, request.now),
    isChecked ? conflictsFor(request, t, one) : [],
  ])
  const shown = { request, t, one, lines, trouble }
  const acts = actsOf(shown)
  const refused = trouble && { action: `${engagementPath(id)}/${trouble.act}`, text: trouble.text }
  const back = { day: localDate(one.startsAt), isDay: false, agencyId: one.agencyId, whose: 'everybody' as const }
  const view: DeskView = {
    title: one.title,
    lead: t.meetings.kinds[one.kind],
    crumbs: [{ href: planHref(back), text: t.meetings.title }],
    notices: [...noticesOf(shown, conflicts), ...strayProblem(refused, acts)],
    acts,
    main: [{ title: t.meetings.facts, facts: factsOf(t, one) }, ...conclusionsPart(shown)],
    ...(papers.length === 0 ? {} : { beside: [{ title: t.meetings.papers, items: papers.map(paperItem) }] }),
  }
  return page(officerDocument(request, { title: one.title }, <DeskPage t={t} view={view} />), {
    status: trouble?.status ?? 200,
  })
}

const acts = ['duyet', 'duyet-loat', 'khong-duyet', 'hoan', 'hoan-loat', 'rut', 'rut-loat', 'ban-hanh'] as const
type Act = (typeof acts)[number]

const run = (request: PageRequest, act: Act, id: string) => {
  const deps = meetingDeps(request)
  const reason = fieldOf(request.form, 'ly-do').slice(0, 1_000)
  switch (act) {
    case 'duyet':
    case 'duyet-loat':
      return decideEngagement(deps, request.actor, { id, isApproved: true, note: '', withLater: act === 'duyet-loat' })
    case 'khong-duyet':
      return decideEngagement(deps, request.actor, { id, isApproved: false, note: reason })
    case 'ban-hanh':
      return issueConclusions(deps, request.actor, { id })
    default:
      return cancelEngagement(deps, request.actor, { id, reason, withLater: act === 'hoan-loat' || act === 'rut-loat' })
  }
}

const saidAfter = (t: Messages, act: Act, value: number | null): string =>
  ({
    duyet: t.meetings.approved,
    'duyet-loat': t.meetings.approvedAll(value ?? 0),
    'khong-duyet': t.meetings.declined,
    hoan: t.meetings.cancelled,
    'hoan-loat': t.meetings.cancelledAll(value ?? 0),
    rut: t.meetings.withdrawn,
    'rut-loat': t.meetings.withdrawnAll(value ?? 0),
    'ban-hanh': t.meetings.issued(value ?? 0),
  })[act]

const takeAct =
  (act: Act) =>
  async (request: PageRequest): Promise<Answer> => {
    const id = request.params.id ?? ''
    if (!isUuid(id)) return notFound
    const t = messages(request.locale)
    const done = await run(request, act, id)
    if (done.ok) return redirect(engagementPath(id), { notice: { kind: 'done', text: saidAfter(t, act, done.value) } })
    return showOne(request, { act, ...answerMeetingRefusal(t, done.refusal) })
  }

export const engagementRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: engagementPath(':id'),
    access: { officer: 'any' },
    statementBudget: 4,
    handler: (request) => showOne(request),
  },
  ...acts.map(
    (act): Route => ({
      method: 'POST',
      path: `${engagementPath(':id')}/${act}`,
      access: { officer: 'any' },
      handler: takeAct(act),
    }),
  ),
]
