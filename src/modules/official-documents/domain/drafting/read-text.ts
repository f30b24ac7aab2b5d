import type { OfficialBlock, OfficialSpan } from '#platform/pdf/official-page.ts'
import { readSpans } from './read-spans.ts'

type Lines = readonly string[]
type Taken = { readonly block: OfficialBlock; readonly next: number }

const romanDivision = /^(?:Phần|Chương)\s+[IVXLC]+\.?$/u
const arabicDivision = /^(?:Mục|Tiểu mục)\s+\d{1,3}\.?$/u
const appendixLabel = /^Phụ lục(?:\s+[IVXLC]+)?$/u
const article = /^(Điều\s+\d{1,4}\.)\s*(.*)$/su
const heading = /^[IVXLC]{1,6}\.\s+\S/u
const clause = /^(\d{1,3}\.)\s+(.*)$/su
const point = /^([a-zđ]{1,2}\))\s+(.*)$/su
const item = /^[-–]\s+(.*)$/su
const basis = /^(?:Căn cứ|Theo đề nghị|Xét đề nghị|Thực hiện|Trên cơ sở)\s.*[;.]$/su
const tableRow = /^\|.*\|$/
const tableRule = /^\|(?:\s*:?-{2,}:?\s*\|)+$/

const isCapitals = (line: string): boolean => /\p{Lu}/u.test(line) && line === line.toUpperCase()

/** A title in capitals by sign: `QUYẾT ĐỊNH:`, or whatever stands behind `= `. */
const centredText = (line: string): string | undefined =>
  line.startsWith('= ') ? line.slice(2).trim() : isCapitals(line) && line.endsWith(':') ? line : undefined

/** The line after a label is its title, unless it begins something of its own. */
const titleAfter = (lines: Lines, at: number): string | undefined => {
  const line = lines[at]
  if (line === undefined) return undefined
  const own = [romanDivision, arabicDivision, appendixLabel, article, heading, clause, point, item, tableRow]
  return own.some((pattern) => pattern.test(line)) ? undefined : line
}

const labelled = (kind: 'division' | 'appendix', lines: Lines, at: number): Taken => {
  const title = titleAfter(lines, at + 1)
  const label = (lines[at] ?? '').replace(/\.$/, '')
  return { block: { kind, label, title: readSpans(title ?? '') }, next: at + (title === undefined ? 1 : 2) }
}

const cellsOf = (line: string): readonly (readonly OfficialSpan[])[] =>
  line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .slice(0, 24)
    .map((cell) => readSpans(cell.trim().replaceAll('\\|', '|')))

const table = (lines: Lines, at: number): Taken => {
  let end = at
  while (tableRow.test(lines[end] ?? '')) end += 1
  const rows = lines.slice(at, end)
  const hasHeader = tableRule.test(rows[1] ?? '')
  const kept = rows.filter((row) => !tableRule.test(row)).map(cellsOf)
  return { block: { kind: 'table', hasHeader, rows: kept }, next: end }
}

const marks = [
  ['article', article],
  ['clause', clause],
  ['point', point],
] as const

const marked = (line: string): OfficialBlock | undefined => {
  for (const [kind, pattern] of marks) {
    const found = pattern.exec(line)
    if (found !== null) return { kind, label: found[1] ?? '', text: readSpans(found[2] ?? '') }
  }
  return undefined
}

const single = (line: string, mayBeBasis: boolean): OfficialBlock => {
  if (mayBeBasis && basis.test(line)) return { kind: 'basis', text: readSpans(line) }
  const centred = centredText(line)
  if (centred !== undefined) return { kind: 'centred', text: readSpans(centred) }
  if (heading.test(line)) return { kind: 'heading', text: readSpans(line) }
  const numbered = marked(line)
  if (numbered !== undefined) return numbered
  const listed = item.exec(line)
  if (listed !== null) return { kind: 'item', label: '-', text: readSpans(listed[1] ?? '') }
  return { kind: 'paragraph', text: readSpans(line) }
}

const blockAt = (lines: Lines, at: number, before: readonly OfficialBlock[]): Taken => {
  const line = lines[at] ?? ''
  if (romanDivision.test(line) || arabicDivision.test(line)) return labelled('division', lines, at)
  if (appendixLabel.test(line)) return labelled('appendix', lines, at)
  if (tableRow.test(line) && !tableRule.test(line)) return table(lines, at)
  const mayBeBasis = before.every((block) => block.kind === 'basis')
  return { block: single(line, mayBeBasis), next: at + 1 }
}

/**
 * The text as an officer types it, one paragraph a line, as blocks of the page. What a line is follows from how it begins, as the decree has it written:
 * `Chương I`, `Mục 1`, `Điều 1.`, `1.`, `a)`, `I. TÊN MỤC`, `Căn cứ …;`, `- `, `| ô | ô |`, `Phụ lục I`. Every text is read; nothing is refused.
 */
export const readText = (text: string): readonly OfficialBlock[] => {
  const lines = text
    .normalize('NFC')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const blocks: OfficialBlock[] = []
  for (let at = 0; at < lines.length; ) {
    const { block, next } = blockAt(lines, at, blocks)
    blocks.push(block)
    at = next
  }
  return blocks
}
