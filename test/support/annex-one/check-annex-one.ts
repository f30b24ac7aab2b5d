import type { FormField } from '#platform/pdf/form-field.ts'
import type { OfficialPage } from '#platform/pdf/official-page.ts'
import { checkMarks, checkRecipients, checkSigner, checkSmallMarks } from './foot.ts'
import { checkDate, checkIssuer, checkMotto, checkNumber, checkTitle } from './heading.ts'
import { ledger, linesOf, mm } from './page-measures.ts'
import { readPrintedPages } from './printed-page.ts'
import { checkPageNumbers, checkSheet } from './sheet.ts'
import { checkAddressed, checkBody, checkBothMargins, checkGaps, checkLabels } from './text.ts'

/** What of annex I a file does not keep; empty when it keeps it all. @legal ND-30-2020 Phụ lục I */
export const checkAnnexOne = async (
  pdf: Uint8Array,
  page: OfficialPage,
  fields: readonly FormField[],
): Promise<readonly string[]> => {
  const pages = await readPrintedPages(pdf)
  const first = pages[0]
  if (first === undefined) return ['no page']
  const book = ledger()
  const lines = linesOf(first)
  const every = pages.flatMap(linesOf).filter((line) => line.y > 20 * mm)
  checkSheet(book, pages)
  checkPageNumbers(book, pages)
  checkMotto(book, first, lines)
  checkIssuer(book, first, lines, page)
  const number = checkNumber(book, lines, page, fields)
  checkDate(book, lines, page, fields, number)
  checkTitle(book, first, lines, page, number)
  checkBody(book, every, page)
  for (const each of pages) checkGaps(book, linesOf(each))
  checkSigner(book, every, page, fields)
  checkRecipients(book, every, page)
  checkMarks(book, first, lines, page)
  checkAddressed(book, every, page)
  checkLabels(book, pages, page)
  checkBothMargins(book, pages)
  checkSmallMarks(book, pages, page)
  return book.faults
}
