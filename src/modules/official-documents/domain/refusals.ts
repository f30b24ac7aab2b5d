import type { AttachmentRefusal } from '#modules/attachments/domain/index.ts'

/** A document that is here already, as its line in the book says. */
export type KnownDocument = {
  readonly documentId: string
  readonly registerNumber: number | null
  readonly year: number | null
}

/** Why a deed on a document was not done. The page knows an answer and a status for each. */
export type DocumentRefusal =
  | { readonly code: 'document.not-found' }
  | { readonly code: 'document.not-permitted' }
  /** Somebody was faster: the work is not there any more. */
  | { readonly code: 'document.work-done-already' }
  | { readonly code: 'document.state-forbids'; readonly state: string }
  /** A clerk said of the letter that it is no document. */
  | { readonly code: 'document.letter-set-aside' }
  /** No open book takes in documents like this. */
  | { readonly code: 'document.register-missing' }
  | { readonly code: 'document.register-key-taken' }
  /** Another book counts the same; types whose notation is written alike are counted in one book. */
  | { readonly code: 'document.register-unfit'; readonly why: 'overlap' | 'splits-notation' }
  /** The sender's identifier is known: it was taken in before. */
  | { readonly code: 'document.taken-in-already'; readonly known: KnownDocument }
  /** Same number, notation and author: taken in all the same when a reason is given. */
  | { readonly code: 'document.looks-double'; readonly known: KnownDocument }
  /** Altered, revoked or untrusted: taken in all the same when a reason is given. */
  | { readonly code: 'document.signatures-unsound'; readonly files: readonly string[] }
  /** A file came meanwhile: nobody has looked at its signatures yet. */
  | { readonly code: 'document.signatures-unjudged' }
  | { readonly code: 'document.type-unknown' }
  /** Of a secret document only its line is kept. */
  | { readonly code: 'document.secret-has-no-files' }
  | { readonly code: 'document.secret-has-no-words' }
  | { readonly code: 'document.author-missing' }
  | { readonly code: 'document.dated-ahead' }
  | { readonly code: 'document.addressee-missing' }
  | { readonly code: 'document.nobody-responsible' }
  | { readonly code: 'document.reason-missing' }
  | { readonly code: 'document.due-passed' }
  /** A day beyond the working calendar. */
  | { readonly code: 'document.due-unknown' }
  /** Everybody has opened it, or was reminded and still has time. */
  | { readonly code: 'document.nobody-to-remind' }

export type DocumentFileRefusal = DocumentRefusal | AttachmentRefusal
