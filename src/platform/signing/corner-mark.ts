import { accept, type Result, refuse } from '#kernel/result.ts'
import { pageSize, pagesOf } from '../pdf/file/pdf-form-field.ts'
import { PdfFault } from '../pdf/file/pdf-object.ts'
import { beginUpdate } from '../pdf/file/pdf-update.ts'
import { type PrepareRefusal, prepareForm } from './prepare-form.ts'

/** The field in which an agency signs a copy, and a file that goes with a document. */
export const cornerFields = { copy: 'BanSao', companion: 'KemTheo' } as const

const pointsPerMm = 72 / 25.4
const [width, height, side, top] = [95, 14, 15, 5].map((mm) => mm * pointsPerMm) as [number, number, number, number]

/**
 * Leaves room for the agency's signature at the top of the first page, on the right: box 14 of a copy, and where the agency signs an appendix in a
 * file of its own. What stands in the file is not changed.
 * @legal ND-30-2020 phụ lục I, phần I, mục III.1.d; phần II, mục I.3
 */
export const prepareCorner = (
  pdf: Uint8Array,
  field: (typeof cornerFields)[keyof typeof cornerFields],
): Result<Uint8Array, PrepareRefusal> => {
  try {
    const { file } = beginUpdate(pdf)
    const [first] = pagesOf(file)
    if (first === undefined) return refuse({ code: 'pdf.page-missing', page: 1 })
    const page = pageSize(file, first)
    const room = Math.min(width, page.width - 2 * side)
    const prepared = prepareForm(pdf, [
      {
        name: field,
        kind: 'signature',
        page: 1,
        x: page.width - side - room,
        y: top,
        width: room,
        height,
        size: 10,
        style: 'regular',
        align: 'right',
      },
    ])
    return prepared.ok ? accept(prepared.value) : prepared
  } catch (error) {
    if (error instanceof PdfFault) return refuse({ code: 'pdf.unreadable', reason: error.code })
    throw error
  }
}
