import { z } from 'zod'
import { tidy } from '#kernel/vietnamese-text.ts'
import { type DocumentCode, readCode } from './official-document.ts'

/** The official mailbox of an agency; empty: letters are not fetched. How it is opened, password included, is the operator's to say. */
export const mailboxKey = {
  key: 'documents.mailbox',
  schema: z.union([z.literal(''), z.email().max(200)]),
  whenUndecided: '',
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

export type LetterWords = { readonly subject: string; readonly senderName: string; readonly senderAddress: string }

const forwarded = /^(?:(?:re|fw|fwd|tr)\s*:\s*)+/iu
/** `15/STP-HCTP`, `15-STP-HCTP` as subjects name what they bring; notations are written in capitals. */
const codePattern = /(?:^|[\s(:,])(\d{1,6})\s*[/-]\s*(\p{Lu}[\p{L}]{0,9}(?:-\p{Lu}[\p{L}&]{0,14}){0,4})(?=$|[\s).,;:])/u

/** What the face of the document is, as far as the letter tells; the clerk looks at it. */
export const faceOfLetter = (
  letter: LetterWords,
): { readonly subject: string; readonly authorName: string; readonly code: DocumentCode } => {
  const subject = tidy(letter.subject.replace(forwarded, ''))
  const [, number, notation] = codePattern.exec(subject) ?? []
  return {
    subject,
    authorName: letter.senderName === '' ? letter.senderAddress : letter.senderName,
    code: number === undefined ? { number: null, notation: '' } : readCode(`${number}/${notation}`),
  }
}
