import { formatDate, localDate } from '#kernel/time.ts'
import { hasRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import {
  findDocumentType,
  hasFields,
  hasWords,
  searchedWords,
  writtenCode,
} from '#modules/official-documents/domain/index.ts'
import { listOutgoing, listSearchChoices, type OutgoingLine } from '#modules/official-documents/index.ts'
import { documentRoles, officerDocument } from '#web/http/frames/officer-frame.tsx'
import { page, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { OutgoingListPage, type OutgoingListView, type OutgoingRowView } from '#web/ui/views/officer/outgoing-list.tsx'
import { searchHref } from '../incoming/incoming-address.ts'
import { addressBookPath, bookPath, paperPath } from '../issuing/issuing-paths.ts'
import { documentFieldsView } from '../list/document-fields.ts'
import { everyPage, exportRows } from '../list/export-rows.ts'
import { officerOf } from '../officer-of.ts'
import { mandatesPath } from '../signing-rules/signing-paths.ts'
import {
  exportHref,
  fieldsHref,
  hiddenFields,
  listHref,
  type OutgoingAddress,
  outgoingListStates,
  outgoingScopes,
  readOutgoingAddress,
  wholeScope,
} from './outgoing-address.ts'
import { documentPath, exportPath, importPath, listFields, outgoingPath, outgoingRoles } from './outgoing-paths.ts'

const pageLength = 50

const isInText = (row: OutgoingLine, words: string): boolean =>
  !hasWords(`${row.codeNumber ?? ''} ${row.codeNotation} ${row.subject}`, searchedWords(words))

/** What is to be done next says more than that it is under way. */
const stateOf = (t: Messages, { state, step }: OutgoingLine): string =>
  t.outgoing.nextSteps[step ?? ''] ?? t.outgoing.states[state] ?? state

const rowView = (t: Messages, row: OutgoingLine, words: string): OutgoingRowView => ({
  id: row.id,
  href: documentPath(row.id),
  code:
    row.codeNumber === null ? t.outgoing.noNumber : writtenCode({ number: row.codeNumber, notation: row.codeNotation }),
  subject: row.subject,
  sub: [findDocumentType(row.typeCode)?.name ?? '', row.drafter ?? '', isInText(row, words) ? t.incoming.inText : '']
    .filter((part) => part !== '')
    .join(' · '),
  state: stateOf(t, row),
  date: formatDate(row.documentDate ?? localDate(row.createdAt)),
})

const emptyOf = (t: Messages, address: OutgoingAddress, readsIncoming: boolean): OutgoingListView['empty'] => {
  const { scope, words } = address
  if (hasFields(address.fields)) {
    const link = { href: fieldsHref(address, {}), text: t.documentSearch.clear }
    return { icon: 'search', title: t.documentSearch.emptyTitle, text: t.documentSearch.emptyText, link }
  }
  if (words === '') {
    const title = scope === 'waiting' ? t.outgoing.emptyWaiting : t.outgoing.emptyTitle
    return { icon: 'file', title, text: t.outgoing.emptyText }
  }
  return {
    icon: 'search',
    title: t.outgoing.emptyFound(words),
    text: t.outgoing.emptyFoundText,
    link: readsIncoming ? { href: searchHref(words), text: t.outgoing.searchIncoming } : undefined,
  }
}

const statesOf = (t: Messages, address: OutgoingAddress): OutgoingListView['states'] =>
  address.scope !== 'all'
    ? []
    : [null, ...outgoingListStates].map((state) => ({
        href: listHref({ ...address, state, after: null }),
        text: state === null ? t.incoming.anyState : (t.outgoing.states[state] ?? state),
        current: address.state === state,
      }))

const actionsOf = (t: Messages, actor: OfficerActor): OutgoingListView['actions'] => [
  { href: `${outgoingPath}/moi`, text: t.outgoing.create, isFirst: true, shortcut: 'n' },
  { href: importPath, text: t.drafting.importLink },
  ...(hasRole(actor, 'clerk')
    ? [
        { href: paperPath, text: t.issuing.paper },
        { href: addressBookPath, text: t.issuing.addressBook },
      ]
    : []),
  ...(hasRole(actor, 'clerk', 'leader')
    ? [
        { href: bookPath, text: t.issuing.book },
        { href: mandatesPath, text: t.signingRules.mandatesLink },
      ]
    : []),
]

const pagesOf = (address: OutgoingAddress, last: OutgoingLine | undefined): OutgoingListView['pages'] => ({
  ...(last === undefined ? {} : { nextHref: listHref({ ...address, after: last.id }) }),
  ...(address.after === null ? {} : { previousHref: listHref({ ...address, after: null }) }),
})

/** Outgoing documents: what waits for me first, then what I draft, then all of my remit; words and fields are looked for in all of it. */
export const outgoingListPage: Route = {
  method: 'GET',
  path: outgoingPath,
  access: { officer: outgoingRoles },
  statementBudget: 2,
  handler: async (request) => {
    const t = messages(request.locale)
    const actor = officerOf(request)
    const { database } = request.province
    const address = readOutgoingAddress(request.query)
    const [found, choices] = await Promise.all([
      listOutgoing(database, actor, request.now, { ...address, limit: pageLength }),
      listSearchChoices(database, actor, 'outgoing', localDate(request.now).toString()),
    ])
    const rows = found.slice(0, pageLength)
    const { fields, words } = address
    const view: OutgoingListView = {
      filters: outgoingScopes.map((one) => ({
        href: listHref(wholeScope(one)),
        text: t.outgoing[one],
        current: one === address.scope,
      })),
      states: statesOf(t, address),
      search: { action: outgoingPath, name: listFields.words, value: words, hidden: hiddenFields(address) },
      fields: documentFieldsView({ t, direction: 'outgoing', fields, choices }, (one) => fieldsHref(address, one)),
      exportHref: exportHref(address),
      rows: rows.map((row) => rowView(t, row, words)),
      pages: pagesOf(address, found.length > pageLength ? rows.at(-1) : undefined),
      actions: actionsOf(t, actor),
      empty: emptyOf(t, address, hasRole(actor, ...documentRoles)),
    }
    const frame = { title: t.outgoing.title, full: true }
    return page(officerDocument(request, frame, <OutgoingListPage t={t} view={view} />))
  },
}

const cellsOf = (t: Messages, row: OutgoingLine): readonly string[] => [
  row.codeNumber === null ? '' : writtenCode({ number: row.codeNumber, notation: row.codeNotation }),
  row.documentDate === null ? '' : formatDate(row.documentDate),
  findDocumentType(row.typeCode)?.name ?? '',
  row.subject,
  row.signerName,
  row.drafter ?? '',
  t.incoming.urgencies[row.urgency] ?? '',
  stateOf(t, row),
]

/** The list as it is filtered and searched, from its beginning. */
export const exportOutgoing: Route = {
  method: 'GET',
  path: exportPath,
  access: { officer: outgoingRoles },
  rateLimit: 'file',
  handler: async (request) => {
    const t = messages(request.locale)
    const address = readOutgoingAddress(request.query)
    const pages = everyPage<OutgoingLine>((last, limit) =>
      listOutgoing(request.province.database, officerOf(request), request.now, {
        ...address,
        after: last?.id ?? null,
        limit,
      }),
    )
    const name = t.documentSearch.outgoingExportName(localDate(request.now).toString())
    return exportRows(name, Object.values(t.documentSearch.outgoingColumns), pages, (row) => cellsOf(t, row))
  },
}
