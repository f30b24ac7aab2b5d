import type { DocumentRefusal } from '#modules/official-documents/domain/index.ts'
import type { Messages } from '../messages/index.ts'

/** What on the page has to do with a refusal. */
export type DocumentField =
  | 'type'
  | 'author'
  | 'date'
  | 'files'
  | 'double'
  | 'signature'
  | 'book'
  | 'name'
  | 'targets'
  | 'body'
  | 'due'

export type DocumentRefusalAnswer = {
  readonly status: 403 | 404 | 409 | 422
  readonly text: string
  readonly field?: DocumentField
}

const numberOf = (known: { readonly registerNumber: number | null; readonly year: number | null }): string =>
  known.registerNumber === null ? '' : `${known.registerNumber}/${known.year}`

const wrong = (text: string, field: DocumentField): DocumentRefusalAnswer => ({ status: 422, text, field })

/** Why a deed on a document was not done, and what to do. */
export const answerDocumentRefusal = (t: Messages, refusal: DocumentRefusal): DocumentRefusalAnswer => {
  const { refusals } = t.incoming
  switch (refusal.code) {
    case 'document.not-found':
      return { status: 404, text: refusals.notFound }
    case 'document.not-permitted':
      return { status: 403, text: refusals.notPermitted }
    case 'document.work-done-already':
      return { status: 409, text: refusals.workDoneAlready }
    case 'document.state-forbids':
      return { status: 409, text: refusals.stateForbids }
    case 'document.letter-set-aside':
      return { status: 409, text: t.incoming.letters.isSetAside }
    case 'document.taken-in-already':
      return { status: 409, text: t.incoming.takenInAlready(numberOf(refusal.known)) }
    case 'document.looks-double':
      return wrong(t.incoming.looksDouble(numberOf(refusal.known)), 'double')
    case 'document.signatures-unsound':
      return wrong(t.incoming.signatures.unsound(refusal.files.join(', ')), 'signature')
    case 'document.signatures-unjudged':
      return { status: 409, text: t.incoming.signatures.unjudged }
    case 'document.register-missing':
      return wrong(refusals.registerMissing, 'book')
    case 'document.register-key-taken':
      return wrong(refusals.registerKeyTaken, 'name')
    case 'document.register-unfit':
      return wrong(refusals.registerUnfit[refusal.why], 'book')
    case 'document.type-unknown':
      return wrong(refusals.typeUnknown, 'type')
    case 'document.secret-has-no-files':
      return wrong(refusals.secretHasNoFiles, 'files')
    case 'document.secret-has-no-words':
      return wrong(refusals.secretHasNoWords, 'body')
    case 'document.author-missing':
      return wrong(refusals.authorMissing, 'author')
    case 'document.dated-ahead':
      return wrong(refusals.datedAhead, 'date')
    case 'document.addressee-missing':
      return wrong(refusals.addresseeMissing, 'targets')
    case 'document.nobody-responsible':
      return wrong(refusals.nobodyResponsible, 'targets')
    case 'document.reason-missing':
      return wrong(refusals.reasonMissing, 'body')
    case 'document.due-passed':
      return wrong(refusals.duePassed, 'due')
    case 'document.due-unknown':
      return wrong(t.officer.dueDay.unknown, 'due')
    case 'document.nobody-to-remind':
      return { status: 409, text: refusals.nobodyToRemind }
  }
}
