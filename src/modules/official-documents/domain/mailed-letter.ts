import { z } from 'zod'
import { tidy } from '#kernel/vietnamese-text.ts'
import { documentTypes } from './document-type.ts'
import { type DocumentCode, readCode } from './official-document.ts'

/** The official mailbox of an agency; empty: letters are not fetched. How it is opened, password included, is the operator's to say. */
export const mailboxKey = {
  key: 'documents.mailbox',
  schema: z.union([z.literal(''), z.email().max(200)]),
  whenUndecided: '',
} as const

/** How long a letter that was put aside keeps its words and files. */
export const asideDaysKey = {
  key: 'documents.letters-kept-days',
  schema: z.int().min(7).max(3_650),
  whenUndecided: 90,
} as const

/** Why a letter has no words or files here. */
export type LetterFault = '' | 'too-large' | 'unreadable'

/** A file of a letter that was not taken, and why. */
export const RefusedFile = z.strictObject({
  /** Empty: files beyond those that are named. */
  name: z.string().max(300),
  code: z.enum([
    'attachment.empty',
    'attachment.too-large',
    'attachment.type-not-allowed',
    'attachment.broken',
    'attachment.too-many',
    'attachment.total-too-large',
    'attachment.infected',
  ]),
})
export type RefusedFile = z.infer<typeof RefusedFile>

const forwarded = /^(?:(?:re|fw|fwd|tr)\s*:\s*)+/iu
const codeText = String.raw`(\d{1,6})\s*[/-]\s*(\p{Lu}[\p{L}]{0,9}(?:-\p{Lu}[\p{L}&]{0,14}){0,4})`
/** `15/STP-HCTP`, `15-STP-HCTP` as subjects name what they bring; notations are written in capitals. */
const codePattern = new RegExp(String.raw`(?:^|[\s(:,])${codeText}(?=$|[\s).,;:])`, 'u')
const day = String.raw`(?:\s*,?\s*ngày\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{4})?`
const end = String.raw`\s*(?:[:;,.–-]\s*|$|\s)`
/** The number where a subject begins with it, with what belongs to it: `Công văn số 15/STP-HCTP ngày 3/9/2026: …`. */
const headPattern = new RegExp(
  String.raw`^(?:${documentTypes.map(({ name }) => name).join('|')})?\s*(?:số\s*:?\s*)?${codeText}${day}${end}`,
  'iu',
)
/** The number in brackets, wherever they stand. */
const bracketPattern = new RegExp(String.raw`\s*\((?:[^()]{0,40}\s)?(?:số\s*:?\s*)?${codeText}${day}\s*\)`, 'iu')

/** What the document is about: the number stands in its own field. */
const abstractOf = (subject: string): string => tidy(subject.replace(headPattern, '').replace(bracketPattern, ''))

export type LetterWords = { readonly subject: string; readonly senderName: string; readonly senderAddress: string }

/** What the face of the document is, as far as the letter tells; the clerk looks at it. */
export const faceOfLetter = (
  letter: LetterWords,
): { readonly subject: string; readonly authorName: string; readonly code: DocumentCode } => {
  const subject = tidy(letter.subject.replace(forwarded, ''))
  const [, number, notation] = codePattern.exec(subject) ?? []
  const authorName = letter.senderName === '' ? letter.senderAddress : letter.senderName
  if (number === undefined) return { subject, authorName, code: { number: null, notation: '' } }
  return { subject: abstractOf(subject), authorName, code: readCode(`${number}/${notation}`) }
}
