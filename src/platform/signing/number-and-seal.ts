import { accept, type Result, refuse } from '#kernel/result.ts'
import { formCharacters, glyphString, textWidth } from '../pdf/file/pdf-font.ts'
import { formOf, type PdfFormField } from '../pdf/file/pdf-form-field.ts'
import { dict, isKind, PdfFault, textOf, textString, withEntries } from '../pdf/file/pdf-object.ts'
import { beginUpdate, type PdfUpdate } from '../pdf/file/pdf-update.ts'
import { form } from './appearance/appearance.ts'
import { outcomeFields } from './outcome-fields.ts'
import {
  boxOf,
  checkSignable,
  findField,
  refusingFaults,
  type SignatureRequest,
  type SigningRefusal,
  writeSignature,
} from './sign-pdf.ts'

export { outcomeFields }

export type PrintedPlace = {
  /** As printed before the slash: `08`, `15`. */
  readonly number: string
  /** As printed: `ngày 28 tháng 8 năm 2026`. */
  readonly date: string
}
export type SealRequest = Omit<SignatureRequest, 'field'> & PrintedPlace

/**
 * The clerk's one act: number, date and the agency's signature with its seal, in one incremental update. The leader's
 * signature stands before it and stays valid, because the fields were in the form that the leader signed.
 * Refuses a document that is not signed by the leader, or that has a number, a date or a seal already.
 * @legal ND-30-2020 15.1
 */
export const numberAndSeal = (pdf: Uint8Array, request: SealRequest): Promise<Result<Uint8Array, SigningRefusal>> =>
  refusingFaults(async () => {
    const update = beginUpdate(pdf)
    const refusal = faultOf(update) ?? fillPlace(update, request)
    if (refusal !== undefined) return refuse(refusal)
    return writeSignature(update, { ...request, field: outcomeFields.seal })
  })

/** Number and date alone, in one incremental update, for a seal that is given elsewhere. Refuses what `numberAndSeal` refuses. @legal ND-30-2020 15.1 */
export const numberOnly = (pdf: Uint8Array, place: PrintedPlace): Promise<Result<Uint8Array, SigningRefusal>> =>
  refusingFaults(async () => {
    const update = beginUpdate(pdf)
    const refusal = faultOf(update) ?? fillPlace(update, place)
    return refusal === undefined ? accept(update.finish().bytes) : refuse(refusal)
  })

const fillPlace = (update: PdfUpdate, { number, date }: PrintedPlace): SigningRefusal | undefined =>
  fillText(update, outcomeFields.number, number.normalize('NFC')) ??
  fillText(update, outcomeFields.date, date.normalize('NFC'))

/** Whether a document waits for number, date and seal; told before a number is taken for it. */
const faultOf = (update: PdfUpdate): SigningRefusal | undefined => {
  const refusal = checkSignable(update, outcomeFields.seal)
  if (refusal !== undefined) return refusal
  const leader = findField(update, outcomeFields.leader)
  if (leader === undefined || !leader.dict.entries.has('V'))
    return { code: 'signature.leader-missing', field: outcomeFields.leader }
  const texts = [outcomeFields.number, outcomeFields.date].map((name) => faultOfText(update, name))
  return texts.find((fault) => fault !== undefined)
}

/** As `numberAndSeal` would refuse the file itself; undefined when it would not. */
export const checkSealable = (pdf: Uint8Array): SigningRefusal | undefined => {
  try {
    return faultOf(beginUpdate(pdf))
  } catch (error) {
    if (error instanceof PdfFault) return { code: 'pdf.unreadable', reason: error.code }
    throw error
  }
}

const faultOfText = (update: PdfUpdate, name: string): SigningRefusal | undefined => {
  const field = findField(update, name)
  if (field === undefined || field.type !== 'Tx') return { code: 'signature.field-missing', field: name }
  return field.dict.entries.has('V') ? { code: 'signature.text-taken', field: name } : undefined
}

const readOnly = 1

const fillText = (update: PdfUpdate, name: string, text: string): SigningRefusal | undefined => {
  const field = findField(update, name)
  if (field === undefined) return { code: 'signature.field-missing', field: name }
  if (text === '' || [...text].some((character) => !formCharacters.has(character)))
    return { code: 'signature.text-not-printable', field: name }
  const drawn = update.add(drawText(update, field, text))
  update.replace(field.ref, withEntries(field.dict, { V: textString(text), AP: dict({ N: drawn }), Ff: readOnly }))
  return undefined
}

/** The templates put the base line 0.35 of the size above the bottom of the field. */
const drawText = (update: PdfUpdate, field: PdfFormField, text: string) => {
  const given = /^\/(Tinos\w+) ([\d.]+) Tf/.exec(textOf(field.dict.entries.get('DA')) ?? '')
  const fonts = update.file.resolve(resourceFonts(update))
  const [, fontName = '', sizeText = ''] = given ?? []
  const font = isKind(fonts, 'dict') ? fonts.entries.get(fontName) : undefined
  if (font === undefined) throw new PdfFault('pdf.form')
  const style = fontName === 'TinosItalic' ? 'italic' : 'regular'
  const box = boxOf(update, field)
  const natural = textWidth(style, text, Number(sizeText))
  const size = Number(sizeText) * Math.min(1, box.width / natural)
  const side = field.dict.entries.get('Q')
  const free = Math.max(0, box.width - textWidth(style, text, size))
  const x = side === 2 ? free : side === 1 ? free / 2 : 0
  const show = `BT /${fontName} ${size.toFixed(2)} Tf 0 g ${x.toFixed(2)} ${(Number(sizeText) * 0.35).toFixed(2)} Td ${glyphString(style, text)} Tj ET`
  return form(box, `/Tx BMC q ${show} Q EMC`, { Font: dict({ [fontName]: font }) })
}

const resourceFonts = (update: PdfUpdate) => {
  const resources = update.file.resolve(formOf(update.file)?.entries.get('DR'))
  return isKind(resources, 'dict') ? resources.entries.get('Font') : undefined
}
