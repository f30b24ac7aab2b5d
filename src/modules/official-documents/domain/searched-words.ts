import { fold } from '#kernel/vietnamese-text.ts'

/** One of the words by which documents are looked for, folded. */
export type SearchedWord = {
  readonly text: string
  /** Whether words that only begin so are meant too. */
  readonly isBeginning: boolean
}

const mostWords = 12
const longestWord = 40
/** Syllables are short, and one is often the beginning of many others (`quy`: `quyen`, `quyet`); a number stands for itself. */
const isBeginning = (word: string): boolean => word.length >= 5 && !/^\d+$/.test(word)

const wordsOf = (text: string): readonly string[] => fold(text).match(/[a-z0-9]+/g) ?? []

export const searchedWords = (typed: string): readonly SearchedWord[] =>
  wordsOf(typed)
    .slice(0, mostWords)
    .map((word) => ({ text: word.slice(0, longestWord), isBeginning: isBeginning(word) }))

/** Whether each of the words is in the text. */
export const hasWords = (text: string, words: readonly SearchedWord[]): boolean => {
  const known = wordsOf(text)
  return words.every((word) =>
    known.some((one) => one === word.text || (word.isBeginning && one.startsWith(word.text))),
  )
}
