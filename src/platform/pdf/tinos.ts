import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { readTrueType, type TrueType } from './true-type.ts'

/** Tinos has the metrics of Times New Roman, the font that NĐ 30/2020/NĐ-CP demands, and a licence that lets it be embedded. */
export type TinosStyle = 'regular' | 'bold' | 'italic' | 'boldItalic'

const files: Readonly<Record<TinosStyle, string>> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
}

export const tinosStyles = Object.keys(files) as readonly TinosStyle[]

const bytesOf = new Map<TinosStyle, Buffer>()
const fontOf = new Map<TinosStyle, TrueType>()

/** Where the font files lie, a folder for each style. */
export const tinosFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'))

/** The font file, read once, when it is first needed. */
export const tinosBytes = (style: TinosStyle): Buffer => {
  const known = bytesOf.get(style)
  if (known !== undefined) return known
  const bytes = readFileSync(join(tinosFolder(), files[style]))
  bytesOf.set(style, bytes)
  return bytes
}

export const tinos = (style: TinosStyle): TrueType => {
  const known = fontOf.get(style)
  if (known !== undefined) return known
  const font = readTrueType(tinosBytes(style))
  fontOf.set(style, font)
  return font
}
