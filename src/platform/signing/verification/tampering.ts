import { catalogOf, formFieldsOf, pagesOf } from '../../pdf/file/pdf-form-field.ts'
import {
  array,
  dict,
  isKind,
  name,
  type PdfDict,
  type PdfRef,
  type PdfValue,
  ref,
  stream,
  textString,
} from '../../pdf/file/pdf-object.ts'
import { beginUpdate, type PdfUpdate } from '../../pdf/file/pdf-update.ts'
import type { PdfReport } from './verification-report.ts'

export const codesOf = (report: PdfReport): readonly string[] =>
  [...report.findings, ...report.signatures.flatMap((each) => each.findings)]
    .filter((each) => !each.isAllowed)
    .map((each) => each.code)

export const flipped = (bytes: Uint8Array, at: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

/** A revision as an attacker would append it. */
export const appended = (
  pdf: Uint8Array,
  change: (update: PdfUpdate, page: { readonly ref: PdfRef; readonly dict: PdfDict }) => void,
): Buffer => {
  const update = beginUpdate(pdf)
  const page = pagesOf(update.file)[0]
  if (page === undefined) throw new Error('no page')
  change(update, page)
  return update.finish().bytes
}

export const overlay = (): PdfValue => stream({}, Buffer.from('1 1 1 rg 0 0 600 800 re f'))
export const rootOf = (update: PdfUpdate): PdfRef => {
  const root = update.file.trailer.entries.get('Root')
  return isKind(root, 'ref') ? root : ref(0)
}
export const fieldOf = (update: PdfUpdate, wanted: string) => {
  const found = formFieldsOf(update.file).find((field) => field.name === wanted)
  if (found === undefined) throw new Error(`no field ${wanted}`)
  return found
}
export const formRefOf = (update: PdfUpdate): PdfRef => {
  const form = catalogOf(update.file).entries.get('AcroForm')
  return isKind(form, 'ref') ? form : ref(0)
}
export const note = (more: Readonly<Record<string, PdfValue>> = {}): PdfValue =>
  dict({
    Type: name('Annot'),
    Subtype: name('FreeText'),
    Rect: array(100, 100, 300, 200),
    Contents: textString('Sửa mức trợ cấp'),
    ...more,
  })
export const annotationsOf = (page: { readonly dict: PdfDict }): readonly PdfValue[] => {
  const list = page.dict.entries.get('Annots')
  return isKind(list, 'array') ? list.items : []
}
