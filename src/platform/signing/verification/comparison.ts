import type { PdfFile } from '../../pdf/file/pdf-file.ts'

export type LaterSignature = {
  readonly kind: 'signature' | 'time-stamp'
  /** Object number of its field. */
  readonly field: number
  readonly end: number
  /** Intact, and by a trusted certificate. */
  readonly isSound: boolean
}

export type LaterContext = {
  /** Text fields that may be filled after signing, as long as a later signature covers them. */
  readonly fillable: ReadonlySet<string>
  readonly signatures: readonly LaterSignature[]
}

/** The signed revision and the file as it is now, with the objects that differ and those already explained. */
export type Comparison = LaterContext & {
  readonly signed: PdfFile
  readonly file: PdfFile
  readonly end: number
  readonly changed: ReadonlySet<number>
  readonly explained: Set<number>
}
