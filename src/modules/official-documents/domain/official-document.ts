import type { Temporal } from '#kernel/time.ts'

/** What logs, files, participants and work call a document. */
export const documentSubject = 'official-document'

export type DocumentDirection = 'incoming' | 'outgoing'

export const documentStates = [
  'arrived',
  'routed',
  'settled',
  'draft',
  'submitted',
  'signed',
  'issued',
  'returned',
  'recalled',
  'replaced',
  'cancelled',
] as const
export type DocumentState = (typeof documentStates)[number]

/** How a document came; `written-here` is one of ours. */
export const documentChannels = ['hand', 'post', 'scan', 'e-mail', 'interchange', 'inside', 'written-here'] as const
export type DocumentChannel = (typeof documentChannels)[number]

/** Ordinary, urgent, very urgent, immediate. @legal ND-30-2020 Phụ lục I, phần I, mục III */
export type Urgency = 0 | 1 | 2 | 3

/** Open, secret, top secret, absolutely secret. */
export type Secrecy = 0 | 1 | 2 | 3

/** Number and notation as they stand on the paper: 15 and `QĐ-UBND`. */
export type DocumentCode = { readonly number: number | null; readonly notation: string }

export type OfficialDocument = {
  readonly id: string
  /** Whose registry holds it. */
  readonly agencyId: string
  readonly direction: DocumentDirection
  readonly state: DocumentState
  readonly typeCode: string
  readonly subject: string
  readonly codeNumber: number | null
  readonly codeNotation: string
  readonly documentDate: Temporal.PlainDate | null
  readonly channel: DocumentChannel
  readonly authorAgencyId: string | null
  readonly authorName: string
  readonly urgency: Urgency
  readonly secrecy: Secrecy
  readonly registerId: string | null
  readonly registerNumber: number | null
  readonly registerYear: number | null
  readonly draftingUnitId: string | null
  readonly draftedBy: string | null
  readonly dueAt: Temporal.Instant | null
  readonly createdAt: Temporal.Instant
  readonly version: number
}

/** Stands in the line of a document whose subject is itself a secret. */
const unsaidSubject = 'Văn bản tuyệt mật, không ghi trích yếu'

/** What is kept of the subject: of an absolutely secret document nothing. */
export const keptSubject = ({ secrecy, subject }: Pick<OfficialDocument, 'secrecy' | 'subject'>): string =>
  secrecy === 3 ? unsaidSubject : subject

/** `15/QĐ-UBND`; below ten with a leading zero. Empty when the paper has neither. @legal ND-30-2020 Phụ lục I, phần I, mục II.3 */
export const writtenCode = ({ number, notation }: DocumentCode): string =>
  [number === null ? '' : String(number).padStart(2, '0'), notation].filter((part) => part !== '').join('/')

/** Reads `15/QĐ-UBND`, `QĐ-UBND`, `15`, as people type it. */
export const readCode = (text: string): DocumentCode => {
  const [, digits = '', rest = ''] = /^\s*(\d{1,9})?\s*\/?\s*(.*?)\s*$/su.exec(text) ?? []
  const number = digits === '' ? null : Number(digits)
  return number === 0 ? { number: null, notation: text.trim() } : { number, notation: rest }
}
