import { writeDate, writeTime } from './dates.ts'
import {
  type AttachmentHead,
  type Business,
  type Correspondent,
  type DocumentMessage,
  type DocumentReference,
  type EdxmlMessage,
  edxmlNamespace,
  purposes,
  type Sender,
  type StatusMessage,
} from './message.ts'

/** An element to be written, as `xmlString` of the platform takes it. */
export type WrittenElement = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (WrittenElement | string)[]
}

type Value = string | number | boolean | null | undefined
type Part = WrittenElement | null | undefined

const prefix = 'edXML:'
const isThere = (part: Part): part is WrittenElement => part !== null && part !== undefined

const group = (
  name: string,
  parts: readonly Part[],
  attributes: WrittenElement['attributes'] = {},
): WrittenElement => ({
  name: prefix + name,
  attributes,
  children: parts.filter(isThere),
})

const present = (text: Value): text is string | number | boolean => text !== null && text !== undefined && text !== ''

/** What is not known is left out, never written empty. */
const leaf = (name: string, value: Value): Part =>
  present(value) ? { name: prefix + name, attributes: {}, children: [String(value)] } : null

const groupIfAny = (name: string, parts: readonly Part[]): Part => (parts.some(isThere) ? group(name, parts) : null)

const day = (date: string | null): Value => (date === null ? null : writeDate(date))
const moment = (time: string | null): Value => (time === null ? null : writeTime(time))

const correspondent = (name: string, one: Correspondent): WrittenElement =>
  group(name, [
    leaf('OrganId', one.code),
    leaf('OrganizationInCharge', one.inCharge),
    leaf('OrganName', one.name),
    leaf('OrganAdd', one.address),
    leaf('Email', one.email),
    leaf('Telephone', one.telephone),
    leaf('Fax', one.fax),
    leaf('Website', one.website),
  ])

const reference = (one: DocumentReference): WrittenElement =>
  group('ResponseFor', [
    leaf('OrganId', one.agencyCode),
    leaf('Code', one.code),
    leaf('DocumentId', one.documentId),
    leaf('PromulgationDate', day(one.date)),
  ])

const sender = (one: Sender): Part =>
  groupIfAny('StaffInfo', [
    leaf('Department', one.department),
    leaf('DepartmentId', one.departmentCode),
    leaf('Staff', one.name),
    leaf('StaffId', one.nameCode),
    leaf('Email', one.email),
    leaf('Mobile', one.mobile),
  ])

const otherInfo = (message: DocumentMessage): Part =>
  groupIfAny('OtherInfo', [
    leaf('Priority', message.priority),
    leaf('SphereOfPromulgation', message.sphere),
    leaf('TyperNotation', message.drafterMark),
    leaf('PromulgationAmount', message.copies),
    leaf('PageAmount', message.pages),
    leaf('Direction', message.direction),
    groupIfAny(
      'Appendixes',
      message.appendices.map((one) => leaf('Appendix', one)),
    ),
  ])

const documentHeader = (message: DocumentMessage): WrittenElement =>
  group('MessageHeader', [
    correspondent('From', message.from),
    ...message.to.map((one) => correspondent('To', one)),
    leaf('DocumentId', message.documentId),
    group('Code', [leaf('CodeNumber', message.code.number), leaf('CodeNotation', message.code.notation)]),
    group('PromulgationInfo', [leaf('Place', message.place), leaf('PromulgationDate', day(message.date))]),
    group('DocumentType', [
      leaf('Type', message.type.code),
      leaf('TypeDetail', message.type.detail),
      leaf('TypeName', message.type.name),
    ]),
    leaf('Subject', message.subject),
    leaf('Content', message.content),
    group('SignerInfo', [
      leaf('Competence', message.signer.competence),
      leaf('Position', message.signer.position),
      leaf('FullName', message.signer.fullName),
    ]),
    leaf('DueDate', day(message.dueDate)),
    otherInfo(message),
    ...message.answers.map(reference),
    leaf('SteeringType', message.steering),
    ...message.taskCodes.map((code) => group('ResponseForTask', [leaf('TaskCode', code)])),
    leaf('ApplicationType', message.applicationType),
    groupIfAny(
      'ToPlaces',
      message.places.map((one) => leaf('Place', one)),
    ),
  ])

