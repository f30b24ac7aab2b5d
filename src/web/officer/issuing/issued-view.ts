import { formatInstant } from '#kernel/time.ts'
import { postFor } from '#modules/identity/domain/index.ts'
import { copyKindNames, writtenCode } from '#modules/official-documents/domain/index.ts'
import {
  addressesOf,
  findKeptCopyOut,
  type findSeats,
  listCopies,
  listDocumentLooks,
  listLinked,
  mostLinked,
  type OutgoingDetail,
} from '#modules/official-documents/index.ts'
import type { PageRequest } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import type { IssuedView } from '#web/ui/views/officer/issuing/issued-parts.tsx'
import { documentPath as incomingDocumentPath } from '../incoming/incoming-address.ts'
import { officerOf } from '../officer-of.ts'
import { documentPath } from '../outgoing/outgoing-paths.ts'
import { addressBookPath, copyFilePath } from './issuing-paths.ts'
import { isKeptCopyLate, type KeptCopyOut, keptCopyAct, keptCopyText } from './kept-copy-acts.ts'
import { type MailDesk, receiverView } from './receiver-view.ts'

const isOut = ({ state }: OutgoingDetail): boolean => state === 'issued' || state === 'recalled' || state === 'replaced'

/** The addresses of its receivers outside, for the clerk who sends it. */
const bookOf = async (request: PageRequest, document: OutgoingDetail): Promise<MailDesk['book']> => {
  if (postFor(officerOf(request), 'clerk', document.agencyId) === undefined || !document.hasIssuedFile) return null
  const outside = document.recipients.filter((one) => !one.isInside).map(({ name }) => name)
  return addressesOf(request.province.database, document.agencyId, outside)
}

/** Who has the kept copy, for whoever keeps the registry. */
const keptCopyOf = (
  request: PageRequest,
  document: OutgoingDetail,
  seats: Awaited<ReturnType<typeof findSeats>>,
  out: KeptCopyOut | null,
): IssuedView['keptCopy'] => {
  const act = keptCopyAct(request, document, seats, out)
  const isLeader = postFor(officerOf(request), 'leader', document.agencyId) !== undefined
  if (act === undefined && (out === null || !isLeader)) return undefined
  return {
    text: out === null ? '' : keptCopyText(messages(request.locale), out),
    isPressing: out !== null && isKeptCopyLate(out, request.now),
    act,
  }
}

/** What became of a document after it was issued; undefined before. */
export const issuedViewOf = async (
  request: PageRequest,
  document: OutgoingDetail,
  seatsFound: ReturnType<typeof findSeats>,
): Promise<IssuedView | undefined> => {
  if (!isOut(document)) return undefined
  const t = messages(request.locale)
  const { issuing, outgoing } = t
  const { database } = request.province
  const [linked, copies, opened, book, out, seats] = await Promise.all([
    listLinked(database, officerOf(request), document.id, request.now),
    listCopies(database, document.id),
    listDocumentLooks(database, document.id),
    bookOf(request, document),
    findKeptCopyOut(database, document.id),
    seatsFound,
  ])
  const desk: MailDesk = { document, book, csrf: request.csrfToken }
  return {
    ended:
      document.endedAt === null
        ? undefined
        : issuing.ended(outgoing.states[document.state] ?? '', formatInstant(document.endedAt), document.endedReason),
    labelsHref: document.recipients.some((one) => !one.isInside) ? `${documentPath(document.id)}/bi.pdf` : undefined,
    receivers: document.recipients.map((receiver) => receiverView(t, desk, receiver)),
    ...(linked.length > mostLinked ? { moreLinks: t.incoming.moreLinks(mostLinked) } : {}),
    ...(book === null ? {} : { addressBook: { href: addressBookPath, text: issuing.addressBook } }),
    links: linked.slice(0, mostLinked).map((one) => ({
      href: one.direction === 'incoming' ? incomingDocumentPath(one.id) : documentPath(one.id),
      text: `${issuing.linkKinds[one.kind]?.[one.isFrom ? 0 : 1] ?? ''}: ${[
        writtenCode({ number: one.codeNumber, notation: one.codeNotation }),
        one.subject,
      ].join(' ')}`,
    })),
    keptCopy: keptCopyOf(request, document, seats, out),
    copies: copies.map((copy) => ({
      href: copyFilePath(document.id, copy.id),
      text: issuing.copyLine(
        writtenCode({ number: copy.number, notation: copy.notation }),
        copyKindNames[copy.kind],
        copy.madeBy,
        formatInstant(copy.madeAt),
      ),
    })),
    opened: opened.map(({ who, lastAt }) => issuing.openedBy(who, formatInstant(lastAt))),
  }
}
