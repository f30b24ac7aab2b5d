import { isUuid } from '#kernel/ids.ts'
import { formatDate, localDate, Temporal } from '#kernel/time.ts'
import { findDocumentType, writtenCode } from '#modules/official-documents/domain/index.ts'
import {
  listOutgoing,
  type OutgoingPlace,
  type OutgoingRow,
  type OutgoingScope,
} from '#modules/official-documents/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { fieldOf, page, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { OutgoingListPage, type OutgoingRowView } from '#web/ui/views/officer/outgoing-list.tsx'
import { officerOf } from '../officer-of.ts'
import { documentPath, importPath, outgoingPath, outgoingRoles } from './outgoing-paths.ts'

const pageLength = 50
const words = { waiting: 'cho-toi', drafting: 'toi-soan', all: 'tat-ca' } as const satisfies Record<
  OutgoingScope,
  string
>
const scopes = Object.keys(words) as OutgoingScope[]

const placeOf = (text: string): OutgoingPlace | null => {
  const [at = '', id = ''] = text.split('_')
  if (!isUuid(id)) return null
  try {
    return { createdAt: Temporal.Instant.from(at), id }
  } catch {
    return null
  }
}

const rowView = (t: Messages, row: OutgoingRow): OutgoingRowView => ({
  id: row.id,
  href: documentPath(row.id),
  code:
    row.codeNumber === null ? t.outgoing.noNumber : writtenCode({ number: row.codeNumber, notation: row.codeNotation }),
  typeName: findDocumentType(row.typeCode)?.name ?? '',
  subject: row.subject,
  state: t.outgoing.states[row.state] ?? row.state,
  drafter: row.drafter ?? '',
  date: formatDate(row.documentDate ?? localDate(row.createdAt)),
})

/** Outgoing documents: what waits for me first, then what I draft, then all of my remit. */
export const outgoingListPage: Route = {
  method: 'GET',
  path: outgoingPath,
  access: { officer: outgoingRoles },
  statementBudget: 1,
  handler: async (request) => {
    const t = messages(request.locale)
    const scope = scopes.find((one) => words[one] === fieldOf(request.query, 'muc')) ?? 'waiting'
    const after = placeOf(fieldOf(request.query, 'sau'))
    const actor = officerOf(request)
    const found = await listOutgoing(request.province.database, actor, request.now, { scope, after, limit: pageLength })
    const rows = found.slice(0, pageLength)
    const last = rows.at(-1)
    const own = `${outgoingPath}?muc=${words[scope]}`
    const view = {
      filters: scopes.map((one) => ({
        href: `${outgoingPath}?muc=${words[one]}`,
        text: t.outgoing[one],
        current: one === scope,
      })),
      rows: rows.map((row) => rowView(t, row)),
      pages: {
        ...(found.length > pageLength && last !== undefined
          ? { nextHref: `${own}&sau=${last.createdAt}_${last.id}` }
          : {}),
        ...(after === null ? {} : { previousHref: own }),
      },
      createHref: `${outgoingPath}/moi`,
      importHref: importPath,
      emptyTitle: scope === 'waiting' ? t.outgoing.emptyWaiting : t.outgoing.emptyTitle,
    }
    return page(officerDocument(request, { title: t.outgoing.title }, <OutgoingListPage t={t} view={view} />))
  },
}
