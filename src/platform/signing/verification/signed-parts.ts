import { openPdf } from '../../pdf/file/pdf-file.ts'
import { formFieldsOf } from '../../pdf/file/pdf-form-field.ts'
import { isKind } from '../../pdf/file/pdf-object.ts'
import { readByteRange } from './byte-range.ts'
import { withoutPadding } from './without-padding.ts'

export type SignedPart = {
  readonly field: string
  /** The CMS structure, without the padding of its place in the file. */
  readonly contents: Uint8Array
  readonly parts: readonly Uint8Array[]
}

/** What each signature is and what it signs, to hand to another program. Throws `PdfFault` for a file that cannot be read. */
export const signedPartsOf = (pdf: Uint8Array): readonly SignedPart[] => {
  const file = openPdf(pdf)
  return formFieldsOf(file).flatMap((field) => {
    const value = file.resolve(field.dict.entries.get('V'))
    const contents = isKind(value, 'dict') ? file.resolve(value.entries.get('Contents')) : null
    if (!isKind(value, 'dict') || !isKind(contents, 'string')) return []
    const { parts } = readByteRange(file, value, contents)
    return [{ field: field.name, contents: withoutPadding(contents.bytes), parts }]
  })
}
