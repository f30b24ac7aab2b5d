import { localDate, Temporal } from '#kernel/time.ts'
import { closingOn, type WorkingCalendar } from '#modules/calendar/domain/index.ts'
import type { IncomingFace } from '../../domain/incoming.ts'
import { type DocumentRefusal, findDocumentType, keptSubject } from '../../domain/index.ts'

const closingOf = (calendar: WorkingCalendar, dueOn: string | null): Temporal.Instant | null =>
  dueOn === null ? null : (closingOn(calendar, Temporal.PlainDate.from(dueOn))?.at ?? null)

/** The columns of what stands on its face. */
export const faceColumns = (face: IncomingFace, calendar: WorkingCalendar) => ({
  type_code: face.typeCode,
  subject: keptSubject(face),
  code_number: face.code.number,
  code_notation: face.code.notation,
  document_date: face.documentDate === null ? null : Temporal.PlainDate.from(face.documentDate),
  author_agency_id: face.authorAgencyId,
  author_name: face.authorName,
  signer_name: face.signerName,
  signer_title: face.signerTitle,
  addressee: face.addressee,
  urgency: face.urgency,
  secrecy: face.secrecy,
  pages: face.pages,
  copies: face.copies,
  due_at: closingOf(calendar, face.dueOn),
})

/** What of a face says something that cannot be. */
export const faultOfFace = (
  face: IncomingFace,
  calendar: WorkingCalendar,
  now: Temporal.Instant,
): DocumentRefusal | null => {
  if (face.typeCode !== '' && findDocumentType(face.typeCode) === undefined) return { code: 'document.type-unknown' }
  if (face.authorName === '') return { code: 'document.author-missing' }
  if (face.dueOn !== null && closingOf(calendar, face.dueOn) === null) return { code: 'document.due-unknown' }
  const isAhead =
    face.documentDate !== null &&
    Temporal.PlainDate.compare(Temporal.PlainDate.from(face.documentDate), localDate(now)) > 0
  return isAhead ? { code: 'document.dated-ahead' } : null
}
