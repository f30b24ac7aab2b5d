/** A TrueType font program, read as far as text in a PDF needs it: which character is which glyph, how wide, and a smaller copy. */
export type TrueType = {
  readonly unitsPerEm: number
  readonly ascent: number
  readonly descent: number
  readonly bounds: readonly [number, number, number, number]
  readonly postScriptName: string
  readonly glyphs: ReadonlyMap<number, number>
  readonly advanceOf: (glyph: number) => number
  readonly tables: ReadonlyMap<string, Uint8Array>
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Throws when the bytes are not a TrueType font with outlines in `glyf`; fonts come from a pinned package, never from outside. */
export const readTrueType = (font: Uint8Array): TrueType => {
  const tables = readTables(font)
  const head = view(table(tables, 'head'))
  const hhea = view(table(tables, 'hhea'))
  const hmtx = view(table(tables, 'hmtx'))
  const metrics = hhea.getUint16(34)
  return {
    unitsPerEm: head.getUint16(18),
    ascent: hhea.getInt16(4),
    descent: hhea.getInt16(6),
    bounds: [head.getInt16(36), head.getInt16(38), head.getInt16(40), head.getInt16(42)],
    postScriptName: readPostScriptName(table(tables, 'name')),
    glyphs: readCharacterMap(table(tables, 'cmap')),
    advanceOf: (glyph) => hmtx.getUint16(4 * Math.min(glyph, metrics - 1)),
    tables,
  }
}

const table = (tables: ReadonlyMap<string, Uint8Array>, tag: string): Uint8Array => {
  const found = tables.get(tag)
  if (found === undefined) throw new Error(`font without table ${tag}`)
  return found
}

const readTables = (font: Uint8Array): Map<string, Uint8Array> => {
  const data = view(font)
  const tables = new Map<string, Uint8Array>()
  for (let index = 0; index < data.getUint16(4); index += 1) {
    const record = 12 + 16 * index
    const tag = String.fromCharCode(...font.subarray(record, record + 4))
    const offset = data.getUint32(record + 8)
    tables.set(tag, font.subarray(offset, offset + data.getUint32(record + 12)))
  }
  return tables
}

const readPostScriptName = (name: Uint8Array): string => {
  const data = view(name)
  const strings = data.getUint16(4)
  for (let index = 0; index < data.getUint16(2); index += 1) {
    const record = 6 + 12 * index
    if (data.getUint16(record + 6) !== 6) continue
    const start = strings + data.getUint16(record + 10)
    const text = Buffer.from(name.subarray(start, start + data.getUint16(record + 8))).toString('latin1')
    return text.replaceAll('\0', '')
  }
  return 'Font'
}

/** Formats 4 (basic plane) and 12 (all planes); other subtables are older copies of the same. */
const readCharacterMap = (cmap: Uint8Array): Map<number, number> => {
  const data = view(cmap)
  const glyphs = new Map<number, number>()
  for (let index = 0; index < data.getUint16(2); index += 1) {
    const offset = data.getUint32(4 + 8 * index + 4)
    const format = data.getUint16(offset)
    if (format === 4) readSegments(data, offset, glyphs)
    if (format === 12) readGroups(data, offset, glyphs)
  }
  return glyphs
}

const readSegments = (data: DataView, offset: number, glyphs: Map<number, number>): void => {
  const doubled = data.getUint16(offset + 6)
  for (let segment = 0; segment < doubled; segment += 2) {
    const end = data.getUint16(offset + 14 + segment)
    const start = data.getUint16(offset + 16 + doubled + segment)
    const delta = data.getUint16(offset + 16 + 2 * doubled + segment)
    const rangeAt = offset + 16 + 3 * doubled + segment
    const range = data.getUint16(rangeAt)
    for (let code = start; code <= end && code !== 0xffff; code += 1) {
      const raw = range === 0 ? code : data.getUint16(rangeAt + range + 2 * (code - start))
      const glyph = raw === 0 ? 0 : (raw + delta) & 0xffff
      if (glyph !== 0) glyphs.set(code, glyph)
    }
  }
}

const readGroups = (data: DataView, offset: number, glyphs: Map<number, number>): void => {
  for (let group = 0; group < data.getUint32(offset + 12); group += 1) {
    const at = offset + 16 + 12 * group
    const start = data.getUint32(at)
    for (let code = start; code <= data.getUint32(at + 4); code += 1)
      glyphs.set(code, data.getUint32(at + 8) + code - start)
  }
}

/** The tables a PDF viewer needs of an embedded TrueType program (ISO 32000-1, 9.9). */
const embeddedTables = ['cvt ', 'fpgm', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'prep'] as const

/** The same font with only the given glyphs drawn; glyph numbers stay, so text can name glyphs directly. */
export const subsetTrueType = (font: TrueType, glyphs: ReadonlySet<number>): Uint8Array => {
  const glyf = table(font.tables, 'glyf')
  const offsets = readGlyphOffsets(font)
  const kept = withComponents(glyf, offsets, glyphs)
  const parts: Uint8Array[] = []
  const loca = new Uint8Array(4 * offsets.length)
  let length = 0
  for (let glyph = 0; glyph + 1 < offsets.length; glyph += 1) {
    view(loca).setUint32(4 * glyph, length)
    if (!kept.has(glyph)) continue
    const part = glyf.subarray(offsets[glyph], offsets[glyph + 1])
    const padded = new Uint8Array(Math.ceil(part.length / 4) * 4)
    padded.set(part)
    parts.push(padded)
    length += padded.length
  }
  view(loca).setUint32(4 * (offsets.length - 1), length)
  const head = copyOf(table(font.tables, 'head'))
  view(head).setInt16(50, 1)
  const replaced = new Map<string, Uint8Array>([
    ['glyf', Buffer.concat(parts)],
    ['loca', loca],
    ['head', head],
    ['hmtx', keptMetrics(font, kept)],
  ])
  return writeFont(embeddedTables.flatMap((tag) => fontTable(tag, replaced.get(tag) ?? font.tables.get(tag))))
}

/** `slice` of a Buffer would share the bytes of the font that is kept. */
const copyOf = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes)

