import { fold } from '#kernel/vietnamese-text.ts'

/** By which documents fall into a file; what is empty asks nothing, and a rule that asks nothing fits nothing. */
export type FilingRule = {
  /** Codes of types of documents (`QD`, `CV`); any of them. */
  readonly types: readonly string[]
  /** Part of the name of whoever issued it. */
  readonly author: string
  /** Phrases of the subject, by commas; any of them. */
  readonly words: string
}

export const noRule: FilingRule = { types: [], author: '', words: '' }

export type RuledDocument = { readonly typeCode: string; readonly authorName: string; readonly subject: string }

const phrasesOf = (words: string): readonly string[] =>
  words
    .split(',')
    .map((phrase) => fold(phrase).trim())
    .filter((phrase) => phrase !== '')

/** Whole words: `thu` is not found in `thuế`. */
const hasPhrase = (text: string, phrase: string): boolean =>
  ` ${text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `.includes(` ${phrase.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `)

/** Whether a document is one that the rule asks for. @legal ND-30-2020 Điều 29 khoản 3 */
export const fitsRule = (rule: FilingRule, document: RuledDocument): boolean => {
  const phrases = phrasesOf(rule.words)
  const author = fold(rule.author).trim()
  if (rule.types.length === 0 && author === '' && phrases.length === 0) return false
  if (rule.types.length > 0 && !rule.types.includes(document.typeCode)) return false
  if (author !== '' && !hasPhrase(fold(document.authorName), author)) return false
  const subject = fold(document.subject)
  return phrases.length === 0 || phrases.some((phrase) => hasPhrase(subject, phrase))
}

/** Why a document is proposed for a file; what is tied to something inside counts more than a rule. */
export const proposalReasons = ['linked', 'task', 'rule'] as const
export type ProposalReason = (typeof proposalReasons)[number]
