import { openPdf } from './pdf-file.ts'
import { pagesOf } from './pdf-form-field.ts'

/** How many pages a PDF has; null when it cannot be read. */
export const countPages = (bytes: Uint8Array): number | null => {
  try {
    return pagesOf(openPdf(bytes)).length
  } catch {
    return null
  }
}
