import { formatInstant, localDate } from '#kernel/time.ts'
import { compareWordings } from '#modules/official-documents/domain/index.ts'
import { findDraftVersion, findSigningSeats, listWordings } from '#modules/official-documents/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { fieldOf, notFound, page, type Route } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { ComparePage } from '#web/ui/views/officer/drafting/compare.tsx'
import { draftDifferences } from '../../draft-differences.ts'
import { draftFields, draftOf, names } from './draft-form.ts'
import { findOpenDocument } from './find-open-document.ts'
import { comparePath, documentPath, outgoingRoles } from './outgoing-paths.ts'

const versionNames = { from: 'tu', to: 'den' } as const

const versionOf = (text: string, usual: number): number => (/^\d{1,6}$/.test(text) ? Number(text) : usual)

/** What lies between two wordings of a draft, and who made them; the last two when none are asked for. */
export const compareRoute: Route = {
  method: 'GET',
  path: comparePath(':id'),
  access: { officer: outgoingRoles },
  statementBudget: 8,
  handler: async (request) => {
    const document = await findOpenDocument(request)
    if (document === null) return notFound
    const t = messages(request.locale)
    const { database } = request.province
    const wordings = await listWordings(database, document.id)
    const latest = wordings[0]?.version ?? 1
    const to = versionOf(fieldOf(request.query, versionNames.to), latest)
    const from = versionOf(fieldOf(request.query, versionNames.from), Math.max(1, to - 1))
    const [before, after, seats] = await Promise.all([
      findDraftVersion(database, document.id, from),
      findDraftVersion(database, document.id, to),
      findSigningSeats(database, document.agencyId, localDate(request.now)),
    ])
    if (before === null || after === null) return notFound
    const drawn = [before, after].map((one) => draftFields(t, draftOf(one.head, one.content), seats, []))
    const [left, right] = drawn
    const differences = left === undefined || right === undefined ? [] : draftDifferences(t, right, left)
    const view = {
      back: { href: documentPath(document.id), text: document.subject },
      action: comparePath(document.id),
      from: { name: versionNames.from, value: String(from) },
      to: { name: versionNames.to, value: String(to) },
      wordings: wordings.map(({ version, savedByName, savedAt }) => ({
        value: String(version),
        text: t.drafting.compareBy(version, savedByName, formatInstant(savedAt)),
      })),
      head: differences
        .filter(({ question }) => question !== names.text)
        .map(({ label, mine, kept }) => ({ label, before: kept, after: mine })),
      text: compareWordings(before.content, after.content),
    }
    const title = t.drafting.compareTitle
    return page(officerDocument(request, { title }, <ComparePage t={t} view={view} />))
  },
}
