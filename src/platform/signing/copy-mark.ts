import { accept, type Result, refuse } from '#kernel/result.ts'
import { pageSize, pagesOf } from '../pdf/file/pdf-form-field.ts'
import { PdfFault } from '../pdf/file/pdf-object.ts'
import { beginUpdate } from '../pdf/file/pdf-update.ts'
import { type PrepareRefusal, prepareForm } from './prepare-form.ts'

/** The field in which an agency signs a copy. */
export const copyField = 'BanSao'

const pointsPerMm = 72 / 25.4
const [width, height, side, top] = [95, 14, 15, 5].map((mm) => mm * pointsPerMm) as [number, number, number, number]

/**
 * Leaves room for the agency's signature at the top of the first page, on the right: box 14. What stands in the file is not changed.
 * @legal ND-30-2020 phụ lục I, phần II, mục I.3
 */
export const prepareCopy = (pdf: Uint8Array): Result<Uint8Array, PrepareRefusal> => {
  try {
    const { file } = beginUpdate(pdf)
    const [first] = pagesOf(file)
    if (first === undefined) return refuse({ code: 'pdf.page-missing', page: 1 })
    const page = pageSize(file, first)
    const room = Math.min(width, page.width - 2 * side)
    const prepared = prepareForm(pdf, [
      {
        name: copyField,
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
