import { deflateSync } from 'node:zlib'
import { embedFont, glyphString, textWidth } from '../../pdf/file/pdf-font.ts'
import { array, dict, name, type PdfRef, type PdfStream, type PdfValue, stream } from '../../pdf/file/pdf-object.ts'
import { handwriting } from './handwriting.ts'
import { imageObjects } from './png-image.ts'

/**
 * What a signature shows in its rectangle.
 * @legal ND-30-2020 phụ lục I, phần I, mục II.7.d, II.8.a; phần II, mục I.3
 */
export type Appearance =
  /** Blue lettering in the manner of a hand signature, drawn from the name; for those who gave no picture of their own. */
  | { readonly kind: 'handwriting'; readonly name: string }
  /** The picture of the hand signature: PNG, red-green-blue with transparency. */
  | { readonly kind: 'picture'; readonly png: Uint8Array }
  /** A round red seal. */
  | { readonly kind: 'seal'; readonly around: string; readonly middle: string }
  /** Black lettering of size 10, set to the right, a line each: what stands on a copy and on a file beside the main one. */
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | { readonly kind: 'none' }

export type Box = { readonly width: number; readonly height: number }

type Add = (value: PdfValue) => PdfRef

/** A form XObject as large as the box. Throws `RangeError` when the picture is not one that can be shown. */
export const drawAppearance = (appearance: Appearance, box: Box, add: Add): PdfRef => {
  switch (appearance.kind) {
    case 'none':
      return add(form(box, '', {}))
    case 'handwriting':
      return add(form(box, handwriting(appearance.name, box), {}))
    case 'seal':
      return add(drawSeal(appearance, box, add))
    case 'lines':
      return add(drawLines(appearance.lines, box, add))
    case 'picture':
      return add(drawPicture(appearance.png, box, add))
  }
}

export const form = (box: Box, content: string, resources: Readonly<Record<string, PdfValue>>): PdfStream =>
  stream(
    {
      Type: name('XObject'),
      Subtype: name('Form'),
      BBox: array(0, 0, box.width, box.height),
      Resources: dict(resources),
      Filter: name('FlateDecode'),
    },
    deflateSync(Buffer.from(content, 'latin1')),
  )

const lineSize = 10

/** A line too long for the box becomes narrower lettering, never cut. */
const drawLines = (lines: readonly string[], box: Box, add: Add): PdfStream => {
  const texts = lines.map((line) => line.normalize('NFC'))
  const content = texts.map((text, index) => {
    const size = Math.min(lineSize, (lineSize * box.width) / Math.max(1, textWidth('regular', text, lineSize)))
    const x = box.width - textWidth('regular', text, size)
    const y = box.height - lineSize * (1.2 * index + 0.95)
    return `BT /Regular ${decimal(size)} Tf 0 g ${decimal(x)} ${decimal(y)} Td ${glyphString('regular', text)} Tj ET`
  })
  return form(box, content.join('\n'), { Font: dict({ Regular: embedFont(add, 'regular', texts.join('')) }) })
}

const drawPicture = (png: Uint8Array, box: Box, add: Add): PdfStream => {
  const image = imageObjects(png, add)
  const scale = Math.min(box.width / image.width, box.height / image.height)
  const [width, height] = [image.width * scale, image.height * scale]
  const place = [width, 0, 0, height, (box.width - width) / 2, (box.height - height) / 2].map(decimal).join(' ')
  return form(box, `q ${place} cm /Picture Do Q`, { XObject: dict({ Picture: image.ref }) })
}

const decimal = (value: number): string => value.toFixed(2)

/** Two rings, the name of the superior unit around, a star and the agency in the middle. */
const drawSeal = (seal: { readonly around: string; readonly middle: string }, box: Box, add: Add): PdfStream => {
  const around = seal.around.normalize('NFC').toUpperCase()
  const lines = balancedLines(seal.middle.normalize('NFC').toUpperCase())
  const radius = Math.min(box.width, box.height) / 2 - 1
  const centre = { x: box.width / 2, y: box.height / 2 }
  const inner = radius * 0.68
  const content = [
    'q 0.82 0.05 0.09 RG 0.82 0.05 0.09 rg',
    `1.7 w ${circle(centre, radius - 0.6)} S 0.6 w ${circle(centre, radius - 2.6)} S 0.8 w ${circle(centre, inner)} S`,
    ringText(around, centre, inner, radius),
    star({ x: centre.x, y: centre.y - (inner + radius - 2.6) / 2 }, radius * 0.085),
    star(
      { x: centre.x, y: centre.y + inner * (lines.length > 2 ? 0.62 : 0.52) },
      radius * (lines.length > 2 ? 0.14 : 0.17),
    ),
    ...middleText(lines, centre, inner),
    'Q',
  ].join('\n')
  const font = embedFont(add, 'bold', `${around}${lines.join('')}`)
  return form(box, content, { Font: dict({ Bold: font }) })
}

