import type { Correspondent, DocumentMessage, EdxmlMessage, StatusMessage } from './message.ts'

/** A field of a message that the standard does not take: left out where it must stand, or longer than it may be. */
export type FieldProblem =
  | { readonly code: 'edxml.field-missing'; readonly field: string }
  | { readonly code: 'edxml.field-too-long'; readonly field: string; readonly most: number; readonly length: number }

type Field = readonly [name: string, value: string, most: number, isNeeded?: boolean]

const signs = (text: string): number => [...text].length

const problemOf = ([field, value, most, isNeeded = false]: Field): readonly FieldProblem[] => {
  if (value === '') return isNeeded ? [{ code: 'edxml.field-missing', field }] : []
  const length = signs(value)
  return length > most ? [{ code: 'edxml.field-too-long', field, most, length }] : []
}

const correspondentFields = (at: string, one: Correspondent): readonly Field[] => [
  [`${at}/OrganId`, one.code, 35, true],
  [`${at}/OrganizationInCharge`, one.inCharge, 500],
  [`${at}/OrganName`, one.name, 200, true],
  [`${at}/OrganAdd`, one.address, 500],
  [`${at}/Email`, one.email, 100],
  [`${at}/Telephone`, one.telephone, 20],
  [`${at}/Fax`, one.fax, 20],
  [`${at}/Website`, one.website, 20],
]

const documentFields = (message: DocumentMessage): readonly Field[] => [
  ...correspondentFields('From', message.from),
  ...message.to.flatMap((one) => correspondentFields('To', one)),
  ['DocumentId', message.documentId, 250, true],
  ['Code/CodeNumber', message.code.number, 11, true],
  ['Code/CodeNotation', message.code.notation, 30, true],
  ['PromulgationInfo/Place', message.place, 50, true],
  ['PromulgationInfo/PromulgationDate', message.date ?? '', 10, true],
  ['DocumentType/TypeName', message.type.name, 100, true],
  ['Subject', message.subject, 500, true],
  ['Content', message.content, 500],
  ['SignerInfo/Competence', message.signer.competence, 100],
  ['SignerInfo/Position', message.signer.position, 100],
  ['SignerInfo/FullName', message.signer.fullName, 50, true],
  ['OtherInfo/SphereOfPromulgation', message.sphere, 100],
  ['OtherInfo/TyperNotation', message.drafterMark, 10],
  ...message.places.map((place): Field => ['ToPlaces/Place', place, 150]),
  ...message.attachments.map((one): Field => ['Attachment/ContentId', one.contentId, 250, true]),
  ...message.attachments.map((one): Field => ['Attachment/AttachmentName', one.name, 250, true]),
]

const statusFields = (message: StatusMessage): readonly Field[] => [
  ...correspondentFields('From', message.from),
  ['ResponseFor/OrganId', message.regarding.agencyCode, 35, true],
  ['ResponseFor/DocumentId', message.regarding.documentId, 250, true],
  ['Timestamp', message.at ?? '', 19, true],
]

/**
 * What must be put right before a message is written; of a message that came, what its sender's program should put right. Lengths count signs,
 * not bytes. @legal QCVN-102-2016
 */
export const problemsOf = (message: EdxmlMessage): readonly FieldProblem[] => {
  const fields = message.kind === 'document' ? documentFields(message) : statusFields(message)
  const none: readonly FieldProblem[] =
    message.kind === 'document' && message.to.length === 0 ? [{ code: 'edxml.field-missing', field: 'To' }] : []
  return [...none, ...fields.flatMap(problemOf)]
}