const change = ({ isContent, receivers }: NonNullable<Business['change']>): WrittenElement =>
  group('BussinessDocumentInfo', [
    leaf('DocumentInfo', isContent ? 1 : 0),
    leaf('DocumentReceiver', receivers.length > 0 ? 1 : 0),
    groupIfAny(
      'ReceiverList',
      receivers.map((one) => group('Receiver', [leaf('OrganId', one.code), leaf('ReceiverType', one.isAdded ? 1 : 0)])),
    ),
  ])

/** Spelled as the standard spells it. */
const business = (one: Business): WrittenElement =>
  group('Bussiness', [
    leaf('DocumentId', one.documentId),
    leaf('BussinessDocType', purposes.indexOf(one.purpose)),
    leaf('BussinessDocReason', one.reason),
    leaf('Paper', one.isOnPaper ? 1 : 0),
    one.change === null ? null : change(one.change),
    groupIfAny(
      'ReplacementInfoList',
      one.replaced.map(({ documentId, agencyCodes }) =>
        group('ReplacementInfo', [
          leaf('DocumentId', documentId),
          groupIfAny(
            'OrganIdList',
            agencyCodes.map((code) => leaf('OrganId', code)),
          ),
        ]),
      ),
    ),
    sender(one.sender),
  ])

const trace = (message: DocumentMessage): WrittenElement =>
  group('TraceHeaderList', [
    business(message.business),
    ...message.hops.map((hop) => group('TraceHeader', [leaf('OrganId', hop.code), leaf('Timestamp', moment(hop.at))])),
  ])

const statusHeader = (message: StatusMessage): WrittenElement =>
  group('MessageHeader', [
    correspondent('From', message.from),
    reference(message.regarding),
    sender(message.sender),
    leaf('StatusCode', message.status),
    leaf('Description', message.description),
    leaf('Timestamp', moment(message.at)),
  ])

const manifest = (attachments: readonly AttachmentHead[]): WrittenElement =>
  group('edXMLBody', [
    group(
      'edXMLManifest',
      attachments.map((one) =>
        group('Reference', [
          leaf('ContentId', one.contentId),
          leaf('ContentType', one.contentType),
          leaf('Description', one.description),
          leaf('AttachmentName', one.name),
        ]),
      ),
      { version: '1.0' },
    ),
  ])

const declared = { [`xmlns:${prefix.slice(0, -1)}`]: edxmlNamespace }

export const rootOfMessage: WrittenElement = { name: 'edXML', attributes: { xmlns: edxmlNamespace }, children: [] }

/** Everything but the content of files, in the order in which the national library writes it. */
export const envelopeOf = (message: EdxmlMessage): WrittenElement =>
  group(
    'edXMLEnvelope',
    message.kind === 'status'
      ? [group('edXMLHeader', [statusHeader(message)])]
      : [group('edXMLHeader', [documentHeader(message), trace(message)]), manifest(message.attachments)],
    declared,
  )

const bare = (name: string, value: string): Part => (value === '' ? null : { name, attributes: {}, children: [value] })

/** What stands before the content of a file, and the element that holds it. */
export const attachmentOf = (
  one: AttachmentHead,
): { readonly before: readonly WrittenElement[]; readonly content: WrittenElement } => ({
  before: [
    bare('ContentId', one.contentId),
    bare('AttachmentName', one.name),
    bare('Description', one.description),
    bare('ContentType', one.contentType),
  ].filter(isThere),
  content: { name: `${prefix}ContentTransferEncoded`, attributes: declared, children: [] },
})