type Point = { readonly x: number; readonly y: number }

const circle = (centre: Point, radius: number): string => {
  const handle = radius * 0.5523
  const point = (x: number, y: number): string => `${decimal(centre.x + x)} ${decimal(centre.y + y)}`
  return [
    `${point(radius, 0)} m`,
    `${point(radius, handle)} ${point(handle, radius)} ${point(0, radius)} c`,
    `${point(-handle, radius)} ${point(-radius, handle)} ${point(-radius, 0)} c`,
    `${point(-radius, -handle)} ${point(-handle, -radius)} ${point(0, -radius)} c`,
    `${point(handle, -radius)} ${point(radius, -handle)} ${point(radius, 0)} c h`,
  ].join(' ')
}

const star = (centre: Point, radius: number): string => {
  const points = Array.from({ length: 10 }, (_, index) => {
    const reach = index % 2 === 0 ? radius : radius * 0.382
    const angle = Math.PI / 2 + (index * Math.PI) / 5
    return `${decimal(centre.x + reach * Math.cos(angle))} ${decimal(centre.y + reach * Math.sin(angle))}`
  })
  return `${points[0]} m ${points
    .slice(1)
    .map((point) => `${point} l`)
    .join(' ')} h f`
}

/** Each letter stands on the ring, turned by its place; a long name becomes smaller so that it leaves the bottom free. */
const ringText = (text: string, centre: Point, inner: number, radius: number): string => {
  const base = inner + (radius - inner) * 0.24
  const room = 2 * Math.PI * base * 0.8
  const largest = (radius - inner) * 0.62
  const spacing = largest * 0.12
  const natural = textWidth('bold', text, largest) + spacing * text.length
  const scale = Math.min(1, room / Math.max(1, natural))
  const size = largest * scale
  let along = -(natural * scale) / 2
  const letters = [...text].map((letter) => {
    const advance = textWidth('bold', letter, size) + spacing * scale
    const angle = Math.PI / 2 - (along + advance / 2) / base
    along += advance
    const turn = angle - Math.PI / 2
    const x = centre.x + base * Math.cos(angle) - (advance / 2) * Math.cos(turn)
    const y = centre.y + base * Math.sin(angle) - (advance / 2) * Math.sin(turn)
    const matrix = [Math.cos(turn), Math.sin(turn), -Math.sin(turn), Math.cos(turn)]
      .map((value) => value.toFixed(4))
      .join(' ')
    return `${matrix} ${decimal(x)} ${decimal(y)} Tm ${glyphString('bold', letter)} Tj`
  })
  return `BT /Bold ${decimal(size)} Tf ${letters.join(' ')} ET`
}

/** Up to three lines, broken so that the longest is as short as can be. */
const balancedLines = (text: string): readonly string[] => {
  const words = text.split(/\s+/).filter((word) => word !== '')
  const count = Math.min(3, words.length, Math.ceil(text.length / 11))
  return brokenInto(words.slice(0, mostWords), count)
}

/** A name has fewer; what goes beyond would not be legible on a seal of 36 mm. */
const mostWords = 16

const widestOf = (lines: readonly string[]): number => Math.max(0, ...lines.map((line) => textWidth('bold', line, 1)))

const brokenInto = (words: readonly string[], count: number): readonly string[] => {
  if (count <= 1) return [words.join(' ')]
  let best: readonly string[] = [words.join(' ')]
  for (let first = 1; first <= words.length - count + 1; first += 1) {
    const lines = [words.slice(0, first).join(' '), ...brokenInto(words.slice(first), count - 1)]
    if (widestOf(lines) < widestOf(best)) best = lines
  }
  return best
}

const middleText = (lines: readonly string[], centre: Point, inner: number): readonly string[] => {
  const widest = Math.max(1, widestOf(lines))
  const size = Math.min(inner * 0.3, (inner * 1.72) / widest)
  const top = centre.y - inner * 0.1 + ((lines.length - 1) * size * 1.15) / 2 - size * 0.35
  return lines.map((line, index) => {
    const x = centre.x - textWidth('bold', line, size) / 2
    return `BT /Bold ${decimal(size)} Tf ${decimal(x)} ${decimal(top - index * size * 1.15)} Td ${glyphString('bold', line)} Tj ET`
  })
}
