import type { OfficerActor, Role } from '#modules/identity/domain/index.ts'
import type { Messages } from '#web/messages/index.ts'
import type { IconName } from '#web/ui/shell/icon.tsx'
import type { OfficerPlace, OfficerPlaceGroup } from '#web/ui/shell/officer-rail.tsx'

/** Who has work on dossiers, or may watch it. */
const dossierRoles: readonly Role[] = [
  'one-stop-officer',
  'unit-head',
  'handler',
  'leader',
  'clerk',
  'supervisor',
  'auditor',
]

/** Who keeps or supervises a register; whose register it is the question itself checks. */
export const registerRoles: readonly Role[] = ['one-stop-officer', 'unit-head', 'leader', 'supervisor', 'auditor']

/** Who collects money and who answers for it. */
export const moneyRoles: readonly Role[] = ['one-stop-officer', 'leader']

/** Who is given tasks, gives them or watches them. */
export const taskRoles: readonly Role[] = [...dossierRoles, 'archivist']

/** Who keeps files of work, heads those who do, or answers for them. */
export const fileRoles: readonly Role[] = ['one-stop-officer', 'unit-head', 'handler', 'leader', 'clerk', 'archivist']

/** Whose work the archive is; everybody else comes to it from his files. */
const archiveRoles: readonly Role[] = ['archivist', 'leader']

/** Who has work on official documents. */
export const documentRoles: readonly Role[] = ['clerk', 'leader', 'unit-head', 'handler', 'one-stop-officer']

/** A leader signs; heads of units and whoever checks put initials, members of a council sign beside. */
export const signerRoles: readonly Role[] = [...documentRoles]

/** Whose work it is to sign or to put initials; others come to it from what waits for them. */
const signingRoles: readonly Role[] = ['leader', 'unit-head', 'clerk']

/** Where an officer's day begins, and where signing in leads. */
export const todayPath = '/can-bo/hom-nay'

type Place = {
  readonly href: string
  readonly text: (t: Messages) => string
  /** In the bar under the thumb, where the name is too long for it. */
  readonly short?: (t: Messages) => string
  readonly icon: IconName
  readonly roles: readonly Role[] | 'any'
  /** Pages that belong to it though their addresses do not begin with its own. */
  readonly alsoUnder?: readonly string[]
  /** On a phone the four lowest of what one may use stand in the bar under the thumb. */
  readonly quick?: number
  /** In whose bar it stands; everybody's when absent. */
  readonly quickFor?: readonly Role[]
}

type Group = {
  readonly key: keyof Messages['officer']['places']['groups'] | 'today'
  readonly places: readonly Place[]
}

const administrators = ['administrator'] as const

