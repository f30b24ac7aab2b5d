import type { ListLabels } from './docx-lists.ts'
import { type Reading, spansOf } from './docx-runs.ts'
import { alignOf, type DocxStyles, headingOf, layOver, listPlaceOf, textLookOf } from './docx-styles.ts'
import type { DocxBlock, DocxCell, DocxLoss, DocxParagraph, DocxSpan, DocxTable, DocxText } from './docx-text.ts'
import { attributeOf, childOf, descendantsOf, elementsOf, numberOf, settingOf, switchOf } from './xml-tree.ts'

type Scene = Reading & { readonly lists: ListLabels }

/** A paragraph with line breaks in it is several. */
const linesOf = (spans: readonly DocxSpan[]): readonly (readonly DocxSpan[])[] => {
  const lines: DocxSpan[][] = [[]]
  for (const span of spans)
    for (const [at, text] of span.text.split('\n').entries()) {
      if (at > 0) lines.push([])
      if (text !== '') lines.at(-1)?.push({ ...span, text })
    }
  return lines
}

const readParagraph = (scene: Scene, element: Element): readonly DocxParagraph[] => {
  const properties = childOf(element, 'pPr')
  if (properties !== undefined) noteSection(scene, childOf(properties, 'sectPr'))
  if (childOf(properties, 'pPrChange') !== undefined) scene.lose('tracked-changes')
  const style = scene.styles.paragraph(settingOf(properties, 'pStyle'))
  const place = layOver(listPlaceOf(properties), { listId: style.listId, level: style.level })
  const heading = headingOf(properties) ?? style.heading ?? null
  const align = alignOf(properties) ?? style.align ?? 'start'
  const spans = spansOf(scene, element, layOver(textLookOf(undefined), style))
  const isEmpty = spans.every((span) => span.text.trim() === '')
  // An empty paragraph draws no mark.
  const label =
    isEmpty || place.listId === undefined || place.listId === '0' ? '' : scene.lists(place.listId, place.level ?? 0)
  const own = linesOf(spans).map(
    (line, at): DocxParagraph => ({ kind: 'paragraph', align, heading, label: at === 0 ? label : '', spans: line }),
  )
  return [...own.filter((line) => line.spans.some((span) => span.text.trim() !== '')), ...readAside(scene)]
}

const readAside = (scene: Scene): readonly DocxParagraph[] =>
  scene.aside.splice(0).flatMap((box) => readBlocks(scene, box).flatMap(paragraphsIn))

const paragraphsIn = (block: DocxBlock): readonly DocxParagraph[] =>
  block.kind === 'paragraph' ? [block] : block.rows.flat(2)

const readCell = (scene: Scene, cell: Element): readonly DocxCell[] => {
  const properties = childOf(cell, 'tcPr')
  const span = Math.min(Math.max(numberOf(settingOf(properties, 'gridSpan')) ?? 1, 1), 63)
  const upright = childOf(properties, 'vMerge')
  const isBelow = upright !== undefined && attributeOf(upright, 'val') !== 'restart'
  if (span > 1 || isBelow) scene.lose('merged-cells')
  const inner = readBlocks(scene, cell)
  const nested = inner.filter((block) => block.kind === 'table').length
  if (nested > 0) scene.lose('nested-tables', nested)
  return [inner.flatMap(paragraphsIn), ...Array.from({ length: span - 1 }, () => [])]
}

const rowsOf = (table: Element): readonly Element[] =>
  elementsOf(table).flatMap((child) => {
    if (child.localName === 'tr') return [child]
    return ['sdt', 'sdtContent', 'customXml', 'ins'].includes(child.localName) ? rowsOf(child) : []
  })

const cellsOf = (row: Element): readonly Element[] =>
  elementsOf(row).flatMap((child) => {
    if (child.localName === 'tc') return [child]
    return ['sdt', 'sdtContent', 'customXml'].includes(child.localName) ? cellsOf(child) : []
  })

const isBold = (cell: DocxCell): boolean =>
  cell.length > 0 && cell.every((one) => one.spans.every((span) => span.bold === true || span.text.trim() === ''))

const readTable = (scene: Scene, element: Element): DocxTable => {
  const kept = rowsOf(element).filter((row) => {
    const properties = childOf(row, 'trPr')
    const isDeleted = childOf(properties, 'del') !== undefined
    if (isDeleted || childOf(properties, 'ins') !== undefined) scene.lose('tracked-changes')
    return !isDeleted
  })
  const rows = kept.map((row) => cellsOf(row).flatMap((cell) => readCell(scene, cell)))
  const first = kept[0]
  const isMarked = first !== undefined && switchOf(childOf(first, 'trPr'), 'tblHeader') === true
  const written = (rows[0] ?? []).filter((cell) => cell.length > 0)
  return { kind: 'table', hasHeader: isMarked || (written.length > 0 && written.every(isBold)), rows }
}

function noteSection(scene: Scene, section: Element | undefined): void {
  if (section === undefined) return
  const columns = childOf(section, 'cols')
  if ((numberOf(attributeOf(columns, 'num')) ?? 1) > 1) scene.lose('columns')
  if (attributeOf(childOf(section, 'pgSz'), 'orient') === 'landscape') scene.lose('landscape')
}

const containers = new Set(['sdt', 'sdtContent', 'customXml', 'ins', 'moveTo', 'smartTag'])

function readBlocks(scene: Scene, parent: Element): readonly DocxBlock[] {
  return elementsOf(parent).flatMap((child): readonly DocxBlock[] => {
    const name = child.localName
    if (name === 'p') return readParagraph(scene, child)
    if (name === 'tbl') return [readTable(scene, child)]
    if (name === 'sectPr') noteSection(scene, child)
    if (name === 'altChunk') scene.lose('objects')
    return containers.has(name) ? readBlocks(scene, child) : []
  })
}

export type DocxParts = {
  readonly document: Element
  readonly styles: DocxStyles
  readonly lists: ListLabels
  /** Roots of headers and footers. */
  readonly margins: readonly Element[]
}

/** Words in the margins; a page number alone is the form's own business. */
const speaks = (margin: Element): boolean =>
  /\p{L}/u.test(
    descendantsOf(margin, 't')
      .map((part) => part.textContent ?? '')
      .join('')
      .replace(/\b(?:trang|page)\b/giu, ''),
  )

/** Reads the text of a document whose parts are parsed. */
export const readBody = ({ document, styles, lists, margins }: DocxParts): DocxText => {
  const losses: Partial<Record<DocxLoss, number>> = {}
  const lose = (loss: DocxLoss, count = 1): void => {
    losses[loss] = (losses[loss] ?? 0) + count
  }
  const body = childOf(document, 'body')
  const blocks = body === undefined ? [] : readBlocks({ styles, lists, lose, aside: [] }, body)
  const spoken = margins.filter(speaks).length
  if (spoken > 0) lose('headers', spoken)
  return { blocks, losses }
}
