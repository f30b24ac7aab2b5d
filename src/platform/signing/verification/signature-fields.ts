import { instantOf, type Temporal } from '#kernel/time.ts'
import type { PdfFile } from '../../pdf/file/pdf-file.ts'
import { formFieldsOf, type PdfFormField } from '../../pdf/file/pdf-form-field.ts'
import { isKind, isName, type PdfDict, PdfFault, textOf } from '../../pdf/file/pdf-object.ts'
import { readByteRange, type SignedRange } from './byte-range.ts'

/** A signed field: of a person or an agency, or a time-stamp over the whole document. */
export type SignedField = {
  readonly field: PdfFormField
  readonly isTimeStamp: boolean
  readonly contents: Uint8Array
  readonly range: SignedRange
  readonly claimedAt: Temporal.Instant | undefined
  readonly reason: string | undefined
}

/** Each signature costs one more reading of the file. */
const mostSignatures = 40

/** The signed fields in the order in which they were signed. */
export const signedFieldsOf = (file: PdfFile): readonly SignedField[] => {
  const fields = formFieldsOf(file).filter(
    (field) => field.type === 'Sig' && isKind(file.resolve(field.dict.entries.get('V')), 'dict'),
  )
  if (fields.length > mostSignatures) throw new PdfFault('pdf.too-many-signatures')
  return fields.map((field) => signedField(file, field)).sort((left, right) => left.range.end - right.range.end)
}

const signedField = (file: PdfFile, field: PdfFormField): SignedField => {
  const value = file.resolve(field.dict.entries.get('V'))
  const dict: PdfDict = isKind(value, 'dict') ? value : { kind: 'dict', entries: new Map() }
  const contents = file.resolve(dict.entries.get('Contents'))
  const string = isKind(contents, 'string') ? contents : undefined
  return {
    field,
    isTimeStamp: isName(file.resolve(dict.entries.get('SubFilter')), 'ETSI.RFC3161'),
    contents: string?.bytes ?? new Uint8Array(),
    range: readByteRange(file, dict, string),
    claimedAt: readPdfDate(textOf(file.resolve(dict.entries.get('M')))),
    reason: textOf(file.resolve(dict.entries.get('Reason')))?.slice(0, 500),
  }
}

/** `D:20260828162000+07'00'`; without a zone the time is taken as Vietnamese. */
const readPdfDate = (text: string | undefined): Temporal.Instant | undefined => {
  const found = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?)?/.exec(text ?? '')
  if (found === null) return undefined
  const [, year, month, day, hour, minute, second, sign, zoneHours, zoneMinutes] = found
  const offset =
    sign === undefined
      ? text?.includes('Z') === true
        ? 0
        : 420
      : (sign === '-' ? -1 : 1) * (60 * Number(zoneHours) + Number(zoneMinutes ?? 0))
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  return Number.isNaN(at) ? undefined : instantOf(new Date(at - offset * 60_000))
}
