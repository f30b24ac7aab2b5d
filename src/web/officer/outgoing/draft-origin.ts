import { isUuid } from '#kernel/ids.ts'
import { formatDate } from '#kernel/time.ts'
import { correctingType, findDocumentType, writtenCode } from '#modules/official-documents/domain/index.ts'
import { type DocumentFace, documentFaceForOfficer, findDraftVersion } from '#modules/official-documents/index.ts'
import { type FormBody, fieldOf, type PageRequest } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { officerOf } from '../officer-of.ts'
import { draftOf, type TypedDraft } from './draft-form.ts'

/** What a new draft is to another document, by the field that names the other. */
export const originNames = {
  'tra-loi': 'answers',
  'thay-the': 'replaces',
  'dinh-chinh': 'corrects',
  'thu-hoi': 'recalls',
} as const
export type OriginName = keyof typeof originNames

export type DraftOrigin = {
  readonly name: OriginName
  readonly document: DocumentFace
  /** `Trả lời: Công văn số 15/STP-VP ngày 04/9/2026 của Sở Tư pháp` */
  readonly text: string
}

/** The document that the new one answers or changes; null when there is none, or none for this officer. */
export const readOrigin = async (request: PageRequest, fields: FormBody): Promise<DraftOrigin | null> => {
  const t = messages(request.locale)
  const name = (Object.keys(originNames) as OriginName[]).find((one) => isUuid(fieldOf(fields, one)))
  if (name === undefined) return null
  const { database } = request.province
  const id = fieldOf(fields, name)
  const document = await documentFaceForOfficer(database, officerOf(request), id, request.now)
  if (document === null || (document.direction === 'outgoing') !== (name !== 'tra-loi')) return null
  return { name, document, text: `${t.outgoing.origins[name]}: ${calledAs(t.outgoing.calledAs, document)}` }
}

const calledAs = (say: (type: string, code: string, date: string, author: string) => string, one: DocumentFace) =>
  say(
    findDocumentType(one.typeCode)?.name ?? '',
    writtenCode({ number: one.codeNumber, notation: one.codeNotation }),
    one.documentDate === null ? '' : formatDate(one.documentDate),
    one.authorName,
  )

/** `V/v rà soát …`, `Về việc rà soát …` → `rà soát …` */
const about = (subject: string): string => subject.replace(/^(?:V\/v|Về việc|Về)\s+/iu, '')

/** What a draft begins with when it answers or changes another document; the drafter goes on from there. */
export const draftFromOrigin = async (
  request: PageRequest,
  empty: TypedDraft,
  { name, document }: DraftOrigin,
): Promise<TypedDraft> => {
  const { starts, calledAs: say } = messages(request.locale).outgoing
  const called = calledAs(say, document)
  if (name === 'tra-loi')
    return {
      ...empty,
      type: 'CV',
      subject: about(document.subject),
      addressees: document.authorName,
      text: starts.answer(called, about(document.subject), document.agencyName),
    }
  const draft = await findDraftVersion(request.province.database, document.id)
  const known = draft === null ? empty : draftOf(draft.head, draft.content)
  const short = calledAs(messages(request.locale).outgoing.shortlyCalled, document)
  const subject = about(document.subject)
  if (name === 'thay-the')
    return { ...known, type: document.typeCode, text: `${known.text}\n${starts.replaces(called)}` }
  const kept = { ...known, urgency: '0', circulation: '' }
  return name === 'dinh-chinh'
    ? {
        ...kept,
        type: correctingType,
        subject: starts.correctSubject(short),
        text: starts.corrects(called, subject, document.agencyName),
      }
    : {
        ...kept,
        type: 'TB',
        subject: starts.recallSubject(short),
        addressees: '',
        text: starts.recalls(called, subject, document.agencyName),
      }
}
