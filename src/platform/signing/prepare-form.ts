import { accept, type Result, refuse } from '#kernel/result.ts'
import { embedFont, formCharacters } from '../pdf/file/pdf-font.ts'
import { catalogOf, formOf, type PdfPage, pageSize, pagesOf } from '../pdf/file/pdf-form-field.ts'
import {
  array,
  asciiString,
  dict,
  isKind,
  name,
  type PdfDict,
  PdfFault,
  type PdfRef,
  type PdfValue,
  textString,
  withEntries,
} from '../pdf/file/pdf-object.ts'
import { beginUpdate, type PdfUpdate } from '../pdf/file/pdf-update.ts'
import type { FormField } from '../pdf/form-field.ts'
import { form } from './appearance/appearance.ts'

export type PrepareRefusal =
  | { readonly code: 'pdf.unreadable'; readonly reason: string }
  /** The file has a form already; a second one would change what was signed. */
  | { readonly code: 'pdf.has-form' }
  | { readonly code: 'pdf.page-missing'; readonly page: number }

const fontNames = { regular: 'TinosRegular', italic: 'TinosItalic' } as const
const printed = 4
const locked = 128

/**
 * Adds empty form fields where a document leaves room: text fields for number and date, signature fields for the person and
 * the agency. Done once, before the first signature, so that filling and sealing change nothing that was signed.
 */
export const prepareForm = (pdf: Uint8Array, fields: readonly FormField[]): Result<Uint8Array, PrepareRefusal> => {
  try {
    const update = beginUpdate(pdf)
    if (formOf(update.file) !== undefined) return refuse({ code: 'pdf.has-form' })
    const pages = pagesOf(update.file)
    const missing = fields.find((field) => pages[field.page - 1] === undefined)
    if (missing !== undefined) return refuse({ code: 'pdf.page-missing', page: missing.page })
    addForm(update, pages, fields)
    return accept(update.finish().bytes)
  } catch (error) {
    if (error instanceof PdfFault) return refuse({ code: 'pdf.unreadable', reason: error.code })
    throw error
  }
}

const addForm = (update: PdfUpdate, pages: readonly PdfPage[], fields: readonly FormField[]): void => {
  const styles = new Set(fields.filter((field) => field.kind === 'text').map((field) => field.style))
  const fonts = Object.fromEntries(
    [...styles].map((style): [string, PdfValue] => [fontNames[style], embedFont(update.add, style, formCharacters)]),
  )
  const widgets = fields.map((field) => ({ page: field.page, ref: addField(update, pages, field) }))
  const acroForm = update.add(
    dict({
      Fields: array(...widgets.map((widget) => widget.ref)),
      // Signatures exist, and the file may only be appended to.
      SigFlags: 3,
      DA: asciiString('/TinosRegular 13 Tf 0 g'),
      DR: dict({ Font: dict(fonts) }),
    }),
  )
  pages.forEach((page, index) => {
    const own = widgets.filter((widget) => widget.page === index + 1).map((widget) => widget.ref)
    if (own.length > 0) update.replace(page.ref, withAnnotations(update, page, own))
  })
  const root = update.file.trailer.entries.get('Root')
  if (!isKind(root, 'ref')) throw new PdfFault('pdf.catalog-missing')
  update.replace(root, withEntries(catalogOf(update.file), { AcroForm: acroForm }))
}

const withAnnotations = (update: PdfUpdate, page: PdfPage, added: readonly PdfRef[]): PdfDict => {
  const present = update.file.resolve(page.dict.entries.get('Annots'))
  return withEntries(page.dict, { Annots: array(...(isKind(present, 'array') ? present.items : []), ...added) })
}

const addField = (update: PdfUpdate, pages: readonly PdfPage[], field: FormField): PdfRef => {
  const page = pages[field.page - 1]
  if (page === undefined) throw new PdfFault('pdf.page-tree')
  const top = pageSize(update.file, page).height - field.y
  const box = { width: field.width, height: field.height }
  const common = {
    Type: name('Annot'),
    Subtype: name('Widget'),
    T: textString(field.name),
    TU: textString(titles[field.name] ?? field.name),
    Rect: array(field.x, top - field.height, field.x + field.width, top),
    P: page.ref,
    AP: dict({ N: update.add(form(box, '', {})) }),
  }
  if (field.kind === 'signature') return update.add(dict({ ...common, FT: name('Sig'), F: printed + locked }))
  const alignments = { left: 0, center: 1, right: 2 } as const
  const appearance = asciiString(`/${fontNames[field.style]} ${field.size} Tf 0 g`)
  return update.add(dict({ ...common, FT: name('Tx'), F: printed, DA: appearance, Q: alignments[field.align] }))
}

/** Names that viewers speak to people who cannot see the page. */
const titles: Readonly<Record<string, string>> = {
  so: 'Số văn bản',
  ngay: 'Ngày ban hành',
  ChuKyNguoiKy: 'Chữ ký của người có thẩm quyền',
  DauCoQuan: 'Dấu, chữ ký số của cơ quan',
  BanSao: 'Chữ ký số của cơ quan trên bản sao',
}
