import { accept, type Result, refuse } from '#kernel/result.ts'
import { readDate, readTime } from './dates.ts'
import {
  type AttachmentHead,
  type Business,
  type Correspondent,
  type DocumentMessage,
  type DocumentReference,
  type EdxmlMessage,
  priorities,
  purposes,
  type Sender,
  type StatusCode,
  type StatusMessage,
  statusCodes,
  steerings,
} from './message.ts'
import { child, children, descendants, type Node, textAt } from './tree.ts'

export type UnreadableMessage =
  | { readonly code: 'edxml.no-header' }
  | { readonly code: 'edxml.sender-missing' }
  | { readonly code: 'edxml.receiver-missing' }
  /** Neither an identifier nor a number that could stand for one. */
  | { readonly code: 'edxml.document-missing' }
  | { readonly code: 'edxml.purpose-unknown'; readonly purpose: string }
  | { readonly code: 'edxml.status-unknown'; readonly status: string }

const integer = (text: string): number | null => (/^\d{1,9}$/.test(text) ? Number(text) : null)
const truth = (text: string): boolean | null =>
  /^(?:true|1)$/i.test(text) ? true : /^(?:false|0)$/i.test(text) ? false : null
const oneOf = <Value extends number>(values: readonly Value[], text: string): Value | null =>
  values.find((value) => value === integer(text)) ?? null

const readCorrespondent = (node: Node | undefined): Correspondent => ({
  code: textAt(node, 'organid'),
  inCharge: textAt(node, 'organizationincharge'),
  name: textAt(node, 'organname'),
  address: textAt(node, 'organadd'),
  email: textAt(node, 'email'),
  telephone: textAt(node, 'telephone'),
  fax: textAt(node, 'fax'),
  website: textAt(node, 'website'),
})

const readSender = (node: Node | undefined): Sender => ({
  department: textAt(node, 'department'),
  departmentCode: textAt(node, 'departmentid'),
  name: textAt(node, 'staff'),
  nameCode: textAt(node, 'staffid'),
  email: textAt(node, 'email'),
  mobile: textAt(node, 'mobile'),
})

const readReference = (node: Node): DocumentReference => ({
  agencyCode: textAt(node, 'organid'),
  code: textAt(node, 'code'),
  documentId: textAt(node, 'documentid'),
  date: readDate(textAt(node, 'promulgationdate')),
})

/** Programs write the element also when nothing is answered. */
const saysSomething = ({ agencyCode, code, documentId }: DocumentReference): boolean =>
  [agencyCode, code, documentId].some((text) => text !== '')

const texts = (nodes: readonly Node[]): readonly string[] => nodes.map(({ text }) => text).filter((text) => text !== '')

const readBusiness = (node: Node | undefined): Result<Business, UnreadableMessage> => {
  const written = textAt(node, 'bussinessdoctype')
  const purpose = purposes[written === '' ? 0 : (integer(written) ?? -1)]
  if (purpose === undefined) return refuse({ code: 'edxml.purpose-unknown', purpose: written.slice(0, 50) })
  const info = child(node, 'bussinessdocumentinfo')
  const receivers = children(child(info, 'receiverlist'), 'receiver').map((one) => ({
    code: textAt(one, 'organid'),
    isAdded: textAt(one, 'receivertype') !== '0',
  }))
  return accept({
    documentId: textAt(node, 'documentid'),
    purpose,
    reason: textAt(node, 'bussinessdocreason'),
    isOnPaper: truth(textAt(node, 'paper')) === true,
    change: info === undefined ? null : { isContent: textAt(info, 'documentinfo') === '1', receivers },
    replaced: children(child(node, 'replacementinfolist'), 'replacementinfo').map((one) => ({
      documentId: textAt(one, 'documentid'),
      agencyCodes: texts(children(child(one, 'organidlist'), 'organid')),
    })),
    sender: readSender(child(node, 'staffinfo')),
  })
}

const readHeadOfFile = (node: Node): AttachmentHead => ({
  contentId: textAt(node, 'contentid'),
  name: textAt(node, 'attachmentname'),
  description: textAt(node, 'description'),
  contentType: textAt(node, 'contenttype'),
})

/** In the order of the files; what a file does not tell of itself is told by the manifest. */
const readAttachments = (root: Node): readonly AttachmentHead[] => {
  const manifest = descendants(root, 'reference').map(readHeadOfFile)
  return descendants(root, 'attachment').map((node) => {
    const own = readHeadOfFile(node)
    const told = manifest.find(({ contentId }) => contentId !== '' && contentId === own.contentId)
    return {
      contentId: own.contentId,
      name: own.name || (told?.name ?? ''),
      description: own.description || (told?.description ?? ''),
      contentType: own.contentType || (told?.contentType ?? ''),
    }
  })
}

