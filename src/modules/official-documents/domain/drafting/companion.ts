/** A file that goes with a document, and is not in its file: appendices, tables, plans. */
export const companionPurposes = { draft: 'companion', issued: 'issued-companion' } as const

/** Files of an outgoing document that are steps on its way: none of them is what was issued. */
export const workingPurposes = [
  'draft-source',
  'draft-layout',
  companionPurposes.draft,
  'partly-signed',
  'signed',
] as const

export const mostCompanions = 20
/** Of all of them together: they are signed while the book is locked. */
export const mostCompanionBytes = 100 * 1024 * 1024
export const largestCompanionBytes = 20 * 1024 * 1024

export type CompanionRefusal =
  | { readonly code: 'companion.too-many'; readonly most: number }
  | { readonly code: 'companion.too-much'; readonly mostBytes: number }
  /** Only what can be signed goes along; nobody here makes a PDF of it, or it could not be made. */
  | { readonly code: 'companion.not-pdf'; readonly hasOffice: boolean }
  /** It has a form or signatures of its own, a password, or is broken. */
  | { readonly code: 'companion.not-signable'; readonly why: 'pdf.has-form' | 'pdf.unreadable' }
  | { readonly code: 'companion.not-found' }

/** Whether one more file has room beside those that are there. */
export const decideCompanion = (
  held: readonly { readonly sizeBytes: number }[],
  sizeBytes: number,
): CompanionRefusal | null => {
  if (held.length >= mostCompanions) return { code: 'companion.too-many', most: mostCompanions }
  const total = held.reduce((sum, file) => sum + file.sizeBytes, sizeBytes)
  return total > mostCompanionBytes ? { code: 'companion.too-much', mostBytes: mostCompanionBytes } : null
}
