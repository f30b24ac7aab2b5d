import type { DocumentState } from './official-document.ts'
import type { OutgoingRefusal } from './outgoing-refusals.ts'

/** How a new document changes one that was issued. */
export type DocumentChange = 'replaces' | 'corrects' | 'recalls'

export type LinkEnds = {
  readonly toId: string
  readonly kind: DocumentChange
  readonly ownType: string
  readonly toType: string
  readonly toState: DocumentState
  /** Issued by the same agency. */
  readonly isOurs: boolean
}

/** A letter corrects; what is wrong in form, technique or procedure is not worth a document of the same form. */
export const correctingType = 'CV'

/**
 * What is wrong in content is replaced by a document of the same form; what is wrong in form or procedure is corrected by a letter; both, and
 * taking back, are for documents that the agency itself has issued and that are in force.
 * @legal ND-30-2020 Điều 18
 */
const faultOfChange = (ends: LinkEnds): OutgoingRefusal | null => {
  if (!ends.isOurs || ends.toState !== 'issued') return { code: 'draft.changes-nothing-in-force' }
  if (ends.kind === 'replaces' && ends.ownType !== ends.toType)
    return { code: 'draft.replaces-another-form', typeCode: ends.toType }
  return ends.kind === 'corrects' && ends.ownType !== correctingType ? { code: 'draft.corrects-without-letter' } : null
}

export const faultOfChanges = (all: readonly LinkEnds[]): OutgoingRefusal | null =>
  all.map(faultOfChange).find((fault) => fault !== null) ?? null
