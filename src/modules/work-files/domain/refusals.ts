/** Why a deed on a work file was not done; nothing of it is kept. */
export type WorkFileRefusal =
  | { readonly code: 'work-file.not-found' }
  | { readonly code: 'work-file.not-permitted' }
  | { readonly code: 'work-file.title-missing' }
  | { readonly code: 'work-file.notation-not-allowed' }
  | { readonly code: 'work-file.retention-not-allowed' }
  | { readonly code: 'work-file.not-open' }
  | { readonly code: 'work-file.not-closed' }
  | { readonly code: 'work-file.empty' }
  | { readonly code: 'work-file.day-not-allowed' }
  | { readonly code: 'work-file.reason-missing' }
  | { readonly code: 'work-file.document-unknown' }
  | { readonly code: 'work-file.document-secret' }
  | { readonly code: 'work-file.document-inside-already' }
