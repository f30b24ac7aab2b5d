import { isUuid } from '#kernel/ids.ts'
import { formatDate, localDate } from '#kernel/time.ts'
import { hasRole } from '#modules/identity/domain/index.ts'
import { handlingSlip, writtenCode } from '#modules/official-documents/domain/index.ts'
import { incomingForOfficer, listDocumentWork, listOpinions } from '#modules/official-documents/index.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { documentRoles } from '#web/http/frames/officer-frame.tsx'
import { download, notFound, type Route } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { officerOf } from '../officer-of.ts'
import { documentPath } from './incoming-address.ts'

const printed = { method: 'GET', statementBudget: 2, rateLimit: 'file' } as const

/** The stamp of arrival, in its measure. @legal ND-30-2020 Phụ lục IV, mục V */
export const stampPdf: Route = {
  ...printed,
  access: { officer: ['clerk'] },
  path: `${documentPath(':id')}/dau-den.pdf`,
  handler: async (request) => {
    const id = request.params.id ?? ''
    const actor = officerOf(request)
    const { database } = request.province
    const document = isUuid(id) ? await incomingForOfficer(database, actor, id, request.now) : null
    if (document === null || document.registerNumber === null || !hasRole(actor, 'clerk')) return notFound
    const work = await listDocumentWork(database, actor, id)
    const code = writtenCode({ number: document.codeNumber, notation: document.codeNotation })
    const to = work.filter((line) => line.stepKey.startsWith('lead:')).map((line) => line.who)
    const number = String(document.registerNumber)
    const content = await compilePdf(
      'incoming-stamp',
      {
        agency: document.agencyName,
        number,
        date: document.registeredAt === null ? '' : formatDate(localDate(document.registeredAt)),
        ...(to.length === 0 ? {} : { to: to.slice(-1).join('') }),
        subject: [code, document.subject].filter((part) => part !== '').join(': '),
      },
      { title: `${messages(request.locale).incoming.stamp} ${number}`, createdAt: request.now },
    )
    return download({ content, name: `dau-den-${number}.pdf`, mediaType: 'application/pdf', inline: true })
  },
}

/** The slip of handling with what was said so far, for whoever may see the document. @legal ND-30-2020 Phụ lục IV, mục VII */
export const handlingSlipPdf: Route = {
  ...printed,
  access: { officer: documentRoles },
  path: `${documentPath(':id')}/phieu-giai-quyet.pdf`,
  handler: async (request) => {
    const id = request.params.id ?? ''
    const { database } = request.province
    const document = isUuid(id) ? await incomingForOfficer(database, officerOf(request), id, request.now) : null
    if (document === null) return notFound
    const slip = handlingSlip(document, await listOpinions(database, id), request.now)
    const title = `${messages(request.locale).incoming.slip} ${document.registerNumber ?? ''}`.trim()
    const content = await compilePdf('handling-slip', slip, { title, createdAt: request.now })
    const name = `phieu-giai-quyet-${document.registerNumber ?? id}.pdf`
    return download({ content, name, mediaType: 'application/pdf', inline: true })
  },
}
