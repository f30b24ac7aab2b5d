/** The values a PDF file is made of (ISO 32000-1, 7.3). */
export type PdfValue = null | boolean | number | PdfName | PdfRef | PdfString | PdfArray | PdfDict | PdfStream

export type PdfName = { readonly kind: 'name'; readonly name: string }
export type PdfRef = { readonly kind: 'ref'; readonly number: number; readonly generation: number }
export type PdfString = {
  readonly kind: 'string'
  readonly bytes: Uint8Array
  readonly hex: boolean
  /** Where the string lies in the file, delimiters included; unset for strings made here. */
  readonly start?: number
  readonly end?: number
}
export type PdfArray = { readonly kind: 'array'; readonly items: readonly PdfValue[] }
export type PdfDict = { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, PdfValue> }
export type PdfStream = { readonly kind: 'stream'; readonly dict: PdfDict; readonly raw: Uint8Array }

/** The file breaks the format in a way that leaves its meaning open. Always caught by the doors of this folder's users. */
export class PdfFault extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

export const name = (text: string): PdfName => ({ kind: 'name', name: text })
export const ref = (number: number, generation = 0): PdfRef => ({ kind: 'ref', number, generation })
export const array = (...items: readonly PdfValue[]): PdfArray => ({ kind: 'array', items })

/** Entries whose value is undefined are left out. */
export const dict = (entries: Readonly<Record<string, PdfValue | undefined>>): PdfDict => ({
  kind: 'dict',
  entries: new Map(
    Object.entries(entries).flatMap(([key, value]): [string, PdfValue][] =>
      value === undefined ? [] : [[key, value]],
    ),
  ),
})

export const withEntries = (source: PdfDict, entries: Readonly<Record<string, PdfValue>>): PdfDict => ({
  kind: 'dict',
  entries: new Map([...source.entries, ...Object.entries(entries)]),
})

export const stream = (entries: Readonly<Record<string, PdfValue | undefined>>, raw: Uint8Array): PdfStream => ({
  kind: 'stream',
  dict: dict({ ...entries, Length: raw.length }),
  raw,
})

/** A text string: UTF-16 with its mark, which every viewer reads whatever the language. */
export const textString = (text: string): PdfString => {
  const bytes = Buffer.alloc(2 + 2 * text.length)
  bytes.writeUInt16BE(0xfeff, 0)
  for (let index = 0; index < text.length; index += 1) bytes.writeUInt16BE(text.charCodeAt(index), 2 + 2 * index)
  return { kind: 'string', bytes, hex: true }
}

export const asciiString = (text: string): PdfString => ({
  kind: 'string',
  bytes: Buffer.from(text, 'latin1'),
  hex: false,
})

/** What a text string says; PDFDocEncoding is read as Latin-1, which it nearly is. */
export const textOf = (value: PdfValue | undefined): string | undefined => {
  if (!isKind(value, 'string')) return undefined
  const bytes = Buffer.from(value.bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return bytes
      .subarray(2, 2 + 2 * Math.floor((bytes.length - 2) / 2))
      .swap16()
      .toString('utf16le')
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString('utf8')
  return bytes.toString('latin1')
}

type Kinds = { name: PdfName; ref: PdfRef; string: PdfString; array: PdfArray; dict: PdfDict; stream: PdfStream }

export const isKind = <Kind extends keyof Kinds>(value: PdfValue | undefined, kind: Kind): value is Kinds[Kind] =>
  value !== null && typeof value === 'object' && value.kind === kind

export const isName = (value: PdfValue | undefined, text: string): boolean =>
  isKind(value, 'name') && value.name === text

/** Same meaning: order of entries and spelling of strings do not count, everything else does. */
export const isSameValue = (left: PdfValue, right: PdfValue): boolean => {
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') return left === right
  if (left.kind === 'name') return right.kind === 'name' && left.name === right.name
  if (left.kind === 'ref')
    return right.kind === 'ref' && left.number === right.number && left.generation === right.generation
  if (left.kind === 'string') return right.kind === 'string' && Buffer.compare(left.bytes, right.bytes) === 0
  if (left.kind === 'array') {
    if (right.kind !== 'array' || left.items.length !== right.items.length) return false
    return left.items.every((item, index) => isSameValue(item, right.items[index] ?? null))
  }
  if (left.kind === 'dict') return right.kind === 'dict' && isSameDict(left, right)
  return right.kind === 'stream' && Buffer.compare(left.raw, right.raw) === 0 && isSameDict(left.dict, right.dict)
}

const isSameDict = (left: PdfDict, right: PdfDict): boolean => {
  if (left.entries.size !== right.entries.size) return false
  for (const [key, value] of left.entries) {
    const other = right.entries.get(key)
    if (other === undefined || !isSameValue(value, other)) return false
  }
  return true
}

/** The keys in which two dictionaries differ. */
export const changedKeys = (left: PdfDict, right: PdfDict): readonly string[] =>
  [...new Set([...left.entries.keys(), ...right.entries.keys()])].filter((key) => {
    const before = left.entries.get(key)
    const after = right.entries.get(key)
    return before === undefined || after === undefined || !isSameValue(before, after)
  })

export const serialize = (value: PdfValue): Buffer => Buffer.concat(partsOf(value))

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

const partsOf = (value: PdfValue): Buffer[] => {
  if (value === null || typeof value === 'boolean') return [latin(String(value))]
  if (typeof value === 'number') return [latin(numberText(value))]
  switch (value.kind) {
    case 'name':
      return [latin(`/${escapeName(value.name)}`)]
    case 'ref':
      return [latin(`${value.number} ${value.generation} R`)]
    case 'string':
      return [latin(value.hex ? `<${Buffer.from(value.bytes).toString('hex')}>` : literal(value.bytes))]
    case 'array':
      return [latin('['), ...value.items.flatMap((item) => [...partsOf(item), latin(' ')]), latin(']')]
    case 'stream':
      return [...partsOf(value.dict), latin('\nstream\n'), Buffer.from(value.raw), latin('\nendstream')]
    case 'dict':
      return [latin('<<'), ...[...value.entries].flatMap(entryParts), latin('>>')]
  }
}

const entryParts = ([key, value]: readonly [string, PdfValue]): Buffer[] => [
  latin(`/${escapeName(key)} `),
  ...partsOf(value),
  latin('\n'),
]

const numberText = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(4).replace(/\.?0+$/, '')

const escapeName = (text: string): string =>
  text.replace(/[^!-~]|[#()<>[\]{}/%]/g, (character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`)

const literal = (bytes: Uint8Array): string =>
  `(${Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\\()]/g, '\\$&')
    .replaceAll('\r', '\\r')
    .replaceAll('\n', '\\n')})`
