import { countedAtMost, type WorkCount, type WorkLevel, type WorkRow, workLevels } from '#modules/dossiers/index.ts'
import { hasRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import type { PageRequest } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { FilterLink } from '#web/ui/parts/filter-bar.tsx'
import type { PaginationView } from '#web/ui/parts/pagination.tsx'
import type { WorkGroupView, WorkListView, WorkRowView } from '#web/ui/views/officer/work-list.tsx'
import { procedureTitle } from '../procedure-title.ts'
import { dueText } from './due-text.ts'
import { deeds, dossierPath, fromStart, type ListAddress, listPath, listQuery, wholeList } from './list-address.ts'
import type { LoadedList } from './load-list.ts'

const grouped = (count: number): string => count.toString().replace(/\B(?=(\d{3})+(?!\d))/g, '.')

const sum = (counts: readonly WorkCount[], wanted: (count: WorkCount) => boolean): number =>
  counts.filter(wanted).reduce((total, one) => total + one.count, 0)

const hrefOf = (address: ListAddress): string => `${listPath}${listQuery(address)}`

const fits = (address: ListAddress) => (count: WorkCount) =>
  (address.deed === null || count.deed === address.deed) &&
  (address.field === null || count.field === address.field) &&
  (address.scope !== 'mine' || count.isMine)

/** Some level was not counted to its end: figures below the sum of all would be wrong. */
const isCapped = (list: LoadedList): boolean =>
  workLevels.some((level) => sum(list.counts, (one) => one.level === level) >= countedAtMost)

/** A level that was not counted to its end is "at least so many". */
const countText = (t: Messages, list: LoadedList, level: WorkLevel): string => {
  const count = sum(list.counts, (one) => one.level === level && fits(list.address)(one))
  const isLevelCapped = sum(list.counts, (one) => one.level === level) >= countedAtMost
  return isLevelCapped ? t.officer.capped(grouped(count)) : grouped(count)
}

const rowView = (t: Messages, list: LoadedList, row: WorkRow, openId: string | null): WorkRowView => {
  const channel = t.officer.channels[row.channel === 1 || row.channel === 3 ? row.channel : 2]
  const parts = [
    row.ownerName,
    channel,
    ...(row.papers > 0 ? [t.officer.papersIn(row.papers)] : []),
    ...(list.address.scope === 'watched' ? [row.agencyName] : []),
    ...(row.officerName !== null && row.rank !== 0 ? [t.officer.givenTo(row.officerName)] : []),
  ]
  return {
    id: row.dossierId,
    href: `${dossierPath(row.dossierId)}${listQuery(list.address)}`,
    code: row.code,
    procedureName: procedureTitle(row.procedureName),
    sub: parts.join(' · '),
    step: t.officer.deeds[row.deed],
    due: { level: row.level, text: dueText(t, list.workingTime, row.level, row.pressingAt, list.now) },
    isOpen: row.dossierId === openId,
    canPick: list.address.scope !== 'watched' && row.deed === 'receive',
  }
}

const groupName = (t: Messages, level: WorkLevel): string =>
  ({
    critical: t.officer.groupCritical,
    overdue: t.officer.groupOverdue,
    soon: t.officer.groupSoon,
    later: t.officer.groupLater,
  })[level]

const groupView = (t: Messages, list: LoadedList, level: WorkLevel, openId: string | null): WorkGroupView[] => {
  const rows = list.rows.filter((row) => row.level === level)
  if (rows.length === 0) return []
  const shown = rows.slice(0, list.shown)
  const last = shown.at(-1)
  const isWhole = rows.length <= list.shown
  const more =
    isWhole || list.address.level !== null || last === undefined
      ? undefined
      : { href: hrefOf({ ...list.address, level, after: placeOf(last) }), text: t.officer.moreOf(groupName(t, level)) }
  return [{ level, count: countText(t, list, level), rows: shown.map((row) => rowView(t, list, row, openId)), more }]
}

const placeOf = (row: WorkRow) => ({ rank: row.rank, pressingAt: row.pressingAt?.toString() ?? null, id: row.itemId })

const pagesOf = (list: LoadedList): PaginationView => {
  const { level } = list.address
  if (level === null) return {}
  const last = list.rows.length > list.shown ? list.rows[list.shown - 1] : undefined
  return {
    previousHref: hrefOf(list.address.after === null ? fromStart(list.address) : { ...list.address, after: null }),
    nextHref: last === undefined ? undefined : hrefOf({ ...list.address, after: placeOf(last) }),
  }
}

const mayWatch = (actor: OfficerActor): boolean => actor.supervisedAgencyIds.length > 0 || hasRole(actor, 'unit-head')

/** Scope first, then the deeds there is work for; each an address of its own with the other filters kept. */
const filtersOf = (t: Messages, list: LoadedList, actor: OfficerActor): readonly FilterLink[] => {
  const { address, counts } = list
  const ofField = (count: WorkCount) => address.field === null || count.field === address.field
  const isCounted = address.scope !== 'watched'
  const hidden = isCapped(list)
  const shown = (count: number): number | undefined => (hidden ? undefined : count)
  const scope = (name: ListAddress['scope'], text: string, count: number | undefined): FilterLink => ({
    href: hrefOf(fromStart(address, { scope: name, deed: null })),
    text,
    count,
    current: address.scope === name && address.deed === null,
  })
  const mine = sum(counts, (one) => one.isMine && ofField(one))
  const byDeed = deeds.flatMap((deed): FilterLink[] => {
    const count = sum(counts, (one) => one.deed === deed && ofField(one) && (address.scope !== 'mine' || one.isMine))
    if (count === 0 && address.deed !== deed && !hidden) return []
    const href = hrefOf(fromStart(address, { deed }))
    return [{ href, text: t.officer.deeds[deed], count: shown(count), current: address.deed === deed }]
  })
  return [
    scope('all', t.officer.scopeAll, isCounted ? shown(sum(counts, ofField)) : undefined),
    ...(isCounted && (mine > 0 || address.scope === 'mine') ? [scope('mine', t.officer.scopeMine, shown(mine))] : []),
    ...(mayWatch(actor)
      ? [scope('watched', t.officer.scopeWatched, isCounted ? undefined : shown(sum(counts, ofField)))]
      : []),
    // One kind of work alone needs no filter.
    ...(byDeed.length > 1 || address.deed !== null ? byDeed : []),
  ]
}

const fieldsOf = (t: Messages, list: LoadedList): WorkListView['fields'] => {
  const { address, counts } = list
  const names = [...new Set([...counts.map((one) => one.field), ...(address.field === null ? [] : [address.field])])]
  if (names.length < 2 && address.field === null) return undefined
  const links = names
    .sort((left, right) => left.localeCompare(right, 'vi'))
    .map((field) => ({
      href: hrefOf(fromStart(address, { field })),
      text: field,
      count: isCapped(list) ? undefined : sum(counts, (one) => one.field === field),
      current: field === address.field,
    }))
  const whole = {
    href: hrefOf(fromStart(address, { field: null })),
    text: t.officer.fieldAll,
    current: address.field === null,
  }
  return { label: address.field ?? t.officer.fieldPick, isChosen: address.field !== null, links: [whole, ...links] }
}

const emptyOf = (t: Messages, address: ListAddress, actor: OfficerActor): WorkListView['empty'] => {
  const whole = { href: listPath, text: t.officer.emptyAll }
  if (address.deed !== null || address.field !== null || address.level !== null)
    return {
      title: t.officer.emptyFiltered,
      text: t.officer.emptyFilteredText,
      link: { href: hrefOf({ ...wholeList, scope: address.scope }), text: t.officer.dropFilters },
    }
  if (address.scope === 'mine') return { title: t.officer.emptyMine, text: t.officer.emptyText, link: whole }
  if (address.scope === 'watched')
    return { title: t.officer.emptyWatched, text: t.officer.emptyWatchedText, link: whole }
  if (hasRole(actor, 'one-stop-officer'))
    return {
      title: t.officer.emptyTitle,
      text: t.officer.emptyAllText,
      link: { href: `${listPath}/quay`, text: t.officer.emptyCounter },
    }
  return { title: t.officer.emptyTitle, text: t.officer.emptyWatchedText }
}

/** The work list as it is drawn, with one of its rows open or none. */
export const listView = (
  request: PageRequest,
  actor: OfficerActor,
  list: LoadedList,
  openId: string | null = null,
): WorkListView => {
  const t = messages(request.locale)
  const { address } = list
  const groups = workLevels.flatMap((level) => groupView(t, list, level, openId))
  const canPick = groups.some((group) => group.rows.some((row) => row.canPick === true))
  const csrf = request.csrfToken
  return {
    title: address.scope === 'watched' ? t.officer.watchedTitle : t.officer.workTitle,
    total: totalText(t, list),
    filters: filtersOf(t, list, actor),
    fields: fieldsOf(t, list),
    search: { target: { action: `${listPath}/tim`, csrf }, name: 'q' },
    groups,
    pages: pagesOf(list),
    exportHref: `${listPath}/xuat.csv${listQuery(fromStart(address))}`,
    empty: emptyOf(t, address, actor),
    bulk: canPick
      ? { target: { action: `${listPath}/tiep-nhan-nhieu`, csrf, hidden: { tu: listQuery(address) } }, name: 'id' }
      : undefined,
  }
}

const totalText = (t: Messages, list: LoadedList): string => {
  const total = sum(list.counts, fits(list.address))
  return isCapped(list) ? t.officer.capped(grouped(total)) : grouped(total)
}
