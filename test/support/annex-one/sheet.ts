import { centreOf, isNear, type Ledger, linesOf, looks, middleOf, mm } from './page-measures.ts'
import type { PrintedPage } from './printed-page.ts'

export const checkSheet = (book: Ledger, pages: readonly PrintedPage[]): void => {
  for (const [at, page] of pages.entries()) {
    const name = `page ${at + 1}`
    book.holds(isNear(page.width, 210 * mm, 0.5) && isNear(page.height, 297 * mm, 0.5), `${name}: not A4`)
    const fonts = new Set(page.runs.map((run) => run.font).filter((font) => !font.startsWith('Tinos')))
    book.holds(fonts.size === 0, `${name}: fonts ${[...fonts].join()}`)
    const strange = page.textColours.filter((colour) => colour !== '#000000' && colour !== '#ff0000')
    book.holds(strange.length === 0, `${name}: colours ${strange.join()}`)
    const body = page.runs.filter((run) => run.y > 20 * mm)
    const left = Math.min(...body.map((run) => run.x))
    book.holds(left >= 30 * mm - 0.6 && left <= 35 * mm + 0.6, `${name}: left margin ${(left / mm).toFixed(1)} mm`)
    const right = page.width - Math.max(...body.map((run) => run.right))
    book.holds(right >= 15 * mm - 0.6, `${name}: right margin ${(right / mm).toFixed(1)} mm`)
    const top = Math.min(...body.map((run) => run.y - run.size * 0.67))
    book.holds(top >= 20 * mm - 3 && top <= 25 * mm, `${name}: top margin ${(top / mm).toFixed(1)} mm`)
    const bottom = page.height - Math.max(...body.filter((run) => run.size > 12.5).map((run) => run.y))
    book.holds(bottom >= 20 * mm - 0.6, `${name}: bottom margin ${(bottom / mm).toFixed(1)} mm`)
  }
}

export const checkPageNumbers = (book: Ledger, pages: readonly PrintedPage[]): void => {
  let inPart = 0
  for (const [at, page] of pages.entries()) {
    const beginsAppendix = linesOf(page).some((line) => /^Phụ lục(?: [IVXLC]+)?$/.test(line.text))
    inPart = beginsAppendix ? 1 : inPart + 1
    const above = page.runs.filter((run) => run.y < 20 * mm)
    if (inPart === 1) {
      book.holds(above.length === 0, `page ${at + 1}: its number is shown`)
      continue
    }
    const number = above[0]
    if (!looks(book, number, `number of page ${at + 1}`, { from: 13, to: 14 })) continue
    book.holds(number.text === String(inPart), `page ${at + 1}: numbered ${number.text}`)
    const centre = centreOf(page)
    book.holds(isNear(middleOf(number), centre, 3), `page ${at + 1}: number not in the middle`)
  }
}
