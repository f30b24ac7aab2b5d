import { fold } from '#kernel/vietnamese-text.ts'

/** What is looked at of a typed query: enough for a whole official name, too little to be a burden. */
export const searchBounds = { characters: 600, words: 24, longestWord: 40, longestTerm: 8 } as const

/** A query as the search sees it. */
export type TypedQuery = {
  /** Words without marks, in the order typed; those that only carry a question are left out unless nothing else was typed. */
  readonly words: readonly string[]
  /** As typed, tidy and in small letters, when it has marks: a name that has the same marks is the nearer one. */
  readonly marked: string | null
  /** Nothing was typed. */
  readonly isEmpty: boolean
  /** Something was typed, but no word. */
  readonly isWordless: boolean
  /** A national code that was typed instead of words. */
  readonly code: string | null
}

/** Words that only carry a question, in folded form; "làm" is one of them only with its mark, for without it is also a forest. */
const fillers = [
  'toi muon',
  'toi can',
  'em muon',
  'minh muon',
  'cho toi hoi',
  'cho hoi',
  'xin hoi',
  'thu tuc hanh chinh',
  'thu tuc',
  'can giay to gi',
  'can nhung giay to gi',
  'can nhung gi',
  'can gi',
  'lam nhu the nao',
  'lam the nao',
  'nhu the nao',
  'the nao',
  'lam sao',
  'o dau',
  'bao nhieu tien',
  'bao nhieu',
  'mat bao lau',
  'bao lau',
  'truc tuyen',
  'online',
] as const

const markedFillers = new Set(['làm', 'xin', 'muốn', 'tôi', 'thì', 'là', 'ạ', 'và', 'hoặc'])

const longestFirst = fillers.map((filler) => filler.split(' ')).sort((left, right) => right.length - left.length)

const withoutFillers = (words: readonly string[]): readonly string[] => {
  const kept: string[] = []
  for (let place = 0; place < words.length; ) {
    const filler = longestFirst.find((one) => one.every((word, offset) => words[place + offset] === word))
    if (filler === undefined) kept.push(words[place] ?? '')
    place += filler?.length ?? 1
  }
  return kept
}

const notToDo = new Set(['nghiep', 'san', 'thuy', 'sinh', 'dong', 'thao', 'luat'])

/** "lam" at the beginning is "làm", to do, unless a word follows that makes it a forest. */
const withoutDoing = (words: readonly string[]): readonly string[] =>
  words[0] === 'lam' && words.length > 1 && !notToDo.has(words[1] ?? '') ? words.slice(1) : words

const wordsOf = (text: string): readonly string[] =>
  fold(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && word.length <= searchBounds.longestWord)

const codePattern = /^\s*(\d\.\d{6})(?:\.[0-9A-Za-z.]{1,20})?\s*$/

/** Reads whatever was typed: any text at all gives words, none of them with a meaning to the database. */
export const readQuery = (typed: string): TypedQuery => {
  const text = typed
    .slice(0, searchBounds.characters)
    .replace(/\p{C}+/gu, ' ')
    .normalize('NFC')
    .toLowerCase()
  const said = text
    .split(/\s+/)
    .filter((word) => !markedFillers.has(word))
    .join(' ')
  const all = wordsOf(text)
  const meant = withoutDoing(withoutFillers(wordsOf(said)))
  const tidied = text.replace(/\s+/g, ' ').trim()
  const code = codePattern.exec(text)?.[1] ?? null
  return {
    isEmpty: tidied === '',
    isWordless: tidied !== '' && all.length === 0,
    words: (meant.length > 0 ? meant : all).slice(0, searchBounds.words),
    marked: fold(tidied) === tidied ? null : tidied,
    code,
  }
}

const telexVowels: readonly (readonly [RegExp, string])[] = [
  [/dd/g, 'd'],
  [/aa|aw/g, 'a'],
  [/ee/g, 'e'],
  [/oo|ow/g, 'o'],
  [/uw/g, 'u'],
]

/** A syllable typed with the keys of Telex but without its program: `giaays` → `giay`, `phesp` → `phep`. */
const withoutTelex = (word: string): string =>
  telexVowels
    .reduce((text, [keys, letter]) => text.replace(keys, letter), word)
    .replace(/([aeiouy][a-z]*)[sfrxj]/, '$1')
    .replace(/w/g, 'u')

const swapped = (word: string, place: number): string =>
  word.slice(0, place) + (word[place + 1] ?? '') + (word[place] ?? '') + word.slice(place + 2)

/** What a word that nobody knows may have been meant to be: two letters changed about, i for y, keys of Telex, a letter typed twice. */
export const slipsOf = (word: string): readonly string[] => {
  const slips = new Set<string>()
  for (let place = 0; place < word.length - 1; place++) slips.add(swapped(word, place))
  slips.add(word.replace(/i$/, 'y')).add(word.replace(/y$/, 'i'))
  slips.add(withoutTelex(word)).add(word.replace(/(.)\1/g, '$1'))
  slips.delete(word)
  return [...slips].filter((slip) => slip !== '').slice(0, 48)
}

const shortestSlip = 3

/** Patterns of all words that are one slip of the finger away: a letter changed, left out, too many, or two changed about. */
export const nearPatterns = (word: string): readonly string[] => {
  if (word.length < shortestSlip) return []
  const places = Array.from(
    { length: word.length + 1 },
    (_, place) => [word.slice(0, place), word.slice(place)] as const,
  )
  return [
    ...new Set(
      places.flatMap(([before, after], place) => [
        `${before}_${after}`,
        ...(after === '' ? [] : [`${before}_${after.slice(1)}`, `${before}${after.slice(1)}`]),
        ...(after.length < 2 ? [] : [swapped(word, place)]),
      ]),
    ),
  ]
}

/** Every run of words that may be an everyday term. */
export const runsOf = (words: readonly string[]): readonly string[] => {
  const runs = new Set<string>()
  for (let from = 0; from < words.length; from++)
    for (let until = from + 1; until <= Math.min(words.length, from + searchBounds.longestTerm); until++)
      runs.add(words.slice(from, until).join(' '))
  return [...runs]
}
