import { isUuid } from '#kernel/ids.ts'
import { formatInstant, type Temporal } from '#kernel/time.ts'
import { type CalendarEntry, calendarText } from '#modules/meetings/domain/index.ts'
import {
  findEngagement,
  findOwnFeed,
  makeCalendarFeed,
  readCalendarFeed,
  withdrawCalendarFeed,
} from '#modules/meetings/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import {
  type Answer,
  download,
  forbidden,
  notFound,
  type PageRequest,
  page,
  type Route,
  redirect,
  text,
} from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { CopyCode } from '#web/ui/parts/copy-code.tsx'
import { DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import { officerOf } from '../officer-of.ts'
import { engagementPath, feedAddress, feedPath, meetingDeps, planPath } from './meeting-paths.ts'

const mediaType = 'text/calendar; charset=utf-8'

const show = async (request: PageRequest, fresh?: string): Promise<Answer> => {
  const t = messages(request.locale)
  const feed = await findOwnFeed(request.province.database, officerOf(request).officerId)
  const target = (deed: string) => ({ action: `${feedPath}/${deed}`, csrf: request.csrfToken })
  const view: DeskView = {
    title: t.meetings.feedTitle,
    lead: t.meetings.feedLead,
    crumbs: [{ href: planPath, text: t.meetings.title }],
    notices: [
      { kind: 'attention', text: t.meetings.feedExplains },
      ...(fresh === undefined
        ? []
        : [
            {
              kind: 'done' as const,
              text: t.meetings.feedFresh,
              live: true,
              children: <CopyCode t={t} code={fresh} />,
            },
          ]),
    ],
    acts: [
      {
        text: feed === null ? t.meetings.feedMake : t.meetings.feedMakeAgain,
        isMain: feed === null,
        target: target('tao'),
      },
      ...(feed === null ? [] : [{ text: t.meetings.feedWithdraw, target: target('thu-hoi') }]),
    ],
    main: [
      {
        title: t.meetings.feedWhat,
        items: [],
        none: feed === null ? t.meetings.feedNone : t.meetings.feedMade(formatInstant(feed.madeAt)),
      },
      {
        title: t.meetings.feedHow,
        items: t.meetings.feedSteps.map((step) => ({ key: step, title: '', lines: [step] })),
      },
    ],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />))
}

/** The secret is told on this one answer and never again. */
const takeMake = async (request: PageRequest): Promise<Answer> => {
  const made = await makeCalendarFeed(meetingDeps(request), request.actor)
  if (!made.ok) return forbidden
  return show(request, `${request.deps.publicUrl(request.province)}${feedAddress(made.value)}`)
}

const takeWithdraw = async (request: PageRequest): Promise<Answer> => {
  const done = await withdrawCalendarFeed(meetingDeps(request), request.actor)
  if (!done.ok) return forbidden
  return redirect(feedPath, { notice: { kind: 'done', text: messages(request.locale).meetings.feedWithdrawn } })
}

type Told = Omit<CalendarEntry, 'link' | 'sequence' | 'stampedAt'> & {
  readonly version: number
  readonly stampedAt: Temporal.Instant
}

const entryOf = (request: PageRequest, told: Told): CalendarEntry => {
  const t = messages(request.locale)
  const { version, ...entry } = told
  const shown = entry.isConfidential ? { title: t.meetings.hiddenTitle, detail: '', place: '' } : {}
  const link = `${request.deps.publicUrl(request.province)}${engagementPath(entry.id)}`
  return { ...entry, ...shown, link, sequence: version - 1 }
}

/** What a calendar program asks for, again and again; the secret in the address is the only key. */
const giveFeed = async (request: PageRequest): Promise<Answer> => {
  const secret = request.params.secret ?? ''
  const found = /^[A-Za-z0-9_-]{32}$/.test(secret)
    ? await readCalendarFeed(request.province.database, secret, request.now)
    : null
  if (found === null) return notFound
  const name = messages(request.locale).meetings.calendarName(found.owner.name)
  return text(
    calendarText(
      name,
      found.entries.map((entry) => entryOf(request, entry)),
    ),
    mediaType,
  )
}

const giveOne = async (request: PageRequest): Promise<Answer> => {
  const id = request.params.id ?? ''
  const one = isUuid(id) ? await findEngagement(request.province.database, officerOf(request), id, request.now) : null
  if (one === null || one.state === 'registered' || one.state === 'declined') return notFound
  const t = messages(request.locale)
  const stampedAt = one.changedAt ?? one.decidedAt ?? one.registeredAt
  const link = `${request.deps.publicUrl(request.province)}${engagementPath(id)}`
  const entry = { ...one, isCancelled: one.state === 'cancelled', link, sequence: one.version - 1, stampedAt }
  const content = new TextEncoder().encode(calendarText(t.meetings.title, [entry]))
  return download({ content, name: 'lich-cong-tac.ics', mediaType })
}

export const feedRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: feedPath,
    access: { officer: 'any' },
    statementBudget: 1,
    handler: (request) => show(request),
  },
  { method: 'POST', path: `${feedPath}/tao`, access: { officer: 'any' }, handler: takeMake },
  { method: 'POST', path: `${feedPath}/thu-hoi`, access: { officer: 'any' }, handler: takeWithdraw },
  {
    method: 'GET',
    path: feedAddress(':secret'),
    access: 'public',
    rateLimit: 'file',
    statementBudget: 2,
    handler: giveFeed,
  },
  {
    method: 'GET',
    path: `${engagementPath(':id')}/lich.ics`,
    access: { officer: 'any' },
    rateLimit: 'file',
    statementBudget: 1,
    handler: giveOne,
  },
]
