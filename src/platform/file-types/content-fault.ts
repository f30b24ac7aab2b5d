/** The kinds of files that people may hand in. */
export const contentKinds = ['pdf', 'jpeg', 'png', 'docx'] as const
export type ContentKind = (typeof contentKinds)[number]

export const mediaTypeOf = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const satisfies Record<ContentKind, string>

export const extensionOf = { pdf: 'pdf', jpeg: 'jpg', png: 'png', docx: 'docx' } as const satisfies Record<
  ContentKind,
  string
>

/** Why content is not taken. `found` is what it seems to be, as an extension; `why` is for the log and for whoever helps. */
export type ContentFault =
  | { readonly code: 'content.empty' }
  | { readonly code: 'content.not-allowed'; readonly found: string }
  | { readonly code: 'content.broken'; readonly kind: ContentKind; readonly why: string }

/** Stops the storing of content that is not what it must be; what was written of it is thrown away. */
export class ContentRefused extends Error {
  readonly fault: ContentFault
  constructor(fault: ContentFault) {
    super(fault.code)
    this.fault = fault
  }
}
