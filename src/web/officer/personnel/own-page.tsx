import { isUuid } from '#kernel/ids.ts'
import { formatDate, localDate } from '#kernel/time.ts'
import { endDelegation, endLeave, type LeaveLine, ownPersonnel } from '#modules/agencies/index.ts'
import { type CertificateLine, ownCertificates } from '#modules/signatures/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import { officerOf } from '../officer-of.ts'
import {
  certificateItem,
  deedOn,
  delegationItem,
  dutiesPath,
  dutyGivers,
  headedPath,
  heads,
  leaveItem,
  personnelDeps,
  personnelPath,
  type Trouble,
  troubleOf,
} from './personnel-parts.ts'

/** The pages of personnel somebody sees: his own, and that of the people he is head of. */
export const personnelTabs = (request: PageRequest, t: Messages): DeskView['tabs'] => {
  const { posts } = officerOf(request)
  if (!posts.some(({ role }) => heads.includes(role))) return undefined
  const givesDuties = posts.some(({ role }) => dutyGivers.includes(role))
  const { path } = request
  return {
    label: t.personnel.navigation,
    links: [
      { href: personnelPath, text: t.personnel.ownTitle, current: path === personnelPath },
      { href: headedPath, text: t.personnel.headTitle, current: path !== personnelPath && path !== dutiesPath },
      ...(givesDuties ? [{ href: dutiesPath, text: t.personnel.dutyTitle, current: path === dutiesPath }] : []),
    ],
  }
}

const leaveActs = (request: PageRequest, t: Messages, line: LeaveLine, trouble?: Trouble) => {
  const at = { id: line.id, path: `${personnelPath}/nghi` }
  if (line.state === 'asked') return [deedOn(request, at, 'ket-thuc', { text: t.personnel.withdraw }, trouble)]
  if (line.state !== 'granted' || line.last.toString() < localDate(request.now).toString()) return []
  const words = { text: t.personnel.comeBack, explains: t.personnel.comeBackExplains }
  return [deedOn(request, at, 'ket-thuc', words, trouble)]
}

const warnings = (t: Messages, certificates: readonly CertificateLine[]): DeskView['notices'] => {
  const [longest] = certificates
  return longest === undefined || longest.daysLeft > 30
    ? []
    : [
        {
          kind: 'attention',
          title: t.personnel.certificateWarning,
          text: t.personnel.certificateWarningText(formatDate(longest.until)),
        },
      ]
}

const show = async (request: PageRequest, trouble?: Trouble): Promise<Answer> => {
  const t = messages(request.locale)
  const actor = officerOf(request)
  const { database } = request.province
  const [own, certificates] = await Promise.all([
    ownPersonnel(database, actor, localDate(request.now)),
    ownCertificates(database, actor.officerId, request.now),
  ])
  const view: DeskView = {
    title: t.personnel.ownTitle,
    lead: t.personnel.ownLead,
    tabs: personnelTabs(request, t),
    notices: warnings(t, certificates),
    main: [
      {
        title: t.personnel.leaves,
        items: own.leaves.map((line) =>
          leaveItem(t, line, t.personnel.leaveKinds[line.kind], leaveActs(request, t, line, trouble)),
        ),
        none: t.personnel.noLeaves,
        links: [{ href: `${personnelPath}/xin-nghi`, text: t.personnel.askLeave }],
      },
      {
        title: t.personnel.delegations,
        items: own.delegations.map((line) => delegationItem(request, t, line, trouble)),
        none: t.personnel.noDelegations,
        links: own.posts.length === 0 ? [] : [{ href: `${personnelPath}/uy-quyen`, text: t.personnel.delegate }],
      },
    ],
    beside: [
      {
        title: t.personnel.posts,
        items: own.posts.map((post) => ({
          key: post.postId,
          title: post.title,
          badge: post.concurrent ? t.personnel.concurrent : undefined,
          lines: [
            post.unit === null ? post.agency : `${post.unit}, ${post.agency}`,
            post.last === null
              ? t.personnel.since(formatDate(post.first))
              : t.personnel.period(formatDate(post.first), formatDate(post.last)),
          ],
        })),
        none: t.personnel.noPosts,
      },
      {
        title: t.personnel.certificates,
        items: certificates.map((line) => certificateItem(t, line, line.serial)),
        none: t.personnel.noCertificates,
        links: [{ href: `${personnelPath}/chu-ky`, text: t.signingRules.picture.link }],
      },
    ],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />), {
    status: trouble?.status ?? 200,
  })
}

export const showOwn = (request: PageRequest): Promise<Answer> => show(request)

export const takeEndOfLeave = async (request: PageRequest): Promise<Answer> => {
  const leaveId = request.params.id ?? ''
  if (!isUuid(leaveId)) return notFound
  const t = messages(request.locale)
  const ended = await endLeave(personnelDeps(request), request.actor, { leaveId })
  if (ended.ok) return redirect(personnelPath, { notice: { kind: 'done', text: t.personnel.leaveEnded } })
  return show(request, troubleOf(t, leaveId, 'ket-thuc', ended.refusal))
}

export const takeEndOfDelegation = async (request: PageRequest): Promise<Answer> => {
  const delegationId = request.params.id ?? ''
  if (!isUuid(delegationId)) return notFound
  const t = messages(request.locale)
  const reason = fieldOf(request.form, 'ly-do').slice(0, 500)
  if (reason === '')
    return show(request, { id: delegationId, deed: 'ket-thuc', text: t.personnel.missing, status: 422 })
  const ended = await endDelegation(personnelDeps(request), request.actor, { delegationId, reason })
  if (!ended.ok) return show(request, troubleOf(t, delegationId, 'ket-thuc', ended.refusal))
  return redirect(request.returnTo ?? personnelPath, { notice: { kind: 'done', text: t.personnel.delegationEnded } })
}
