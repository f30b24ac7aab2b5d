import { formatDate, formatInstant, localDate } from '#kernel/time.ts'
import { findDocumentType, writtenCode } from '#modules/official-documents/domain/index.ts'
import { type IncomingRow, listIncoming } from '#modules/official-documents/index.ts'
import { documentRoles } from '#web/http/frames/officer-frame.tsx'
import type { Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { everyPage, exportRows } from '../list/export-rows.ts'
import { officerOf } from '../officer-of.ts'
import { exportPath, placeOfRow, readIncomingAddress } from './incoming-address.ts'
import { numberText } from './incoming-list.tsx'

const cellsOf = (t: Messages, row: IncomingRow): readonly string[] => [
  numberText(row),
  formatInstant(row.arrivedAt),
  row.authorName,
  writtenCode({ number: row.codeNumber, notation: row.codeNotation }),
  row.documentDate === null ? '' : formatDate(row.documentDate),
  findDocumentType(row.typeCode)?.name ?? '',
  row.subject,
  t.incoming.urgencies[row.urgency] ?? '',
  row.deed === null ? t.incoming.states[row.state] : t.incoming.deeds[row.deed],
  row.dueAt === null ? '' : formatInstant(row.dueAt),
]

/** The list as it is filtered and searched, from its beginning. */
export const exportIncoming: Route = {
  method: 'GET',
  path: exportPath,
  access: { officer: documentRoles },
  rateLimit: 'file',
  handler: async (request) => {
    const t = messages(request.locale)
    const address = readIncomingAddress(request.query)
    const pages = everyPage<IncomingRow>((last, limit) => {
      const question = { ...address, after: last === null ? null : placeOfRow(last), limit }
      return listIncoming(request.province.database, officerOf(request), question, request.now)
    })
    const name = t.documentSearch.incomingExportName(localDate(request.now).toString())
    return exportRows(name, Object.values(t.documentSearch.incomingColumns), pages, (row) => cellsOf(t, row))
  },
}
