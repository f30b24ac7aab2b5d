import type { Piece } from './understand-query.ts'

/** How a query is put to the database. Every text here is made of letters, digits and blanks, with operators written by this file only. */
export type Match = {
  /** All pieces, each in any of its ways. */
  readonly strict: string
  /** Those of them that are no everyday terms, which count wherever they stand. Null when there are none. */
  readonly plain: string | null
  /** Everyday terms, which count only in heavy words: "sổ đỏ" is not any paper that has a "số" and a "do". Null when there are none. */
  readonly terms: string | null
  /** Pieces in the heavy words only, with what each is worth: for when no procedure has all of them. */
  readonly loose: readonly { readonly query: string; readonly worth: number }[]
  /** Patterns of the query as a phrase in a name. */
  readonly phrases: readonly string[]
  /** Names that are just the query. */
  readonly names: readonly string[]
  /** The words themselves, to be found all in a name. */
  readonly inName: string
  /** The words in a name or in the everyday words for it. */
  readonly inCalls: string
  /** All in a name with words that are slips of the finger put right. Null when no word seems to be one. */
  readonly slipped: string | null
  /** Procedures that the whole query means, the usual one first. */
  readonly meantCodes: readonly string[]
  /** Procedures that a part of the query means. */
  readonly partCodes: readonly string[]
}

const phrasesKept = 12
const loosePieces = 6

const together = (way: readonly string[], weights: string): string =>
  way.map((word) => `'${word}'${weights}`).join(' & ')

const anyOf = (ways: readonly (readonly string[])[], weights = ''): string =>
  `( ${ways.map((way) => `( ${together(way, weights)} )`).join(' | ')} )`

const allOf = (pieces: readonly Piece[]): string | null =>
  pieces.length === 0 ? null : pieces.map((piece) => anyOf(piece.ways)).join(' & ')

/** Every reading of the query as a row of words; bounded, the typed one first. */
const readings = (pieces: readonly Piece[]): readonly string[] => {
  let rows: readonly string[] = ['']
  for (const piece of pieces) {
    const longer = rows.flatMap((row) => piece.ways.map((way) => `${row} ${way.join(' ')}`.trim()))
    rows = longer.slice(0, phrasesKept)
  }
  return rows
}

const findable = (pieces: readonly Piece[]): readonly Piece[] => pieces.filter((piece) => piece.rarity > 0)

export const matchOf = (pieces: readonly Piece[], typedCode: string | null): Match => {
  const [first] = pieces
  const whole = pieces.length === 1 && first?.isTerm === true ? first.codes : []
  const rows = readings(pieces)
  const rare = [...findable(pieces)].sort((left, right) => right.rarity - left.rarity).slice(0, loosePieces)
  return {
    strict: allOf(pieces) ?? '',
    plain: allOf(pieces.filter((piece) => !piece.isTerm)),
    terms: allOf(pieces.filter((piece) => piece.isTerm)),
    loose: rare.map((piece) => ({ query: anyOf(piece.ways), worth: Math.round(piece.rarity * 100) })),
    phrases: rows.map((row) => `% ${row} %`),
    names: rows.map((row) => ` ${row} `),
    inName: pieces.map((piece) => anyOf(piece.ways, ':A')).join(' & '),
    inCalls: pieces.map((piece) => anyOf(piece.ways, ':AB')).join(' & '),
    slipped: pieces.some((piece) => piece.slips.length > 0)
      ? pieces.map(({ ways, slips }) => anyOf([...ways, ...slips.map((slip) => [slip])], ':A')).join(' & ')
      : null,
    meantCodes: typedCode === null ? whole : [typedCode],
    partCodes: whole.length > 0 ? [] : [...new Set(pieces.flatMap((piece) => piece.codes))],
  }
}
