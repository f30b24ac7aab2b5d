import { tinos } from './tinos.ts'

/** A value that can be written as JSON. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue }

/** An unbroken run longer than this is given places where a line may end, so that it cannot leave the page. */
const longestRun = 36

const zeroWidthSpace = '\u200B'

/**
 * Text as it can be printed: composed (NFC), without control and direction marks, and with a box in place of each
 * character that the font lacks, because PDF/A refuses missing glyphs. Hostile text stays visible as text.
 */
export const printableText = (text: string): string => {
  const { glyphs } = tinos('regular')
  let printable = ''
  let run = 0
  for (const character of text.normalize('NFC')) {
    const code = character.codePointAt(0) ?? 0
    if (isInvisible(code)) continue
    run = /\s/.test(character) ? 0 : run + 1
    if (run > longestRun) {
      printable += zeroWidthSpace
      run = 1
    }
    printable += code === 10 || glyphs.has(code) ? character : missing(character)
  }
  return printable
}

const missing = (character: string): string => (/\s/.test(character) ? ' ' : '□')

/** Controls but the line feed, soft hyphens, zero-width and bidirectional marks, private use, surrogates left alone. */
const isInvisible = (code: number): boolean =>
  (code < 32 && code !== 10) ||
  (code >= 127 && code < 160) ||
  code === 0xad ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f) ||
  (code >= 0xd800 && code <= 0xf8ff) ||
  code === 0xfeff

export const printableValue = (value: JsonValue): JsonValue => {
  if (typeof value === 'string') return printableText(value)
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item: JsonValue) => printableValue(item))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, printableValue(item)]))
}
