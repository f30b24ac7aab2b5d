import { isUuid } from '#kernel/ids.ts'
import { writtenCode } from '#modules/official-documents/domain/index.ts'
import { documentFaceForOfficer, listReceivers } from '#modules/official-documents/index.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { download, notFound, type Route } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { officerOf } from '../officer-of.ts'
import { documentPath } from '../outgoing/outgoing-paths.ts'

/** A printer is fed so many at most. */
const mostEnvelopes = 500

/** The faces of the envelopes for everybody who is not reached on this system. @legal ND-30-2020 Phụ lục IV, mục II */
export const envelopesPdf: Route = {
  method: 'GET',
  path: `${documentPath(':id')}/bi.pdf`,
  access: { officer: ['clerk', 'leader'] },
  rateLimit: 'file',
  statementBudget: 2,
  handler: async (request) => {
    const id = request.params.id ?? ''
    const { database } = request.province
    const document = isUuid(id) ? await documentFaceForOfficer(database, officerOf(request), id, request.now) : null
    if (document === null || document.direction !== 'outgoing' || document.codeNumber === null) return notFound
    const receivers = (await listReceivers(database, id)).filter((one) => !one.isInside).slice(0, mostEnvelopes)
    if (receivers.length === 0) return notFound
    const code = writtenCode({ number: document.codeNumber, notation: document.codeNotation })
    const content = await compilePdf(
      'envelopes',
      {
        agency: document.agencyName,
        code,
        receivers: receivers.map(({ name, address }) => ({ name, ...(address === '' ? {} : { address }) })),
      },
      { title: `${messages(request.locale).issuing.labels} ${code}`, createdAt: request.now },
    )
    return download({
      content,
      name: `bi-${code.replaceAll('/', '-')}.pdf`,
      mediaType: 'application/pdf',
      inline: true,
    })
  },
}