/** Widths of glyphs that are not drawn become nought, which packs to almost nothing. */
const keptMetrics = (font: TrueType, kept: ReadonlySet<number>): Uint8Array => {
  const metrics = copyOf(table(font.tables, 'hmtx'))
  const long = view(table(font.tables, 'hhea')).getUint16(34)
  for (let glyph = 0; glyph < long - 1; glyph += 1) if (!kept.has(glyph)) metrics.fill(0, 4 * glyph, 4 * glyph + 4)
  return metrics
}

const fontTable = (tag: string, bytes: Uint8Array | undefined): readonly (readonly [string, Uint8Array])[] =>
  bytes === undefined ? [] : [[tag, bytes]]

const readGlyphOffsets = (font: TrueType): readonly number[] => {
  const loca = view(table(font.tables, 'loca'))
  const long = view(table(font.tables, 'head')).getInt16(50) === 1
  const count = loca.byteLength / (long ? 4 : 2)
  return Array.from({ length: count }, (_, index) => (long ? loca.getUint32(4 * index) : 2 * loca.getUint16(2 * index)))
}

/** Glyph 0 (the missing glyph) and every part of a composed glyph belong to the subset. */
const withComponents = (glyf: Uint8Array, offsets: readonly number[], wanted: ReadonlySet<number>): Set<number> => {
  const kept = new Set<number>()
  const open = [0, ...wanted]
  for (let glyph = open.pop(); glyph !== undefined; glyph = open.pop()) {
    if (kept.has(glyph)) continue
    kept.add(glyph)
    open.push(...componentsOf(glyf.subarray(offsets[glyph], offsets[glyph + 1])))
  }
  return kept
}

const componentsOf = (glyph: Uint8Array): readonly number[] => {
  if (glyph.length < 10 || view(glyph).getInt16(0) >= 0) return []
  const data = view(glyph)
  const parts: number[] = []
  for (let at = 10, more = true; more; ) {
    const flags = data.getUint16(at)
    parts.push(data.getUint16(at + 2))
    at += 4 + (flags & 1 ? 4 : 2)
    if (flags & 8) at += 2
    else if (flags & 0x40) at += 4
    else if (flags & 0x80) at += 8
    more = (flags & 0x20) !== 0
  }
  return parts
}

const writeFont = (tables: readonly (readonly [string, Uint8Array])[]): Uint8Array => {
  const power = 2 ** Math.floor(Math.log2(tables.length))
  const header = new Uint8Array(12 + 16 * tables.length)
  const data = view(header)
  data.setUint32(0, 0x00010000)
  data.setUint16(4, tables.length)
  data.setUint16(6, power * 16)
  data.setUint16(8, Math.log2(power))
  data.setUint16(10, tables.length * 16 - power * 16)
  const parts: Uint8Array[] = [header]
  let offset = header.length
  tables.forEach(([tag, bytes], index) => {
    const record = 12 + 16 * index
    const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4)
    padded.set(bytes)
    header.set(Buffer.from(tag, 'latin1'), record)
    data.setUint32(record + 4, checksum(padded))
    data.setUint32(record + 8, offset)
    data.setUint32(record + 12, bytes.length)
    parts.push(padded)
    offset += padded.length
  })
  return Buffer.concat(parts)
}

const checksum = (padded: Uint8Array): number => {
  const data = view(padded)
  let sum = 0
  for (let at = 0; at < padded.length; at += 4) sum = (sum + data.getUint32(at)) >>> 0
  return sum
}