/** Where officers and administrators work, in the order of the rail; each sees what his posts let him use. A new place is a line here. */
const groups: readonly Group[] = [
  {
    key: 'today',
    places: [{ href: todayPath, text: (t) => t.officer.places.today, icon: 'sun', roles: 'any', quick: 0 }],
  },
  {
    key: 'desk',
    places: [
      {
        href: '/can-bo',
        text: (t) => t.officer.places.dossiers,
        icon: 'list',
        roles: dossierRoles,
        alsoUnder: ['/can-bo/ho-so', '/can-bo/tim', '/can-bo/tiep-nhan-nhieu'],
        quick: 2,
      },
      {
        href: '/can-bo/quay',
        text: (t) => t.officer.places.counter,
        short: (t) => t.officer.places.counterShort,
        icon: 'desk',
        roles: ['one-stop-officer'],
        quick: 1,
      },
      { href: '/can-bo/tien', text: (t) => t.officer.places.money, icon: 'money', roles: moneyRoles },
      { href: '/can-bo/so-theo-doi', text: (t) => t.officer.places.registers, icon: 'book', roles: registerRoles },
    ],
  },
  {
    key: 'documents',
    places: [
      { href: '/can-bo/van-ban-den', text: (t) => t.incoming.tab, icon: 'inbox', roles: documentRoles, quick: 3 },
      { href: '/can-bo/van-ban-di', text: (t) => t.outgoing.tab, icon: 'send', roles: documentRoles },
      {
        href: '/can-bo/ky-so',
        text: (t) => t.officer.places.signing,
        icon: 'pen',
        roles: signingRoles,
        quick: 1,
        quickFor: ['leader'],
        alsoUnder: ['/can-bo/ky-so', '/can-bo/ky-tren-may'],
      },
      {
        href: '/can-bo/van-thu',
        text: (t) => t.officer.places.numbering,
        short: (t) => t.officer.places.numberingShort,
        icon: 'seal',
        roles: ['clerk'],
        quick: 1,
      },
    ],
  },
  {
    key: 'running',
    places: [
      { href: '/can-bo/nhiem-vu', text: (t) => t.tasks.tab, icon: 'task', roles: taskRoles, quick: 4 },
      { href: '/can-bo/ho-so-cong-viec', text: (t) => t.officer.files.tab, icon: 'folder', roles: fileRoles, quick: 5 },
      {
        href: '/can-bo/luu-tru',
        text: (t) => t.officer.archive.tab,
        icon: 'archive',
        roles: archiveRoles,
        quick: 4,
      },
    ],
  },
  {
    key: 'agency',
    places: [
      { href: '/can-bo/lich-cong-tac', text: (t) => t.meetings.tab, icon: 'calendar', roles: 'any', quick: 5 },
      { href: '/can-bo/nhan-su', text: (t) => t.personnel.tab, icon: 'people', roles: 'any', quick: 6 },
      { href: '/can-bo/chat-luong', text: (t) => t.quality.tab, icon: 'check', roles: 'any' },
      { href: '/can-bo/bao-cao', text: (t) => t.officer.tabReports, icon: 'chart', roles: 'any', quick: 7 },
    ],
  },
  {
    key: 'administration',
    places: [
      {
        href: '/quan-tri/to-chuc',
        text: (t) => t.admin.tabOrganisation,
        icon: 'building',
        roles: administrators,
        quick: 5,
      },
      { href: '/quan-tri/tai-khoan', text: (t) => t.admin.tabAccounts, icon: 'user', roles: administrators, quick: 5 },
      { href: '/quan-tri/chu-ky-so', text: (t) => t.admin.tabKeys, icon: 'key', roles: administrators },
      { href: '/quan-tri/thu-tuc', text: (t) => t.admin.tabOfferings, icon: 'file', roles: administrators },
      { href: '/quan-tri/nhap-thu-tuc', text: (t) => t.admin.tabImport, icon: 'upload', roles: administrators },
      { href: '/quan-tri/tu-thuong-dung', text: (t) => t.admin.tabWords, icon: 'tag', roles: administrators },
      { href: '/quan-tri/cai-dat', text: (t) => t.admin.tabSettings, icon: 'sliders', roles: administrators, quick: 5 },
    ],
  },
]

const quickAtMost = 4

const isOf = (actor: OfficerActor, roles: readonly Role[] | 'any'): boolean =>
  roles === 'any' || actor.posts.some((post) => roles.includes(post.role))

const isCurrent = (path: string, { href, alsoUnder }: Place): boolean =>
  path === href || (alsoUnder ?? [href]).some((place) => path === place || path.startsWith(`${place}/`))

/** What waits at a place, by its address; pages say what they know. */
export type PlaceCounts = Readonly<Record<string, number>>

export type PlacesOfOfficer = { readonly groups: readonly OfficerPlaceGroup[]; readonly quick: readonly OfficerPlace[] }

/** The places that somebody may use, in their groups, and those under the thumb. */
export const placesOf = (t: Messages, actor: OfficerActor, path: string, counts: PlaceCounts = {}): PlacesOfOfficer => {
  const viewOf = (place: Place): OfficerPlace => ({
    href: place.href,
    text: place.text(t),
    icon: place.icon,
    current: isCurrent(path, place),
    count: counts[place.href],
  })
  const mine = groups.map(({ key, places }) => ({ key, places: places.filter(({ roles }) => isOf(actor, roles)) }))
  const quick = mine
    .flatMap(({ places }) => places)
    .filter(({ quick, quickFor }) => quick !== undefined && isOf(actor, quickFor ?? 'any'))
    .sort((one, other) => (one.quick ?? 0) - (other.quick ?? 0))
    .slice(0, quickAtMost)
  return {
    groups: mine
      .filter(({ places }) => places.length > 0)
      .map(({ key, places }) => ({
        key,
        ...(key === 'today' ? {} : { name: t.officer.places.groups[key] }),
        places: places.map(viewOf),
      })),
    quick: quick.map((place) => ({ ...viewOf(place), text: (place.short ?? place.text)(t) })),
  }
}
