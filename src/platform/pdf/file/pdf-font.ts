import { deflateSync } from 'node:zlib'
import { type TinosStyle, tinos } from '../tinos.ts'
import { subsetTrueType } from '../true-type.ts'
import { array, asciiString, dict, name, type PdfRef, type PdfValue, stream } from './pdf-object.ts'

/** Every character of Vietnamese beside the basic Latin ones, in both cases, composed. */
const vietnameseLetters = (): string => {
  const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']
  const vowels = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y']
  const lower = `đ${vowels.flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC'))).join('')}`
  return lower + lower.toUpperCase()
}

const basicLatin = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')

/** What a form field can show. */
export const formCharacters: ReadonlySet<string> = new Set([...basicLatin, ...vietnameseLetters(), '–', '…'])

const glyphOf = (style: TinosStyle, character: string): number =>
  tinos(style).glyphs.get(character.codePointAt(0) ?? 0) ?? 0

/** The text as the hexadecimal string that shows it in a font made by `embedFont`: glyph numbers, two bytes each. */
export const glyphString = (style: TinosStyle, text: string): string =>
  `<${[...text.normalize('NFC')].map((character) => glyphOf(style, character).toString(16).padStart(4, '0')).join('')}>`

/** In the unit of the size. */
export const textWidth = (style: TinosStyle, text: string, size: number): number => {
  const font = tinos(style)
  const units = [...text.normalize('NFC')].reduce(
    (sum, character) => sum + font.advanceOf(glyphOf(style, character)),
    0,
  )
  return (units * size) / font.unitsPerEm
}

/** Adds a subset of Tinos with the given characters; glyph numbers are those of the whole font. */
export const embedFont = (
  add: (value: PdfValue) => PdfRef,
  style: TinosStyle,
  characters: Iterable<string>,
): PdfRef => {
  const font = tinos(style)
  const shown = [...new Set(characters)].map((character) => ({ character, glyph: glyphOf(style, character) }))
  const used = shown.filter(({ glyph }) => glyph !== 0).sort((left, right) => left.glyph - right.glyph)
  const scaled = (units: number): number => Math.round((units * 1000) / font.unitsPerEm)
  const baseFont = name(`${tagOf(style)}+${font.postScriptName}`)
  const { program, length } = packedProgram(
    style,
    used.map(({ glyph }) => glyph),
  )
  const file = add(stream({ Length1: length, Filter: name('FlateDecode') }, program))
  const descriptor = add(
    dict({
      Type: name('FontDescriptor'),
      FontName: baseFont,
      Flags: 4 + (style === 'italic' || style === 'boldItalic' ? 64 : 0),
      FontBBox: array(...font.bounds.map(scaled)),
      ItalicAngle: style === 'italic' || style === 'boldItalic' ? -16 : 0,
      Ascent: scaled(font.ascent),
      Descent: scaled(font.descent),
      CapHeight: 662,
      StemV: style === 'bold' || style === 'boldItalic' ? 140 : 80,
      FontFile2: file,
    }),
  )
  const descendant = add(
    dict({
      Type: name('Font'),
      Subtype: name('CIDFontType2'),
      BaseFont: baseFont,
      CIDSystemInfo: dict({ Registry: asciiString('Adobe'), Ordering: asciiString('Identity'), Supplement: 0 }),
      FontDescriptor: descriptor,
      DW: 0,
      W: array(...used.flatMap(({ glyph }) => [glyph, array(scaled(font.advanceOf(glyph)))])),
      CIDToGIDMap: name('Identity'),
    }),
  )
  return add(
    dict({
      Type: name('Font'),
      Subtype: name('Type0'),
      BaseFont: baseFont,
      Encoding: name('Identity-H'),
      DescendantFonts: array(descendant),
      ToUnicode: add(stream({ Filter: name('FlateDecode') }, deflateSync(toUnicode(used)))),
    }),
  )
}

type PackedProgram = { readonly program: Uint8Array; readonly length: number }

const packed = new Map<string, PackedProgram>()
const mostPacked = 200

/** The fonts of forms are always the same, those of a seal the same for each agency: cut and packed once. */
const packedProgram = (style: TinosStyle, glyphs: readonly number[]): PackedProgram => {
  const key = `${style}:${glyphs.join()}`
  const known = packed.get(key)
  if (known !== undefined) return known
  const whole = subsetTrueType(tinos(style), new Set(glyphs))
  const made = { program: deflateSync(whole, { level: 9 }), length: whole.length }
  if (packed.size >= mostPacked) packed.clear()
  packed.set(key, made)
  return made
}

const tags: Readonly<Record<TinosStyle, string>> = {
  regular: 'MCREGU',
  bold: 'MCBOLD',
  italic: 'MCITAL',
  boldItalic: 'MCBOIT',
}
const tagOf = (style: TinosStyle): string => tags[style]

/** So that the text can be copied and searched. */
const toUnicode = (used: readonly { readonly character: string; readonly glyph: number }[]): Buffer => {
  const hex = (value: number): string => value.toString(16).padStart(4, '0')
  const lines = used.map(({ character, glyph }) => `<${hex(glyph)}> <${hex(character.charCodeAt(0))}>`)
  const blocks: string[] = []
  for (let from = 0; from < lines.length; from += 100) {
    const block = lines.slice(from, from + 100)
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`)
  }
  return Buffer.from(
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n' +
      '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n' +
      '/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n' +
      `1 begincodespacerange <0000> <ffff> endcodespacerange\n${blocks.join('\n')}\n` +
      'endcmap CMapName currentdict /CMap defineresource pop end end',
    'latin1',
  )
}
