import type { OfficialPage } from '#platform/pdf/official-page.ts'
import { centreOf, isNear, type Ledger, linesOf, looks, middleOf, mm, spoken } from './page-measures.ts'
import type { PrintedPage, PrintedRun } from './printed-page.ts'

/** Places of paragraphs: those that begin with the words of a block. */
export const checkBody = (book: Ledger, lines: readonly PrintedRun[], page: OfficialPage): void => {
  const body = page.blocks.filter((block) => ['paragraph', 'clause', 'point', 'article', 'basis'].includes(block.kind))
  for (const block of body) {
    if (!('text' in block)) continue
    const label = 'label' in block ? `${block.label} ` : ''
    const said = `${label}${block.text.map((span) => span.text).join('')}`
    const opening = lines.findIndex(
      (line) => line.size >= 13 && said.startsWith(line.text.slice(0, 18)) && line.x > 36 * mm,
    )
    const first = lines[opening]
    const name = `paragraph "${said.slice(0, 24)}"`
    const look = {
      from: 13,
      to: 14,
      bold: block.kind === 'article' || block.text[0]?.bold === true,
      italic: block.kind === 'basis',
    }
    if (!looks(book, first, name, look)) continue
    const indent = (first.x - 30 * mm) / mm
    book.holds(isNear(indent, 12.7, 0.3) || isNear(indent, 10, 0.3), `${name}: indent ${indent.toFixed(1)} mm`)
    const next = lines[opening + 1]
    if (next !== undefined && next.size === first.size && isNear(next.x, 30 * mm, 0.8)) {
      const pitch = (next.y - first.y) / first.size
      book.holds(pitch >= 1.1 && pitch <= 1.73, `${name}: lines ${pitch.toFixed(2)} apart`)
    }
  }
}

/** Two paragraphs that follow each other stand at least 6 pt further apart than the lines of one. */
export const checkGaps = (book: Ledger, lines: readonly PrintedRun[]): void => {
  const atIndent = (line: PrintedRun): boolean => isNear(line.x, 30 * mm + 36, 1.5) && line.size === 14
  const pitches = lines.flatMap((line, at) => {
    const next = lines[at + 1]
    return next !== undefined && atIndent(line) && isNear(next.x, 30 * mm, 0.8) && next.size === 14
      ? [next.y - line.y]
      : []
  })
  const pitch = pitches.length === 0 ? 14 * 1.15 : Math.min(...pitches)
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1]
    if (next === undefined || !atIndent(line) || !atIndent(next) || next.y <= line.y) continue
    book.holds(
      next.y - line.y - pitch >= 5.9,
      `paragraphs ${(next.y - line.y - pitch).toFixed(1)} pt apart: "${next.text.slice(0, 20)}"`,
    )
  }
}

/** Box 9a: one name on the line of the words; several on lines of their own, dashes below each other at the colon. */
export const checkAddressed = (book: Ledger, lines: readonly PrintedRun[], page: OfficialPage): void => {
  const { words, names = [] } = page.addressed ?? {}
  if (words === undefined) return
  const said = names.length === 1 ? `${words}: ${names[0]}` : `${words}:`
  const first = spoken(lines, said).at(-1)
  if (!looks(book, first, 'addressed', { from: 13, to: 14 }) || names.length === 1) return
  const dashes = names.map((name, at) => spoken(lines, `- ${name}${at + 1 === names.length ? '.' : ';'}`)[0])
  for (const [at, dash] of dashes.entries()) {
    if (!looks(book, dash, `addressee ${names[at]}`, { from: 13, to: 14 })) continue
    book.holds(isNear(dash.x, dashes[0]?.x ?? 0, 0.6), `addressee ${names[at]}: not in line with the others`)
    book.holds(isNear(dash.x, first.right, 8) && dash.y > first.y, `addressee ${names[at]}: not below the colon`)
  }
}

/** Parts, chapters, sections and appendices: in the middle, upright, bold; titles in capitals. */
export const checkLabels = (book: Ledger, pages: readonly PrintedPage[], page: OfficialPage): void => {
  const every = pages.flatMap(linesOf)
  const printed = pages[0]
  if (printed === undefined) return
  const inMiddle = (line: PrintedRun | undefined, name: string, from: number, isItalic = false): void => {
    if (looks(book, line, name, { from, to: 14, bold: !isItalic, italic: isItalic }))
      book.holds(isNear(middleOf(line), centreOf(printed), 3), `${name}: not in the middle`)
  }
  for (const block of page.blocks) {
    if (block.kind !== 'division' && block.kind !== 'appendix') continue
    const at = every.findIndex((line) => line.text === block.label && line.isBold)
    inMiddle(every[at], block.label, block.kind === 'appendix' ? 14 : 13)
    const title = block.title.map((span) => span.text).join('')
    if (title === '') continue
    const below = spoken(every.slice(at + 1, at + 6), title.toUpperCase())
    book.holds(below.length > 0, `title of ${block.label}: not in capitals below it`)
    for (const line of below) inMiddle(line, `title of ${block.label}`, 13)
    const note = every.slice(at + 1, at + 8).find((line) => line.text.startsWith('(Kèm theo'))
    if (block.kind === 'appendix') inMiddle(note, `note of ${block.label}`, 13, true)
  }
  // The same name may stand at the head of the page, smaller.
  const large = every.filter((line) => line.size >= 13)
  const decider = page.decider === undefined ? [] : spoken(large, page.decider.toUpperCase())
  book.holds(page.decider === undefined || decider.length > 0, 'who decides: not in capitals')
  for (const line of decider) inMiddle(line, 'who decides', 13)
}

/** A line that its paragraph goes on from reaches the right margin: text is set to both. */
export const checkBothMargins = (book: Ledger, pages: readonly PrintedPage[]): void => {
  for (const printed of pages) {
    const lines = linesOf(printed)
    for (const [at, line] of lines.entries()) {
      const next = lines[at + 1]
      const goesOn = line.size === 14 && next?.size === 14 && isNear(next.x, 30 * mm, 0.8) && next.y > line.y
      if (!goesOn || line.isBold || line.x > 30 * mm + 40) continue
      const margin = (printed.width - line.right) / mm
      book.holds(
        margin >= 15 && margin <= 20.2,
        `"${line.text.slice(0, 20)}": ends ${margin.toFixed(1)} mm from the edge`,
      )
    }
  }
}
