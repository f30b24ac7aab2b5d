import { isUuid } from '#kernel/ids.ts'
import { formatLegalDate } from '#kernel/time.ts'
import { arrangeHeadings, romanNumeral, writtenFileCode } from '#modules/work-files/domain/index.ts'
import {
  type EntryView,
  type FileListView,
  findFileList,
  type HeadingView,
  listEntries,
  listHeadings,
} from '#modules/work-files/index.ts'
import type { ArchiveTablePage } from '#platform/pdf/archive-pages.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { fileRoles } from '#web/http/frames/officer-frame.tsx'
import { type Answer, download, notFound, type PageRequest, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { officerOf } from '../../officer-of.ts'
import { listsPath } from '../file-paths.ts'
import { retentionText } from '../list-page.tsx'

const shares = [1.1, 4, 1.1, 1.5, 1.1]

const rowsOf = (t: Messages, headings: readonly HeadingView[], entries: readonly EntryView[]) => {
  const heading = (text: string) => ({ cells: ['', text, '', '', ''], isHeading: true })
  const below = (id: string, letters: string) =>
    entries
      .filter(({ headingId }) => headingId === id)
      .map((one) => ({
        cells: [
          one.number === null ? '' : writtenFileCode({ number: one.number, notation: letters }),
          one.title,
          retentionText(t, one.retentionYears),
          one.keeperName,
          one.note,
        ],
      }))
  return arrangeHeadings(headings).flatMap(({ large, small }, index) => [
    heading(`${romanNumeral(index + 1)}. ${large.name.toLocaleUpperCase('vi')}`),
    ...below(large.id, large.notation),
    ...small.flatMap((one, at) => [heading(`${at + 1}. ${one.name}`), ...below(one.id, large.notation)]),
  ])
}

/** @legal ND-30-2020 Phụ lục V mục II */
const printedList = (
  t: Messages,
  list: FileListView,
  headings: readonly HeadingView[],
  entries: readonly EntryView[],
): ArchiveTablePage => {
  const { printed } = t.officer.lists
  const forEver = entries.filter(({ retentionYears }) => retentionYears === null).length
  return {
    agency: list.agencyName,
    ...(list.parentName === '' ? {} : { parentAgency: list.parentName }),
    heading: printed.heading,
    under: [
      printed.year(list.year),
      list.decisionDate === null
        ? printed.draft
        : printed.enclosed(list.decisionCode, formatLegalDate(list.decisionDate), list.agencyName),
    ],
    intro: [printed.count(entries.length), printed.forEver(forEver), printed.limited(entries.length - forEver)],
    columns: printed.columns.map((title, index) => ({ title, share: shares[index] ?? 1 })),
    rows: rowsOf(t, headings, entries),
    outro: [],
    signers: [],
  }
}

const send = async (request: PageRequest): Promise<Answer> => {
  const id = request.params.id ?? ''
  const { database } = request.province
  const list = isUuid(id) ? await findFileList(database, officerOf(request), id) : null
  if (list === null) return notFound
  const t = messages(request.locale)
  const [headings, entries] = await Promise.all([listHeadings(database, id), listEntries(database, id)])
  const title = t.officer.lists.ofYear(list.year)
  const content = await compilePdf('archive-table', printedList(t, list, headings, entries), {
    title,
    createdAt: request.now,
  })
  return download({ content, name: `danh-muc-ho-so-${list.year}.pdf`, mediaType: 'application/pdf', inline: true })
}

export const fileListPdf: Route = {
  method: 'GET',
  path: `${listsPath}/:id/danh-muc.pdf`,
  access: { officer: fileRoles },
  statementBudget: 3,
  rateLimit: 'file',
  handler: send,
}
