import type { ComponentChildren, VNode } from 'preact'
import type { HeldPost, OfficerActor, Role } from '#modules/identity/domain/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { type AssetSource, Html } from '#web/ui/shell/html.tsx'
import { OfficerLayout, type OfficerTab } from '#web/ui/shell/officer-layout.tsx'
import { signInAddress } from '../guard/return-to.ts'
import type { PageRequest } from '../route.ts'

export type OfficerFrame = {
  readonly title: string
  /** The page fills the window from edge to edge, as the work list does. */
  readonly full?: boolean
  readonly islands?: readonly AssetSource[]
  /** Numbers on tabs, by their address. */
  readonly counts?: Readonly<Record<string, number>>
  /** Asks for itself again while something goes on, also without scripts. */
  readonly refreshSeconds?: number
}

type TabRule = {
  readonly href: string
  readonly text: (t: Messages) => string
  readonly roles: readonly Role[] | 'any'
  /** Pages that belong to it though their addresses do not begin with its own. */
  readonly alsoUnder?: readonly string[]
}

/** Who keeps or supervises a register; whose register it is the question itself checks. */
export const registerRoles: readonly Role[] = ['one-stop-officer', 'unit-head', 'leader', 'supervisor', 'auditor']

/** Who collects money and who answers for it. */
export const moneyRoles: readonly Role[] = ['one-stop-officer', 'leader']

/** Who is given tasks, gives them or watches them. */
export const taskRoles: readonly Role[] = [
  'one-stop-officer',
  'unit-head',
  'handler',
  'leader',
  'clerk',
  'archivist',
  'supervisor',
  'auditor',
]
/** Who keeps files of work, heads those who do, or answers for them. */
export const fileRoles: readonly Role[] = ['one-stop-officer', 'unit-head', 'handler', 'leader', 'clerk', 'archivist']

/** Who has work on official documents. */
export const documentRoles: readonly Role[] = ['clerk', 'leader', 'unit-head', 'handler', 'one-stop-officer']

/** Where officers work, in the order of the bar; each sees what his posts let him do. */
const tabRules: readonly TabRule[] = [
  {
    href: '/can-bo',
    text: (t) => t.officer.tabDossiers,
    roles: 'any',
    alsoUnder: ['/can-bo/ho-so', '/can-bo/tim', '/can-bo/tiep-nhan-nhieu'],
  },
  { href: '/can-bo/nhiem-vu', text: (t) => t.tasks.tab, roles: taskRoles },
  { href: '/can-bo/quay', text: (t) => t.officer.tabCounter, roles: ['one-stop-officer'] },
  { href: '/can-bo/ky-so', text: (t) => t.officer.tabSigning, roles: ['leader'] },
  { href: '/can-bo/van-thu', text: (t) => t.officer.tabNumbering, roles: ['clerk'] },
  { href: '/can-bo/van-ban-den', text: (t) => t.incoming.tab, roles: documentRoles },
  {
    href: '/can-bo/van-ban-di',
    text: (t) => t.outgoing.tab,
    roles: ['one-stop-officer', 'unit-head', 'handler', 'leader', 'clerk'],
  },
  { href: '/can-bo/tien', text: (t) => t.officer.tabMoney, roles: moneyRoles },
  { href: '/can-bo/ho-so-cong-viec', text: (t) => t.officer.files.tab, roles: fileRoles },
  { href: '/can-bo/so-theo-doi', text: (t) => t.officer.tabRegisters, roles: registerRoles },
  { href: '/can-bo/bao-cao', text: (t) => t.officer.tabReports, roles: 'any' },
  { href: '/can-bo/nhan-su', text: (t) => t.personnel.tab, roles: 'any' },
  { href: '/quan-tri/to-chuc', text: (t) => t.admin.tabOrganisation, roles: ['administrator'] },
  { href: '/quan-tri/tai-khoan', text: (t) => t.admin.tabAccounts, roles: ['administrator'] },
  { href: '/quan-tri/chu-ky-so', text: (t) => t.admin.tabKeys, roles: ['administrator'] },
  { href: '/quan-tri/thu-tuc', text: (t) => t.admin.tabOfferings, roles: ['administrator'] },
  { href: '/quan-tri/tu-thuong-dung', text: (t) => t.admin.tabWords, roles: ['administrator'] },
  { href: '/quan-tri/cai-dat', text: (t) => t.admin.tabSettings, roles: ['administrator'] },
  { href: '/quan-tri/nhap-thu-tuc', text: (t) => t.admin.tabImport, roles: ['administrator'] },
]

const isCurrent = (path: string, { href, alsoUnder }: TabRule): boolean =>
  path === href || (alsoUnder ?? [href]).some((place) => path === place || path.startsWith(`${place}/`))

const tabsOf = (
  t: Messages,
  actor: OfficerActor,
  path: string,
  counts: OfficerFrame['counts'],
): readonly OfficerTab[] =>
  tabRules
    .filter(({ roles }) => roles === 'any' || actor.posts.some((post) => roles.includes(post.role)))
    .map((rule) => ({
      href: rule.href,
      text: rule.text(t),
      current: isCurrent(path, rule),
      count: counts?.[rule.href],
    }))

/** `Trần Văn Đức` → `VĐ`: the two words by which people are told apart. */
const initialsOf = (name: string): string =>
  name
    .split(' ')
    .slice(-2)
    .map((word) => word.charAt(0))
    .join('')

const describePost = (post: HeldPost | undefined): string =>
  post === undefined ? '' : post.unitName === '' ? post.title : `${post.title}, ${post.unitName}`

/** A whole page for officers around its content. Only for routes that officers alone may come to. */
export const officerDocument = (request: PageRequest, frame: OfficerFrame, content: ComponentChildren): VNode => {
  const { actor, session, locale, path, notice } = request
  if (actor.kind !== 'officer' || session === undefined) throw new Error('a page for officers without an officer')
  const t = messages(locale)
  const post = actor.posts[0]
  return (
    <Html
      locale={locale}
      title={t.common.pageTitle(frame.title, t.layout.siteName(request.province.province.name))}
      assets={request.assets}
      style="officer"
      islands={frame.islands ?? ['islands/officer.ts']}
      refreshSeconds={frame.refreshSeconds}
      hidden
    >
      <OfficerLayout
        t={t}
        homeHref="/can-bo"
        tabs={tabsOf(t, actor, path, frame.counts)}
        person={{
          name: actor.fullName,
          initials: initialsOf(actor.fullName),
          post: describePost(post),
          agency: post?.agencyName ?? '',
          guideHref: '/can-bo/huong-dan',
          accountHref: '/can-bo/tai-khoan',
          signOut: { action: '/dang-xuat', csrf: request.csrfToken },
        }}
        idle={{
          minutes: session.idleMinutes,
          keepHref: '/can-bo/giu-phien',
          signInHref: signInAddress('officer', request.address),
        }}
        notices={notice === undefined ? undefined : [{ ...notice, live: true }]}
        full={frame.full}
      >
        {content}
      </OfficerLayout>
    </Html>
  )
}
