import { isUuid } from '#kernel/ids.ts'
import { formatDate, localDate } from '#kernel/time.ts'
import { hasRole } from '#modules/identity/domain/index.ts'
import { findDocumentType, hasWords, searchedWords, writtenCode } from '#modules/official-documents/domain/index.ts'
import { listOutgoing, type OutgoingRow, type OutgoingScope } from '#modules/official-documents/index.ts'
import { documentRoles, officerDocument } from '#web/http/frames/officer-frame.tsx'
import { fieldOf, page, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { OutgoingListPage, type OutgoingListView, type OutgoingRowView } from '#web/ui/views/officer/outgoing-list.tsx'
import { searchHref } from '../incoming/incoming-address.ts'
import { bookPath, paperPath } from '../issuing/issuing-paths.ts'
import { officerOf } from '../officer-of.ts'
import { mandatesPath } from '../signing-rules/signing-paths.ts'
import { documentPath, importPath, listFields, outgoingPath, outgoingRoles } from './outgoing-paths.ts'

const pageLength = 50
const wordOf = { waiting: 'cho-toi', drafting: 'toi-soan', all: 'tat-ca' } as const satisfies Record<
  OutgoingScope,
  string
>
const scopes = Object.keys(wordOf) as OutgoingScope[]

const isInText = (row: OutgoingRow, words: string): boolean =>
  !hasWords(`${row.codeNumber ?? ''} ${row.codeNotation} ${row.subject}`, searchedWords(words))

const rowView = (t: Messages, row: OutgoingRow, words: string): OutgoingRowView => ({
  id: row.id,
  href: documentPath(row.id),
  code:
    row.codeNumber === null ? t.outgoing.noNumber : writtenCode({ number: row.codeNumber, notation: row.codeNotation }),
  subject: row.subject,
  sub: [findDocumentType(row.typeCode)?.name ?? '', row.drafter ?? '', isInText(row, words) ? t.incoming.inText : '']
    .filter((part) => part !== '')
    .join(' · '),
  state: t.outgoing.states[row.state] ?? row.state,
  date: formatDate(row.documentDate ?? localDate(row.createdAt)),
})

const emptyOf = (
  t: Messages,
  scope: OutgoingScope,
  words: string,
  readsIncoming: boolean,
): OutgoingListView['empty'] =>
  words === ''
    ? {
        icon: 'file',
        title: scope === 'waiting' ? t.outgoing.emptyWaiting : t.outgoing.emptyTitle,
        text: t.outgoing.emptyText,
      }
    : {
        icon: 'search',
        title: t.outgoing.emptyFound(words),
        text: t.outgoing.emptyFoundText,
        link: readsIncoming ? { href: searchHref(words), text: t.outgoing.searchIncoming } : undefined,
      }

/** Outgoing documents: what waits for me first, then what I draft, then all of my remit; words are looked for in all of it. */
export const outgoingListPage: Route = {
  method: 'GET',
  path: outgoingPath,
  access: { officer: outgoingRoles },
  statementBudget: 1,
  handler: async (request) => {
    const t = messages(request.locale)
    const words = fieldOf(request.query, listFields.words).trim().slice(0, 200)
    const asked = scopes.find((one) => wordOf[one] === fieldOf(request.query, listFields.scope)) ?? 'waiting'
    const scope = words === '' ? asked : 'all'
    const given = fieldOf(request.query, listFields.after)
    const after = isUuid(given) ? given : null
    const question = { scope, words, after, limit: pageLength }
    const found = await listOutgoing(request.province.database, officerOf(request), request.now, question)
    const rows = found.slice(0, pageLength)
    const last = rows.at(-1)
    const hrefOf = (one: OutgoingScope, more: Readonly<Record<string, string>> = {}): string =>
      `${outgoingPath}?${new URLSearchParams({ [listFields.scope]: wordOf[one], ...more })}`
    const search = words === '' ? {} : { [listFields.words]: words }
    const view: OutgoingListView = {
      filters: scopes.map((one) => ({ href: hrefOf(one), text: t.outgoing[one], current: one === scope })),
      search: {
        action: outgoingPath,
        name: listFields.words,
        value: words,
        hidden: { [listFields.scope]: wordOf[scope] },
      },
      rows: rows.map((row) => rowView(t, row, words)),
      pages: {
        ...(found.length > pageLength && last !== undefined
          ? { nextHref: hrefOf(scope, { ...search, [listFields.after]: last.id }) }
          : {}),
        ...(after === null ? {} : { previousHref: hrefOf(scope, search) }),
      },
      actions: [
        { href: `${outgoingPath}/moi`, text: t.outgoing.create, isFirst: true, shortcut: 'n' },
        { href: importPath, text: t.drafting.importLink },
        ...(hasRole(officerOf(request), 'clerk') ? [{ href: paperPath, text: t.issuing.paper }] : []),
        ...(hasRole(officerOf(request), 'clerk') || hasRole(officerOf(request), 'leader')
          ? [
              { href: bookPath, text: t.issuing.book },
              { href: mandatesPath, text: t.signingRules.mandatesLink },
            ]
          : []),
      ],
      empty: emptyOf(t, scope, words, hasRole(officerOf(request), ...documentRoles)),
    }
    const frame = { title: t.outgoing.title, full: true }
    return page(officerDocument(request, frame, <OutgoingListPage t={t} view={view} />))
  },
}
