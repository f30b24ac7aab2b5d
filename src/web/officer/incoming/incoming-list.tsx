import { formatDate, localDate, type Temporal } from '#kernel/time.ts'
import { workingMinutesBetween } from '#modules/calendar/domain/index.ts'
import type { WorkingTime } from '#modules/calendar/index.ts'
import { hasRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import {
  findDocumentType,
  hasFields,
  hasWords,
  searchedWords,
  writtenCode,
} from '#modules/official-documents/domain/index.ts'
import {
  countIncoming,
  type IncomingCounts,
  type IncomingRow,
  incomingScopes,
  listIncoming,
  listSearchChoices,
  type SearchChoice,
} from '#modules/official-documents/index.ts'
import { documentRoles, officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type PageRequest, page, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { LatenessView } from '#web/ui/parts/badge.tsx'
import {
  IncomingListPage,
  type IncomingListView,
  type IncomingRowView,
} from '#web/ui/views/officer/incoming/incoming-list.tsx'
import type { IncomingPanelView } from '#web/ui/views/officer/incoming/incoming-panel.tsx'
import { documentFieldsView } from '../list/document-fields.ts'
import { dueText } from '../list/due-text.ts'
import { officerOf } from '../officer-of.ts'
import { outgoingSearchHref } from '../outgoing/outgoing-paths.ts'
import {
  addressNames,
  arrivalsPath,
  documentHref,
  exportHref,
  fieldsHref,
  hiddenFields,
  type IncomingAddress,
  incomingPath,
  listHref,
  listStates,
  placeOfRow,
  readIncomingAddress,
  wholeScope,
} from './incoming-address.ts'

const pageLength = 40
const soonMinutes = 8 * 60

export type LoadedIncoming = {
  readonly address: IncomingAddress
  readonly rows: readonly IncomingRow[]
  readonly hasMore: boolean
  readonly counts: IncomingCounts
  readonly workingTime: WorkingTime
}

export const loadIncoming = async (request: PageRequest, actor: OfficerActor): Promise<LoadedIncoming> => {
  const { database, workingTime } = request.deps.dossiers(request.province)
  const address = readIncomingAddress(request.query)
  const question = { ...address, limit: pageLength + 1 }
  const [rows, counts, time] = await Promise.all([
    listIncoming(database, actor, question, request.now),
    countIncoming(database, actor, request.now),
    workingTime(database),
  ])
  return { address, rows: rows.slice(0, pageLength), hasMore: rows.length > pageLength, counts, workingTime: time }
}

export const numberText = (row: {
  readonly registerNumber: number | null
  readonly registerYear: number | null
}): string => (row.registerNumber === null ? '' : `${row.registerNumber}/${row.registerYear}`)

/** `Công văn 15/STP-HCTP` */
export const codeText = (row: {
  readonly typeCode: string
  readonly codeNumber: number | null
  readonly codeNotation: string
}): string =>
  [findDocumentType(row.typeCode)?.name ?? '', writtenCode({ number: row.codeNumber, notation: row.codeNotation })]
    .filter((part) => part !== '')
    .join(' ')

export const documentDue = (
  t: Messages,
  workingTime: WorkingTime,
  dueAt: Temporal.Instant | null,
  now: Temporal.Instant,
): LatenessView | undefined => {
  if (dueAt === null) return undefined
  const left = workingMinutesBetween(workingTime.calendar, now, dueAt)
  const level = dueAt.epochMilliseconds < now.epochMilliseconds ? 'overdue' : left <= soonMinutes ? 'soon' : 'later'
  return { level, text: dueText(t, workingTime, level, dueAt, now) }
}

const rowView = (
  t: Messages,
  list: LoadedIncoming,
  row: IncomingRow,
  openId: string | null,
  now: Temporal.Instant,
): IncomingRowView => {
  const isOver = row.state === 'settled' || row.state === 'returned'
  const who = row.officerName ?? row.unitName
  const words = searchedWords(list.address.words)
  return {
    id: row.placeId,
    href: documentHref(row.documentId, list.address),
    number: numberText(row) === '' ? t.incoming.withoutNumber : numberText(row),
    subject: row.subject,
    sub: [
      codeText(row),
      row.authorName,
      formatDate(localDate(row.arrivedAt)),
      ...(list.address.scope === 'given' && who !== null ? [who] : []),
      ...(hasWords(`${numberText(row)} ${codeText(row)} ${row.subject} ${row.authorName}`, words)
        ? []
        : [t.incoming.inText]),
    ]
      .filter((part) => part !== '')
      .join(' · '),
    step: row.deed === null ? t.incoming.states[row.state] : t.incoming.deeds[row.deed],
    due: isOver && row.deed === null ? undefined : documentDue(t, list.workingTime, row.dueAt, now),
    urgency: row.urgency === 0 ? undefined : t.incoming.urgencies[row.urgency],
    secrecy: row.secrecy === 0 ? undefined : t.incoming.secrecies[row.secrecy],
    isOpen: row.documentId === openId,
  }
}

const emptyOf = (t: Messages, address: IncomingAddress): IncomingListView['empty'] => {
  const { scope, state, words } = address
  const all = { href: listHref(wholeScope('all')), text: t.incoming.seeAll }
  if (hasFields(address.fields)) {
    const link = { href: fieldsHref(address, {}), text: t.documentSearch.clear }
    return { icon: 'search', title: t.documentSearch.emptyTitle, text: t.documentSearch.emptyText, link }
  }
  if (words !== '') {
    const said = { icon: 'search', text: t.incoming.emptyFoundText } as const
    if (state === null) {
      const link = { href: outgoingSearchHref(words), text: t.incoming.searchOutgoing }
      return { ...said, title: t.incoming.emptyFound(words), link }
    }
    const link = { href: listHref({ ...address, state: null, after: null }), text: t.incoming.searchAnyState }
    return { ...said, title: t.incoming.emptyFoundInState(words, t.incoming.states[state]), link }
  }
  if (scope === 'mine') return { title: t.incoming.emptyMine, text: t.incoming.emptyMineText, link: all }
  if (scope === 'given') return { title: t.incoming.emptyGiven, link: all }
  if (scope === 'followed') return { title: t.incoming.emptyFollowed, text: t.incoming.emptyFollowedText, link: all }
  if (state !== null) return { title: t.incoming.emptyState(t.incoming.states[state]), link: all }
  return { title: t.incoming.emptyAll, text: t.incoming.emptyAllText }
}

const statesOf = (t: Messages, address: IncomingAddress): IncomingListView['states'] =>
  address.scope !== 'all'
    ? []
    : [null, ...listStates].map((state) => ({
        href: listHref({ ...address, state, after: null }),
        text: state === null ? t.incoming.anyState : t.incoming.states[state],
        current: address.state === state,
      }))

export const incomingListView = (
  request: PageRequest,
  actor: OfficerActor,
  list: LoadedIncoming,
  opened: { readonly id: string; readonly panel: IncomingPanelView } | null = null,
  choices: readonly SearchChoice[] = [],
): IncomingListView => {
  const t = messages(request.locale)
  const { address, counts } = list
  const last = list.rows.at(-1)
  const start = { ...address, after: null }
  return {
    filters: incomingScopes.map((scope) => ({
      href: listHref(wholeScope(scope)),
      text:
        scope === 'mine' && counts.late > 0
          ? `${t.incoming.scopes.mine} (${t.incoming.late(counts.late)})`
          : t.incoming.scopes[scope],
      count: scope === 'mine' || scope === 'given' ? counts[scope] : undefined,
      current: address.scope === scope,
    })),
    states: statesOf(t, address),
    search: {
      action: incomingPath,
      name: addressNames.words,
      value: address.words,
      hidden: hiddenFields(address),
    },
    fields:
      opened === null
        ? documentFieldsView({ t, direction: 'incoming', fields: address.fields, choices }, (fields) =>
            fieldsHref(address, fields),
          )
        : undefined,
    exportHref: exportHref(address),
    rows: list.rows.map((row) => rowView(t, list, row, opened?.id ?? null, request.now)),
    pages: {
      previousHref: address.after === null ? undefined : listHref(start),
      nextHref: list.hasMore && last !== undefined ? listHref({ ...address, after: placeOfRow(last) }) : undefined,
    },
    empty: emptyOf(t, address),
    actions: [
      ...(hasRole(actor, 'clerk')
        ? [
            { href: `${incomingPath}/moi`, text: t.incoming.register, isFirst: true, shortcut: 'n' },
            { href: arrivalsPath, text: t.incoming.arrivalsTab },
          ]
        : []),
      ...(hasRole(actor, 'clerk', 'leader') ? [{ href: `${incomingPath}/so`, text: t.incoming.books }] : []),
    ],
    open: opened?.panel,
  }
}

/** What waits for me first; all there is by one more touch. */
export const incomingListPage: Route = {
  method: 'GET',
  path: incomingPath,
  access: { officer: documentRoles },
  statementBudget: 5,
  handler: async (request) => {
    const actor = officerOf(request)
    const t = messages(request.locale)
    const day = localDate(request.now).toString()
    const [list, choices] = await Promise.all([
      loadIncoming(request, actor),
      listSearchChoices(request.province.database, actor, 'incoming', day),
    ])
    const view = incomingListView(request, actor, list, null, choices)
    return page(
      officerDocument(request, { title: t.incoming.title, full: true }, <IncomingListPage t={t} view={view} />),
    )
  },
}
