/** Why a file was not packed. */
export type ArchiveRefusal =
  | { readonly code: 'archive.file-open' }
  /** Nothing of it is stored here, or a document of it has no file. */
  | { readonly code: 'archive.content-missing'; readonly subject: string }
  | { readonly code: 'archive.pages-unknown'; readonly subject: string }
  | { readonly code: 'archive.description-broken'; readonly fields: string }
