import { formatDate, Temporal } from '#kernel/time.ts'
import type { ArchiveRefusal, PackRefusal } from '#modules/archive/domain/index.ts'
import type { WorkFileRefusal } from '#modules/work-files/domain/index.ts'
import type { Messages } from '../messages/index.ts'
import { signatureRefusalText } from './signature-refusals.ts'

export type WorkFileRefusalAnswer = {
  readonly status: 403 | 404 | 409 | 422
  readonly text: string
  readonly field?: 'title' | 'notation' | 'retention' | 'day' | 'reason' | 'code' | 'types'
}

/** Of a refused deed on a work file: every code has its words and its status, or this does not compile. */
export const answerWorkFileRefusal = (t: Messages, refusal: WorkFileRefusal): WorkFileRefusalAnswer => {
  const { refusals } = t.officer.files
  switch (refusal.code) {
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
    case 'work-file.day-before-document':
      return {
        status: 422,
        text: refusals.dayBeforeDocument(formatDate(Temporal.PlainDate.from(refusal.newest))),
        field: 'day',
      }
    case 'work-file.reason-missing':
      return { status: 422, text: refusals.reasonMissing, field: 'reason' }
    case 'work-file.document-unknown':
      return { status: 422, text: refusals.documentUnknown, field: 'code' }
    case 'work-file.document-several':
      return { status: 409, text: refusals.documentSeveral, field: 'code' }
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
const packText = (t: Messages, refusal: PackRefusal): string => {
  const { refusals } = t.officer.files
  switch (refusal.code) {
    case 'archive.file-open':
      return refusals.packOpen
    case 'archive.content-missing':
      return refusals.contentMissing(refusal.subject)
    case 'archive.content-changed':
      return refusals.contentChanged(refusal.subject)
    case 'archive.pages-unknown':
      return refusals.pagesUnknown(refusal.subject)
    case 'archive.description-broken':
      return refusals.descriptionBroken(refusal.fields)
  }
}

const packCodes: readonly string[] = [
  'archive.file-open',
  'archive.content-missing',
  'archive.content-changed',
  'archive.pages-unknown',
  'archive.description-broken',
] satisfies readonly PackRefusal['code'][]

const isPack = (refusal: { readonly code: string }): refusal is PackRefusal => packCodes.includes(refusal.code)

export const answerPackRefusal = (t: Messages, refusal: PackRefusal | WorkFileRefusal): WorkFileRefusalAnswer =>
  isPack(refusal) ? { status: 409, text: packText(t, refusal) } : answerWorkFileRefusal(t, refusal)

export type ArchiveRefusalAnswer = { readonly status: 403 | 404 | 409 | 422; readonly text: string }

type Other = Exclude<ArchiveRefusal, PackRefusal>

const otherAnswer = (t: Messages, refusal: Other): ArchiveRefusalAnswer => {
  const { refusals } = t.officer.archive
  switch (refusal.code) {
    case 'archive.not-found':
      return { status: 404, text: refusals.notFound }
    case 'archive.not-permitted':
      return { status: 403, text: refusals.notPermitted }
    case 'archive.nothing-chosen':
      return { status: 422, text: refusals.nothingChosen }
    case 'archive.too-many':
      return { status: 422, text: refusals.tooMany }
    case 'archive.file-not-due':
      return { status: 409, text: refusals.notDue(refusal.title) }
    case 'archive.state-forbids':
      return { status: 409, text: refusals.stateForbids }
    case 'archive.reason-missing':
      return { status: 422, text: refusals.reasonMissing }
    case 'archive.lines-waiting':
      return { status: 409, text: refusals.linesWaiting(refusal.count) }
    case 'archive.same-person':
      return { status: 403, text: refusals.samePerson }
    case 'archive.signature-refused':
      return { status: 409, text: signatureRefusalText(t, refusal.why) }
    case 'archive.asked-already':
      return { status: 409, text: refusals.askedAlready }
    case 'archive.days-not-allowed':
      return { status: 422, text: refusals.daysNotAllowed }
    case 'archive.recalled-inside':
      return { status: 409, text: refusals.recalledInside }
    case 'archive.reading-ended':
      return { status: 409, text: refusals.readingEnded }
    case 'archive.nothing-expired':
      return { status: 409, text: refusals.nothingExpired }
    case 'archive.council-incomplete':
      return { status: 422, text: refusals.councilIncomplete }
    case 'archive.decision-missing':
      return { status: 422, text: refusals.decisionMissing }
    case 'archive.years-not-allowed':
      return { status: 422, text: refusals.yearsNotAllowed }
    case 'archive.last-entry':
      return { status: 409, text: refusals.lastEntry }
    case 'archive.council-unsigned':
      return { status: 409, text: refusals.councilUnsigned }
    case 'archive.not-destroyable':
      return { status: 409, text: refusals.notDestroyable(refusal.title, refusals.whyNot[refusal.why]) }
  }
}

/** Of a refused deed of the archive: every code has its words and its status, or this does not compile. */
export const answerArchiveRefusal = (t: Messages, refusal: ArchiveRefusal): ArchiveRefusalAnswer =>
  isPack(refusal) ? { status: 409, text: packText(t, refusal) } : otherAnswer(t, refusal)
