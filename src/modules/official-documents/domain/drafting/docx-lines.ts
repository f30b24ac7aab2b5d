import type { DocxAlign, DocxBlock, DocxCell, DocxParagraph, DocxSpan, DocxTable } from '#platform/docx/docx-text.ts'
import { startsOwnLine, takesFormLook } from './line-kinds.ts'

const plainOf = (spans: readonly DocxSpan[]): string => spans.map((span) => span.text).join('')

export const textOf = ({ label, spans }: DocxParagraph): string => {
  return `${label} ${plainOf(spans)}`.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
}

/** Asterisks and underscores of the text itself; a row of them to be filled in by hand is dots. */
const escaped = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/_{3,}/g, (blank) => '…'.repeat(Math.ceil(blank.length / 3)))
    .replaceAll(/[*_]/g, (sign) => `\\${sign}`)

/** `**` around the words, never around the spaces beside them: a mark next to a space is none. */
const around = (text: string, mark: string): string => {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? []
  return words === '' ? text : `${before}${mark}${words}${mark}${after}`
}

const markedSpan = ({ text, bold, italic, underline }: DocxSpan): string => {
  const plain = escaped(text)
  const sloping = italic === true ? around(plain, '*') : plain
  const strong = bold === true ? around(sloping, '**') : sloping
  return underline === true ? around(strong, '__') : strong
}

const marked = (spans: readonly DocxSpan[]): string => spans.map(markedSpan).join('').replaceAll(/\s+/g, ' ').trim()

/** Without the first so many characters. */
const without = (spans: readonly DocxSpan[], characters: number): readonly DocxSpan[] => {
  let left = characters
  return spans.flatMap((span) => {
    const cut = Math.min(left, span.text.length)
    left -= cut
    return cut === span.text.length ? [] : [{ ...span, text: span.text.slice(cut) }]
  })
}

const alignMarks: Readonly<Record<DocxAlign, string>> = { start: '', center: '>< ', end: '>> ' }

/** A paragraph as one would type it: what the form makes bold or slanting by itself is not marked. */
const lineOf = (paragraph: DocxParagraph, follows: string): string => {
  const { spans, label, heading, align } = paragraph
  const text = textOf(paragraph)
  if (takesFormLook(text, follows)) return escaped(text)
  const own = startsOwnLine(text)
  if (own !== undefined) {
    const raw = plainOf(spans)
    // The mark was drawn by a list, or it is the beginning of the text.
    const written = label === '' ? own.length + (raw.length - raw.trimStart().length) : 0
    return `${own} ${marked(without(spans, written))}`.trim()
  }
  const shown = `${escaped(label)} ${marked(spans)}`.trim()
  const isBold = spans.every((span) => span.bold === true || span.text.trim() === '')
  if (align === 'center' && isBold) return `= ${escaped(text)}`
  if (align !== 'start') return `${alignMarks[align]}${shown}`
  return heading !== null && !isBold ? around(escaped(text), '**') : shown
}

/** The head of a table is bold by itself. */
const cellText = (cell: DocxCell, isHead = false): string =>
  cell
    .map(({ label, spans }) => `${escaped(label)} ${isHead ? escaped(plainOf(spans)) : marked(spans)}`.trim())
    .join('<br>')
    .replaceAll('|', '\\|')

const columnAlign = (table: DocxTable, column: number): DocxAlign => {
  const cells = table.rows.slice(table.hasHeader ? 1 : 0).flatMap((row) => row[column]?.[0] ?? [])
  const first = cells[0]?.align ?? 'start'
  return cells.every((paragraph) => paragraph.align === first) ? first : 'start'
}

const ruleMarks: Readonly<Record<DocxAlign, string>> = { start: '---', center: ':-:', end: '--:' }

const tableLines = (table: DocxTable): readonly string[] => {
  const wide = Math.max(0, ...table.rows.map((row) => row.length))
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const columns = Array.from({ length: wide }, (_, at) => at)
  const rows = table.rows.map((cells, index) =>
    row(columns.map((at) => cellText(cells[at] ?? [], table.hasHeader && index === 0))),
  )
  const rule = row(columns.map((at) => ruleMarks[columnAlign(table, at)]))
  return table.hasHeader ? [rows[0] ?? '', rule, ...rows.slice(1)] : [rule, ...rows]
}

/** The blocks as lines of a draft. */
export const linesOfDocx = (blocks: readonly DocxBlock[]): readonly string[] => {
  const lines: string[] = []
  for (const block of blocks) {
    // Tables that follow each other stay two.
    if (block.kind === 'table') lines.push('', ...tableLines(block), '')
    else lines.push(lineOf(block, lines.at(-1) ?? ''))
  }
  return lines.filter((line, at) => line !== '' || (lines[at - 1] ?? '') !== '')
}
