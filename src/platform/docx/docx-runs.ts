import { type DocxStyles, layOver, type TextLook, textLookOf } from './docx-styles.ts'
import type { DocxLoss, DocxSpan } from './docx-text.ts'
import { attributeOf, childOf, descendantsOf, elementsOf, settingOf, switchOf } from './xml-tree.ts'

/** What is gone through and what of it could not be kept. */
export type Reading = {
  readonly styles: DocxStyles
  readonly lose: (loss: DocxLoss, count?: number) => void
  /** Paragraphs of text boxes, which stand outside the text: they follow the paragraph that they hang on. */
  readonly aside: Element[]
}

const raised: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-n'].map((sign, at) => [sign, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ'][at] ?? sign]),
)

/** `m` and a raised `2` is `m²`; what has no raised sign loses its place and is counted. */
const raisedText = (reading: Reading, properties: Element | undefined, text: string): string => {
  const place = settingOf(properties, 'vertAlign')
  if ((place !== 'superscript' && place !== 'subscript') || text.trim() === '') return text
  const signs = [...text].map((sign) => (place === 'superscript' ? raised[sign] : undefined))
  if (signs.every((sign) => sign !== undefined)) return signs.join('')
  reading.lose('raised-text')
  return text
}

const drawn = (reading: Reading, element: Element): void => {
  const boxes = descendantsOf(element, 'txbxContent')
  if (boxes.length > 0) {
    reading.lose('text-boxes', boxes.length)
    reading.aside.push(...boxes)
  } else reading.lose(descendantsOf(element, 'OLEObject').length > 0 ? 'objects' : 'pictures')
}

const signs: Readonly<Record<string, string>> = {
  tab: ' ',
  ptab: ' ',
  br: '\n',
  cr: '\n',
  noBreakHyphen: '-',
}

/** The text of one child of a run. */
const textOfPart = (reading: Reading, part: Element): string => {
  const name = part.localName
  if (name === 't') return part.textContent ?? ''
  if (name === 'br' && attributeOf(part, 'type') === 'page') return ''
  if (name in signs) return signs[name] ?? ''
  if (name === 'drawing' || name === 'pict') drawn(reading, part)
  else if (name === 'object') reading.lose('objects')
  else if (name === 'footnoteReference' || name === 'endnoteReference') reading.lose('footnotes')
  else if (name === 'commentReference') reading.lose('comments')
  else if (name === 'sym') reading.lose('symbols')
  else if (name === 'AlternateContent') {
    // The same thing said twice, for new programs and for old ones.
    const chosen = childOf(part, 'Choice') ?? childOf(part, 'Fallback')
    return chosen === undefined ? '' : textOfParts(reading, elementsOf(chosen))
  }
  return ''
}

const textOfParts = (reading: Reading, parts: readonly Element[]): string =>
  parts.map((part) => textOfPart(reading, part)).join('')

const spanOf = (look: TextLook, text: string): DocxSpan => ({
  text: look.caps === true ? text.toLocaleUpperCase('vi') : text,
  ...(look.bold === true ? { bold: true } : {}),
  ...(look.italic === true ? { italic: true } : {}),
  ...(look.underline === true ? { underline: true } : {}),
})

const spanOfRun = (reading: Reading, run: Element, paragraph: TextLook): readonly DocxSpan[] => {
  const properties = childOf(run, 'rPr')
  if (childOf(properties, 'rPrChange') !== undefined) reading.lose('tracked-changes')
  const text = raisedText(reading, properties, textOfParts(reading, elementsOf(run)))
  if (text === '') return []
  if (switchOf(properties, 'vanish') === true) {
    reading.lose('hidden-text')
    return []
  }
  if (switchOf(properties, 'strike') === true || switchOf(properties, 'dstrike') === true) reading.lose('struck-text')
  const styled = layOver(reading.styles.characters(settingOf(properties, 'rStyle')) as TextLook, paragraph)
  return [spanOf(layOver(textLookOf(properties), styled), text)]
}

const isSameLook = (left: DocxSpan, right: DocxSpan): boolean =>
  left.bold === right.bold && left.italic === right.italic && left.underline === right.underline

/** Office programs cut a sentence into many runs; those of one look are one again. */
const joined = (spans: readonly DocxSpan[]): readonly DocxSpan[] => {
  const kept: DocxSpan[] = []
  for (const span of spans) {
    const last = kept.at(-1)
    // A space has no weight of its own.
    if (last !== undefined && (isSameLook(last, span) || span.text.trim() === ''))
      kept[kept.length - 1] = { ...last, text: last.text + span.text }
    else kept.push(span)
  }
  return kept
}

/** Containers that only wrap runs. */
const wrappers = new Set(['hyperlink', 'smartTag', 'fldSimple', 'sdt', 'sdtContent', 'customXml', 'dir', 'bdo'])

const walk = (reading: Reading, parent: Element, look: TextLook): readonly DocxSpan[] =>
  elementsOf(parent).flatMap((child): readonly DocxSpan[] => {
    const name = child.localName
    if (name === 'r') return spanOfRun(reading, child, look)
    if (name === 'ins' || name === 'moveTo' || name === 'del' || name === 'moveFrom') {
      reading.lose('tracked-changes')
      // As if every change were accepted.
      return name === 'ins' || name === 'moveTo' ? walk(reading, child, look) : []
    }
    if (name === 'oMath' || name === 'oMathPara') {
      reading.lose('formulas')
      const said = descendantsOf(child, 't').map((part) => part.textContent ?? '')
      return [{ text: said.join('') }]
    }
    return wrappers.has(name) ? walk(reading, child, look) : []
  })

/** The runs of a paragraph in the look that its style and they themselves give them. */
export const spansOf = (reading: Reading, paragraph: Element, look: TextLook): readonly DocxSpan[] =>
  joined(walk(reading, paragraph, look)).filter((span) => span.text !== '')
