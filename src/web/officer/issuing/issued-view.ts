import { formatInstant } from '#kernel/time.ts'
import { copyKindNames, writtenCode } from '#modules/official-documents/domain/index.ts'
import {
  listCopies,
  listDocumentLooks,
  listLinked,
  mostLinked,
  type OutgoingDetail,
  type Receiver,
} from '#modules/official-documents/index.ts'
import type { PageRequest } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { IssuedView } from '#web/ui/views/officer/issuing/issued-parts.tsx'
import { documentPath as incomingDocumentPath } from '../incoming/incoming-address.ts'
import { officerOf } from '../officer-of.ts'
import { documentPath } from '../outgoing/outgoing-paths.ts'
import { copyFilePath } from './issuing-paths.ts'

const isOut = ({ state }: OutgoingDetail): boolean => state === 'issued' || state === 'recalled' || state === 'replaced'

const receiverView = (t: Messages, receiver: Receiver): IssuedView['receivers'][number] => {
  const { outgoing, issuing } = t
  const ways: Readonly<Record<string, string>> = issuing.ways
  const recall =
    receiver.state !== 'recalled' || !receiver.isInside
      ? ''
      : receiver.recallConfirmedAt === null
        ? issuing.recallWaits
        : issuing.recallConfirmed(formatInstant(receiver.recallConfirmedAt))
  return {
    name: receiver.name,
    state:
      receiver.isInside && receiver.state === 'arrived'
        ? issuing.reached
        : (outgoing.recipientStates[receiver.state] ?? receiver.state),
    detail: [
      ways[receiver.way] ?? issuing.channels[receiver.channel] ?? '',
      receiver.address,
      receiver.tracking,
      receiver.sentAt === null ? '' : formatInstant(receiver.sentAt),
      recall,
    ]
      .filter((part) => part !== '')
      .join(' · '),
  }
}

/** What became of a document after it was issued; undefined before. */
export const issuedViewOf = async (request: PageRequest, document: OutgoingDetail): Promise<IssuedView | undefined> => {
  if (!isOut(document)) return undefined
  const t = messages(request.locale)
  const { issuing, outgoing } = t
  const { database } = request.province
  const [linked, copies, opened] = await Promise.all([
    listLinked(database, officerOf(request), document.id, request.now),
    listCopies(database, document.id),
    listDocumentLooks(database, document.id),
  ])
  return {
    ended:
      document.endedAt === null
        ? undefined
        : issuing.ended(outgoing.states[document.state] ?? '', formatInstant(document.endedAt), document.endedReason),
    labelsHref: document.recipients.some((one) => !one.isInside) ? `${documentPath(document.id)}/bi.pdf` : undefined,
    receivers: document.recipients.map((receiver) => receiverView(t, receiver)),
    ...(linked.length > mostLinked ? { moreLinks: t.incoming.moreLinks(mostLinked) } : {}),
    links: linked.slice(0, mostLinked).map((one) => ({
      href: one.direction === 'incoming' ? incomingDocumentPath(one.id) : documentPath(one.id),
      text: `${issuing.linkKinds[one.kind]?.[one.isFrom ? 0 : 1] ?? ''}: ${[
        writtenCode({ number: one.codeNumber, notation: one.codeNotation }),
        one.subject,
      ].join(' ')}`,
    })),
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
