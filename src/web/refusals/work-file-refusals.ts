import type { ArchiveRefusal } from '#modules/archive/domain/index.ts'
import type { WorkFileRefusal } from '#modules/work-files/domain/index.ts'
import type { Messages } from '../messages/index.ts'

export type WorkFileRefusalAnswer = {
  readonly status: 403 | 404 | 409 | 422
  readonly text: string
  readonly field?: 'title' | 'notation' | 'retention' | 'day' | 'reason' | 'code' | 'types'
}

/** Of a refused deed on a work file: every code has its words and its status, or this does not compile. */
export const answerWorkFileRefusal = (t: Messages, { code }: WorkFileRefusal): WorkFileRefusalAnswer => {
  const { refusals } = t.officer.files
  switch (code) {
    case 'work-file.not-found':
      return { status: 404, text: refusals.notFound }
    case 'work-file.not-permitted':
      return { status: 403, text: refusals.notPermitted }
    case 'work-file.title-missing':
      return { status: 422, text: refusals.titleMissing, field: 'title' }
    case 'work-file.notation-not-allowed':
      return { status: 422, text: refusals.notationNotAllowed, field: 'notation' }
    case 'work-file.retention-not-allowed':
      return { status: 422, text: refusals.retentionNotAllowed, field: 'retention' }
    case 'work-file.not-open':
      return { status: 409, text: refusals.notOpen }
    case 'work-file.not-closed':
      return { status: 409, text: refusals.notClosed }
    case 'work-file.empty':
      return { status: 409, text: refusals.empty }
    case 'work-file.day-not-allowed':
      return { status: 422, text: refusals.dayNotAllowed, field: 'day' }
    case 'work-file.reason-missing':
      return { status: 422, text: refusals.reasonMissing, field: 'reason' }
    case 'work-file.document-unknown':
      return { status: 422, text: refusals.documentUnknown, field: 'code' }
    case 'work-file.document-secret':
      return { status: 422, text: refusals.documentSecret, field: 'code' }
    case 'work-file.rule-types-unknown':
      return { status: 422, text: refusals.ruleTypesUnknown, field: 'types' }
    case 'work-file.entry-not-open':
      return { status: 409, text: refusals.entryNotOpen }
    case 'work-file.document-inside-already':
      return { status: 409, text: refusals.documentInside, field: 'code' }
  }
}

/** Why a file was not packed, in the words of its page. */
export const answerArchiveRefusal = (t: Messages, refusal: ArchiveRefusal | WorkFileRefusal): WorkFileRefusalAnswer => {
  const { refusals } = t.officer.files
  switch (refusal.code) {
    case 'archive.file-open':
      return { status: 409, text: refusals.packOpen }
    case 'archive.content-missing':
      return { status: 409, text: refusals.contentMissing(refusal.subject) }
    case 'archive.pages-unknown':
      return { status: 409, text: refusals.pagesUnknown(refusal.subject) }
    case 'archive.description-broken':
      return { status: 409, text: refusals.descriptionBroken(refusal.fields) }
    default:
      return answerWorkFileRefusal(t, refusal)
  }
}
