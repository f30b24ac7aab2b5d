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
  | { readonly code: 'work-file.day-before-document'; readonly newest: string }
  | { readonly code: 'work-file.reason-missing' }
  | { readonly code: 'work-file.document-unknown' }
  /** Several are called so: the officer chooses. */
  | { readonly code: 'work-file.document-several' }
  | { readonly code: 'work-file.document-secret' }
  | { readonly code: 'work-file.document-inside-already' }
  | { readonly code: 'work-file.rule-types-unknown' }
  /** No list has it, it is not of this officer, or its file is open already. */
  | { readonly code: 'work-file.entry-not-open' }

/** Why a deed on a list of files was not done. */
export type FileListRefusal =
  | { readonly code: 'file-list.not-found' }
  | { readonly code: 'file-list.not-permitted' }
  | { readonly code: 'file-list.exists' }
  | { readonly code: 'file-list.year-not-allowed' }
  | { readonly code: 'file-list.not-draft' }
  | { readonly code: 'file-list.not-submitted' }
  | { readonly code: 'file-list.empty' }
  | { readonly code: 'file-list.too-long' }
  | { readonly code: 'file-list.heading-name-missing' }
  | { readonly code: 'file-list.letters-not-allowed' }
  | { readonly code: 'file-list.letters-taken' }
  | { readonly code: 'file-list.heading-unknown' }
  | { readonly code: 'file-list.heading-in-use' }
  | { readonly code: 'file-list.entry-unknown' }
  | { readonly code: 'file-list.title-missing' }
  | { readonly code: 'file-list.retention-not-allowed' }
  | { readonly code: 'file-list.keeper-unknown' }
  | { readonly code: 'file-list.types-unknown' }
  | { readonly code: 'file-list.decision-missing' }