const readHead = (header: Node) => {
  const other = child(header, 'otherinfo')
  const signer = child(header, 'signerinfo')
  const type = child(header, 'documenttype')
  return {
    code: { number: textAt(header, 'code', 'codenumber'), notation: textAt(header, 'code', 'codenotation') },
    place: textAt(header, 'promulgationinfo', 'place'),
    date: readDate(textAt(header, 'promulgationinfo', 'promulgationdate')),
    type: {
      code: integer(textAt(type, 'type')),
      detail: integer(textAt(type, 'typedetail')),
      name: textAt(type, 'typename'),
    },
    subject: textAt(header, 'subject'),
    content: textAt(header, 'content'),
    signer: {
      competence: textAt(signer, 'competence'),
      position: textAt(signer, 'position'),
      fullName: textAt(signer, 'fullname'),
    },
    dueDate: readDate(textAt(header, 'duedate')),
    priority: oneOf(priorities, textAt(other, 'priority')),
    sphere: textAt(other, 'sphereofpromulgation'),
    drafterMark: textAt(other, 'typernotation'),
    copies: integer(textAt(other, 'promulgationamount')),
    pages: integer(textAt(other, 'pageamount')),
    direction: truth(textAt(other, 'direction')),
    appendices: texts(children(child(other, 'appendixes'), 'appendix')),
    answers: children(header, 'responsefor').map(readReference).filter(saysSomething),
    steering: oneOf(steerings, textAt(header, 'steeringtype')),
    taskCodes: children(header, 'responsefortask').flatMap((one) => texts(children(one, 'taskcode'))),
    applicationType: textAt(header, 'applicationtype'),
    places: children(header, 'toplaces').flatMap((one) => texts(children(one, 'place'))),
  }
}

/** Senders without identifiers of their own are known by what stands on the paper, in the form that the axis uses. */
const identifierOf = (from: Correspondent, head: ReturnType<typeof readHead>): string => {
  const { number, notation } = head.code
  if (number === '' || head.date === null) return ''
  return `${from.code},${head.date.replaceAll('-', '/')},${number}/${notation}`
}

const readDocument = (root: Node, header: Node, from: Correspondent): Result<DocumentMessage, UnreadableMessage> => {
  const [trace] = descendants(root, 'traceheaderlist')
  const business = readBusiness(child(trace, 'bussiness') ?? child(trace, 'business'))
  if (!business.ok) return business
  const to = children(header, 'to')
    .map(readCorrespondent)
    .filter(({ code }) => code !== '')
  if (to.length === 0) return refuse({ code: 'edxml.receiver-missing' })
  const head = readHead(header)
  const documentId = textAt(header, 'documentid') || identifierOf(from, head)
  if (documentId === '') return refuse({ code: 'edxml.document-missing' })
  return accept({
    kind: 'document',
    from,
    to,
    documentId,
    ...head,
    business: business.value,
    hops: children(trace, 'traceheader').map((one) => ({
      code: textAt(one, 'organid'),
      at: readTime(textAt(one, 'timestamp')),
    })),
    attachments: readAttachments(root),
  })
}

/** `1` and `01` are one; a bridge that is in use writes 14 where the others write 15. */
const readStatusCode = (written: string): StatusCode | undefined => {
  const code = written.padStart(2, '0')
  return statusCodes.find((one) => one === (code === '14' ? '15' : code))
}

const readStatus = (header: Node, from: Correspondent, written: string): Result<StatusMessage, UnreadableMessage> => {
  const status = readStatusCode(written)
  if (status === undefined) return refuse({ code: 'edxml.status-unknown', status: written.slice(0, 50) })
  const regarding = children(header, 'responsefor').map(readReference).find(saysSomething)
  if (regarding === undefined) return refuse({ code: 'edxml.document-missing' })
  return accept({
    kind: 'status',
    from,
    regarding,
    sender: readSender(child(header, 'staffinfo')),
    status,
    description: textAt(header, 'description'),
    at: readTime(textAt(header, 'timestamp')),
  })
}

/**
 * What a tree of edXML says, by the names of its elements wherever they stand: order, prefix, namespace and case are not looked at, empty elements
 * and `null` say nothing. Limits of length are the writer's duty and checked by `problemsOf`.
 */
export const readMessage = (root: Node): Result<EdxmlMessage, UnreadableMessage> => {
  const [header] = descendants(root, 'messageheader')
  if (header === undefined) return refuse({ code: 'edxml.no-header' })
  const from = readCorrespondent(child(header, 'from'))
  if (from.code === '') return refuse({ code: 'edxml.sender-missing' })
  const status = textAt(header, 'statuscode') || textAt(header, 'status')
  return status === '' ? readDocument(root, header, from) : readStatus(header, from, status)
}
