import type { OfficialAlign, OfficialBlock, OfficialSpan } from '#platform/pdf/official-page.ts'
import {
  appendixLabel,
  arabicPart,
  article,
  basis,
  clause,
  heading,
  isCapitals,
  item,
  point,
  romanPart,
} from './line-kinds.ts'
import { readSpans } from './read-spans.ts'

type Lines = readonly string[]
type Taken = { readonly block: OfficialBlock; readonly next: number }

const tableRow = /^\|.*\|$/
const tableRule = /^\|(?:\s*(?::?-{2,}:?|:-:)\s*\|)+$/
const aligned = /^(><|>>)\s+(.*)$/su

/** What fits on a page. */
export const mostColumns = 24

/** A title in capitals by sign: `QUYẾT ĐỊNH:`, or whatever stands behind `= `. */
const centredText = (line: string): string | undefined =>
  line.startsWith('= ') ? line.slice(2).trim() : isCapitals(line) && line.endsWith(':') ? line : undefined

/** The line after a label is its title, unless it begins something of its own. */
const titleAfter = (lines: Lines, at: number): string | undefined => {
  const line = lines[at]
  if (line === undefined) return undefined
  const own = [romanPart, arabicPart, appendixLabel, article, heading, clause, point, item, tableRow]
  return own.some((pattern) => pattern.test(line)) ? undefined : line
}

const labelled = (kind: 'division' | 'appendix', lines: Lines, at: number): Taken => {
  const title = titleAfter(lines, at + 1)
  const label = (lines[at] ?? '').replace(/\.$/, '')
  return { block: { kind, label, title: readSpans(title ?? '') }, next: at + (title === undefined ? 1 : 2) }
}

const cellTexts = (line: string): readonly string[] =>
  line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .slice(0, mostColumns)
    .map((cell) =>
      cell
        .trim()
        .replaceAll('\\|', '|')
        .replaceAll(/\s*<br>\s*/g, '\n'),
    )

const cellsOf = (line: string): readonly (readonly OfficialSpan[])[] => cellTexts(line).map((cell) => readSpans(cell))

/** `:-:` is centred, `--:` stands right, as the rule of a table says it in plain text everywhere. */
const alignsOf = (rule: string): readonly OfficialAlign[] =>
  cellTexts(rule).map((cell) => (!cell.endsWith(':') ? 'start' : cell.startsWith(':') ? 'center' : 'end'))

/** A rule alone is none. */
const beginsTable = (lines: Lines, at: number): boolean => {
  const isRow = (line: string): boolean => tableRow.test(line) && !tableRule.test(line)
  const [line = '', next = ''] = lines.slice(at, at + 2)
  return isRow(line) || (tableRule.test(line) && isRow(next))
}

const table = (lines: Lines, at: number): Taken => {
  let end = at
  while (tableRow.test(lines[end] ?? '')) end += 1
  const rows = lines.slice(at, end)
  const hasHeader = tableRule.test(rows[1] ?? '') && !tableRule.test(rows[0] ?? '')
  const kept = rows.filter((row) => !tableRule.test(row)).map(cellsOf)
  const aligns = alignsOf(rows.find((row) => tableRule.test(row)) ?? '||')
  return { block: { kind: 'table', hasHeader, aligns, rows: kept }, next: end }
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
  const placed = aligned.exec(line)
  if (placed !== null)
    return { kind: 'placed', align: placed[1] === '>>' ? 'end' : 'center', text: readSpans(placed[2] ?? '') }
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
  if (romanPart.test(line) || arabicPart.test(line)) return labelled('division', lines, at)
  if (appendixLabel.test(line)) return labelled('appendix', lines, at)
  if (beginsTable(lines, at)) return table(lines, at)
  const mayBeBasis = before.every((block) => block.kind === 'basis')
  return { block: single(line, mayBeBasis), next: at + 1 }
}

/**
 * The text as an officer types it, one paragraph a line, as blocks of the page. What a line is follows from how it begins, as the decree has it written:
 * `Chương I`, `Mục 1`, `Điều 1.`, `1.`, `a)`, `I. TÊN MỤC`, `Căn cứ …;`, `- `, `| ô | ô |`, `Phụ lục I`; `= ` is a title in the middle, `>< ` words in the middle, `>> ` words on the right. Every text is read; nothing is refused.
 */
export const readText = (text: string): readonly OfficialBlock[] => {
  const lines = text
    .normalize('NFC')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    // An empty line tells two tables apart, nothing else.
    .filter((line, at, all) => line !== '' || tableRow.test(all[at - 1] ?? ''))
  const blocks: OfficialBlock[] = []
  for (let at = 0; at < lines.length; ) {
    if (lines[at] === '') {
      at += 1
      continue
    }
    const { block, next } = blockAt(lines, at, blocks)
    blocks.push(block)
    at = next
  }
  return blocks
}
