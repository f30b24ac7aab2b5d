import { isUuid } from '#kernel/ids.ts'
import { formatDate, localDate } from '#kernel/time.ts'
import { findDocumentType } from '#modules/official-documents/domain/index.ts'
import { writtenFileCode } from '#modules/work-files/domain/index.ts'
import { findWorkFile, listItems, type WorkFileItemView, type WorkFileView } from '#modules/work-files/index.ts'
import type { ArchiveTablePage, FileCoverPage } from '#platform/pdf/archive-pages.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { fileRoles } from '#web/http/frames/officer-frame.tsx'
import { type Answer, download, notFound, type PageRequest, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { officerOf } from '../officer-of.ts'
import { filesPath } from './file-paths.ts'
import { retentionText } from './list-page.tsx'

type Source = { readonly t: Messages; readonly file: WorkFileView; readonly items: readonly WorkFileItemView[] }

const headOf = ({ agencyName, parentName }: WorkFileView) => ({
  agency: agencyName,
  ...(parentName === '' ? {} : { parentAgency: parentName }),
})

const shares = [0.6, 1.4, 1.2, 4, 1.8, 0.9, 0.9]

/** The page on which each begins; unknown from the first whose pages nobody has counted. */
const firstPages = (items: readonly WorkFileItemView[]): readonly string[] => {
  let next: number | null = 1
  return items.map(({ pages }) => {
    const first = next
    next = next === null || pages === null ? null : next + pages
    return first === null ? '' : String(first)
  })
}

/** @legal ND-30-2020 Phụ lục V mục IV */
const indexOf = ({ t, file, items }: Source): ArchiveTablePage => {
  const { printed } = t.officer.files
  const pages = firstPages(items)
  return {
    ...headOf(file),
    heading: printed.index,
    under: [printed.indexCode(writtenFileCode(file)), printed.indexYear(file.year)],
    intro: [file.title],
    columns: printed.indexColumns.map((title, index) => ({ title, share: shares[index] ?? 1 })),
    rows: items.map((item, index) => ({
      cells: [
        String(item.position),
        [item.numberText, item.notationText].filter(Boolean).join('/'),
        formatDate(item.documentDate),
        [findDocumentType(item.typeCode)?.name, item.subject].filter(Boolean).join(': '),
        item.authorName,
        pages[index] ?? '',
        '',
      ],
    })),
    outro: [printed.indexCount(items.length)],
    signers: [],
  }
}

const coverOf = ({ t, file, items }: Source): FileCoverPage => {
  const days = items.map(({ documentDate }) => documentDate.toString()).toSorted()
  const dayOf = (day: string | undefined): string => (day === undefined ? '…' : day.split('-').reverse().join('/'))
  const last = file.endedOn?.toString() ?? days.at(-1)
  return {
    ...headOf(file),
    ...(file.unitName === '' ? {} : { unit: file.unitName }),
    code: `${writtenFileCode(file)}/${file.year}`,
    title: file.title,
    from: dayOf(days[0] ?? localDate(file.openedAt).toString()),
    to: dayOf(last),
    documents: String(items.length),
    pages: String(items.reduce((sum, { pages }) => sum + (pages ?? 0), 0)),
    retention: retentionText(t, file.retentionYears),
    fonds: file.agencyCode,
    ...(file.archiveCode === null ? {} : { archiveCode: file.archiveCode }),
  }
}

const sourceOf = async (request: PageRequest): Promise<Source | null> => {
  const id = request.params.id ?? ''
  const { database } = request.province
  const file = isUuid(id) ? await findWorkFile(database, officerOf(request), id) : null
  return file === null ? null : { t: messages(request.locale), file, items: await listItems(database, id) }
}

const sent = (
  name: string,
  compile: (source: Source, createdAt: PageRequest['now']) => Promise<Uint8Array>,
): Route => ({
  method: 'GET',
  path: `${filesPath}/:id/${name}.pdf`,
  access: { officer: fileRoles },
  statementBudget: 2,
  rateLimit: 'file',
  handler: async (request): Promise<Answer> => {
    const source = await sourceOf(request)
    if (source === null) return notFound
    const content = await compile(source, request.now)
    const file = `${name}-${writtenFileCode(source.file)}-${source.file.year}.pdf`
    return download({ content, name: file, mediaType: 'application/pdf', inline: true })
  },
})

const titleOf = (words: string, { file }: Source): string => `${words} ${writtenFileCode(file)}`

/** The index of what lies in a file, and its cover. */
export const filePaperRoutes: readonly Route[] = [
  sent('muc-luc', (source, createdAt) =>
    compilePdf('archive-table', indexOf(source), {
      title: titleOf(source.t.officer.files.printed.index, source),
      createdAt,
    }),
  ),
  sent('bia', (source, createdAt) =>
    compilePdf('file-cover', coverOf(source), {
      title: titleOf(source.t.officer.files.printed.cover, source),
      createdAt,
    }),
  ),
]
