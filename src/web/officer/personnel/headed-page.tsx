import { isUuid } from '#kernel/ids.ts'
import { formatDate, localDate } from '#kernel/time.ts'
import { decideLeave, type HeadedPersonnel, headedPersonnel, type LeaveLine } from '#modules/agencies/index.ts'
import { headedCertificates } from '#modules/signatures/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { type DeskItem, DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import { personnelTabs } from './own-page.tsx'
import {
  certificateItem,
  deedOn,
  delegationItem,
  handOverPath,
  headedPath,
  leaveItem,
  personnelDeps,
  personnelPath,
  reasonField,
  type Trouble,
  troubleOf,
} from './personnel-parts.ts'

const peopleShown = 50

const waitingActs = (request: PageRequest, t: Messages, line: LeaveLine, trouble?: Trouble) => {
  const at = { id: line.id, path: `${personnelPath}/nghi` }
  return [
    deedOn(
      request,
      at,
      'duyet',
      { text: t.personnel.grant, isMain: true, explains: t.personnel.grantExplains },
      trouble,
    ),
    deedOn(
      request,
      at,
      'khong-duyet',
      { text: t.personnel.decline, fields: reasonField(line.id, t.personnel.declineReason) },
      trouble,
    ),
  ]
}

const personItem = (request: PageRequest, t: Messages, one: HeadedPersonnel['people'][number]): DeskItem => {
  const { awayFrom, awayUntil } = one
  const isAway = awayFrom !== null && awayFrom.toString() <= localDate(request.now).toString()
  const away =
    awayFrom === null || awayUntil === null
      ? undefined
      : isAway
        ? t.personnel.awayNow(formatDate(awayUntil))
        : t.personnel.awaySoon(formatDate(awayFrom), formatDate(awayUntil))
  return {
    key: one.officerId,
    title: one.fullName,
    badge: away,
    lines: [
      ...one.posts.map(
        ({ title, place, concurrent }) => `${title}, ${place}${concurrent ? ` (${t.personnel.concurrent})` : ''}`,
      ),
      t.personnel.openWork(one.openWork),
    ],
    acts: [{ text: t.personnel.handOver, href: handOverPath(one.officerId) }],
  }
}

type Place = { readonly name: string; readonly id: string } | null

/** The last person of the page before, by name and id. */
const afterOf = (request: PageRequest): Place => {
  const id = fieldOf(request.query, 'sau')
  return isUuid(id) ? { id, name: fieldOf(request.query, 'ten').slice(0, 200) } : null
}

const show = async (request: PageRequest, trouble?: Trouble): Promise<Answer> => {
  const t = messages(request.locale)
  const today = localDate(request.now)
  const words = fieldOf(request.query, 'q').slice(0, 100)
  const question = { words, after: afterOf(request), limit: peopleShown + 1 }
  const [found, certificates] = await Promise.all([
    headedPersonnel(request.province.database, request.actor, today, question),
    headedCertificates(request.province.database, request.actor, request.now),
  ])
  const people = found.people.slice(0, peopleShown)
  const last = found.people.length > peopleShown ? people.at(-1) : undefined
  const more = last && new URLSearchParams({ q: words, sau: last.officerId, ten: last.fullName })
  const view: DeskView = {
    title: t.personnel.headTitle,
    lead: t.personnel.headLead,
    tabs: personnelTabs(request, t),
    search: { action: headedPath, label: t.personnel.search, value: words },
    main: [
      {
        title: t.personnel.waiting,
        items: found.waiting.map((line) =>
          leaveItem(
            t,
            line,
            `${line.officerName} · ${t.personnel.leaveKinds[line.kind]}`,
            waitingActs(request, t, line, trouble),
          ),
        ),
        none: t.personnel.noWaiting,
      },
      {
        title: t.personnel.people,
        items: people.map((one) => personItem(request, t, one)),
        none: t.personnel.noPeople,
        links: more === undefined ? [] : [{ href: `${headedPath}?${more}`, text: t.personnel.morePeople }],
      },
    ],
    beside: [
      {
        title: t.personnel.runningDelegations,
        items: found.delegations.map((line) => delegationItem(request, t, line)),
        none: t.personnel.noRunning,
      },
      {
        title: t.personnel.expiring,
        items: certificates.map((line) => certificateItem(t, line, line.holder)),
        none: t.personnel.noExpiring,
      },
    ],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />), {
    status: trouble?.status ?? 200,
  })
}

export const showHeaded = (request: PageRequest): Promise<Answer> => show(request)

const verdict =
  (isGranted: boolean) =>
  async (request: PageRequest): Promise<Answer> => {
    const leaveId = request.params.id ?? ''
    if (!isUuid(leaveId)) return notFound
    const t = messages(request.locale)
    const note = fieldOf(request.form, 'ly-do').slice(0, 1000)
    const decided = await decideLeave(personnelDeps(request), request.actor, { leaveId, isGranted, note })
    const text = isGranted ? t.personnel.granted : t.personnel.declined
    if (decided.ok) return redirect(headedPath, { notice: { kind: 'done', text } })
    return show(request, troubleOf(t, leaveId, isGranted ? 'duyet' : 'khong-duyet', decided.refusal))
  }

export const takeGrant = verdict(true)
export const takeRefusal = verdict(false)
