import { isUuid } from '#kernel/ids.ts'
import { formatDate } from '#kernel/time.ts'
import { hasRole } from '#modules/identity/domain/index.ts'
import { writtenCode } from '#modules/official-documents/domain/index.ts'
import { listKeptCopies } from '#modules/official-documents/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { fieldOf, type PageRequest, page, type Route } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { type DeskItem, DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import { addressWith } from '../../report-period.ts'
import { officerOf } from '../officer-of.ts'
import { documentPath, outgoingPath } from '../outgoing/outgoing-paths.ts'
import { bookPath, keptCopiesPath } from './issuing-paths.ts'
import { isKeptCopyLate, keptCopyText, takeBackOf } from './kept-copy-acts.ts'

const pageLength = 50
const after = 'sau'

type Line = Awaited<ReturnType<typeof listKeptCopies>>[number]

const itemOf = (request: PageRequest, line: Line): DeskItem => {
  const t = messages(request.locale)
  const { issuing: words } = t
  const isOut = line.returnedOn === null
  const isLate = isOut && isKeptCopyLate(line, request.now)
  const { number, notation } = line
  return {
    key: line.id,
    title: `${writtenCode({ number, notation })} ${line.subject}`,
    href: documentPath(line.documentId),
    badge: isLate ? words.keptCopyLate : isOut ? words.keptCopyOut : undefined,
    isPressing: isLate,
    lines: [
      keptCopyText(t, line),
      words.keptCopyPermitted([line.permittedName, line.permittedTitle].filter((part) => part !== '').join(', ')),
      line.returnedOn === null ? '' : words.keptCopyGivenBack(formatDate(line.returnedOn)),
      line.note,
    ],
    acts:
      isOut && hasRole(officerOf(request), 'clerk') ? [takeBackOf(t, request.csrfToken, line.documentId, line.id)] : [],
  }
}

/** Kept copies that are not back, and any use of one by words. @legal ND-30-2020 Phụ lục IV, mục IV */
export const keptCopiesPage: Route = {
  method: 'GET',
  path: keptCopiesPath,
  access: { officer: ['clerk', 'leader'] },
  statementBudget: 1,
  handler: async (request) => {
    const t = messages(request.locale)
    const { issuing: words } = t
    const asked = fieldOf(request.query, 'q').slice(0, 200)
    const last = fieldOf(request.query, after)
    const found = await listKeptCopies(request.province.database, officerOf(request), {
      words: asked,
      after: isUuid(last) ? last : null,
      limit: pageLength,
    })
    const lines = found.slice(0, pageLength)
    const end = found.length > pageLength ? lines.at(-1) : undefined
    const view: DeskView = {
      title: words.keptCopies,
      lead: words.keptCopiesLead,
      crumbs: [
        { href: outgoingPath, text: t.outgoing.title },
        { href: bookPath, text: words.book },
      ],
      search: { action: keptCopiesPath, label: words.keptCopySearch, value: asked },
      main: [
        {
          title: words.keptCopyBook,
          items: lines.map((line) => itemOf(request, line)),
          none: asked === '' ? words.keptCopiesNone : words.keptCopiesNoneFound,
        },
      ],
      pages: {
        ...(end === undefined ? {} : { nextHref: addressWith(keptCopiesPath, { q: asked, [after]: end.id }) }),
        ...(last === '' ? {} : { previousHref: addressWith(keptCopiesPath, { q: asked }) }),
      },
    }
    return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />))
  },
}
