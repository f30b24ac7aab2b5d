import { isUuid } from '#kernel/ids.ts'
import { formatDate, formatInstant, formatLegalDate, localDate } from '#kernel/time.ts'
import {
  type DestructionFileLine,
  type DestructionView,
  findDestruction,
  listDestructionFiles,
} from '#modules/archive/index.ts'
import type { ArchiveMinutesPage, ArchiveTablePage } from '#platform/pdf/archive-pages.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { type Answer, download, notFound, type PageRequest, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { destructionsPath } from '../files/file-paths.ts'
import { retentionText } from '../files/list-page.tsx'
import { officerOf } from '../officer-of.ts'
import { sizeText } from './archive-parts.ts'
import { destructionRoles } from './destruction-page.tsx'

type Source = { readonly t: Messages; readonly view: DestructionView; readonly files: readonly DestructionFileLine[] }

const headOf = ({ view }: Source) => ({
  agency: view.agencyName,
  ...(view.parentName === '' ? {} : { parentAgency: view.parentName }),
})

const shares = [0.6, 1.8, 4, 1.1, 1.3, 1.6]

const listPage = (source: Source): ArchiveTablePage => {
  const { t, view, files } = source
  const { printed, verdicts, keepFor } = t.officer.archive.destruction
  return {
    ...headOf(source),
    heading: printed.list,
    under: [printed.listOf(view.number, view.year)],
    intro: [],
    columns: printed.columns.map((title, index) => ({ title, share: shares[index] ?? 1 })),
    rows: files.map((file, index) => ({
      cells: [
        String(index + 1),
        file.archiveCode,
        file.title,
        retentionText(t, file.retentionYears),
        file.keptUntil === null ? '' : formatDate(file.keptUntil),
        file.keepYears === null ? verdicts.destroy : keepFor(file.keepYears, file.reason),
      ],
    })),
    outro: [printed.count(files.length)],
    placeAndDate: `${view.place}, ${formatLegalDate(localDate(view.madeAt))}`,
    signers: [{ title: printed.maker, note: printed.signNote, name: view.madeByName }],
  }
}

const councilPage = (source: Source): ArchiveMinutesPage => {
  const { t, view, files } = source
  const { printed, parts } = t.officer.archive.destruction
  const kept = files.filter(({ verdict }) => verdict === 'keep')
  const met = view.metOn === null ? '' : formatLegalDate(view.metOn)
  const nameOf = (part: 'chair' | 'secretary') => view.members.find((one) => one.part === part)?.name ?? ''
  return {
    ...headOf(source),
    placeAndDate: `${view.place}, ${met}`,
    heading: printed.minutes,
    subject: printed.councilSubject,
    bases: [],
    blocks: [
      { text: printed.present },
      ...view.members.map(({ name, title, part }) => ({
        text: printed.member(name, title, parts[part]),
        isIndented: true,
      })),
      { text: printed.looked(files.length, view.number, view.year) },
      { text: printed.toDestroy(files.length - kept.length) },
      { text: printed.toKeep(kept.length) },
      ...kept.map(({ title, keepYears, reason }) => ({
        text: printed.keptLine(title, keepYears ?? 0, reason),
        isIndented: true,
      })),
      ...(view.conclusion === '' ? [] : [{ text: printed.conclusion(view.conclusion) }]),
      { text: printed.enclosed },
    ],
    signers: [
      { title: printed.secretary, note: printed.signNote, name: nameOf('secretary') },
      { title: printed.chair, note: printed.signNote, name: nameOf('chair') },
    ],
  }
}

const minutesPage = (source: Source): ArchiveMinutesPage => {
  const { t, view, files } = source
  const { printed } = t.officer.archive.destruction
  const gone = files.filter(({ destroyedAt }) => destroyedAt !== null)
  const at = view.carriedOutAt
  const decision =
    view.decisionDate === null
      ? ''
      : printed.basis(view.decisionCode, formatLegalDate(view.decisionDate), view.decidedByName ?? '')
  return {
    ...headOf(source),
    placeAndDate: at === null ? view.place : `${view.place}, ${formatLegalDate(localDate(at))}`,
    heading: printed.minutes,
    subject: printed.destroySubject,
    bases: [decision],
    blocks: [
      { text: printed.doneBy(view.carriedOutByName ?? '', at === null ? '' : formatInstant(at)) },
      { text: printed.goneFiles(gone.length) },
      { text: printed.goneContents(view.contents, sizeText(view.bytes)) },
      { text: printed.way },
      { text: printed.evidence },
    ],
    signers: [{ title: printed.carrier, note: printed.signNote, name: view.carriedOutByName ?? '' }],
  }
}

const sent = (
  name: string,
  isThere: (view: DestructionView) => boolean,
  compile: (
    source: Source,
    made: { readonly title: string; readonly createdAt: PageRequest['now'] },
  ) => Promise<Uint8Array>,
): Route => ({
  method: 'GET',
  path: `${destructionsPath}/:id/${name}.pdf`,
  access: { officer: destructionRoles },
  statementBudget: 2,
  rateLimit: 'file',
  handler: async (request): Promise<Answer> => {
    const id = request.params.id ?? ''
    const { database } = request.province
    const view = isUuid(id) ? await findDestruction(database, officerOf(request), id) : null
    if (view === null || !isThere(view)) return notFound
    const t = messages(request.locale)
    const files = await listDestructionFiles(database, id)
    const title = t.officer.archive.destruction.of(view.number, view.year)
    const content = await compile({ t, view, files }, { title, createdAt: request.now })
    const file = `tieu-huy-${name}-${view.number}-${view.year}.pdf`
    return download({ content, name: file, mediaType: 'application/pdf', inline: true })
  },
})

/** What of a destruction is printed: its list, the minutes of the council, the minutes of the deed. @legal L-33-2024 Điều 16 */
export const destructionPapers: readonly Route[] = [
  sent(
    'danh-muc',
    () => true,
    (source, made) => compilePdf('archive-table', listPage(source), made),
  ),
  sent(
    'hoi-dong',
    ({ members }) => members.length > 0,
    (source, made) => compilePdf('archive-minutes', councilPage(source), made),
  ),
  sent(
    'bien-ban',
    ({ state }) => state === 'carried-out',
    (source, made) => compilePdf('archive-minutes', minutesPage(source), made),
  ),
]
