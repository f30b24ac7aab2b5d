import { z } from 'zod'
import { fold, tidy } from '#kernel/vietnamese-text.ts'
import { documentTypes } from '#modules/official-documents/domain/index.ts'
import type { FilingRule } from '../domain/index.ts'

/** A rule as it is typed: types by their letters or names, phrases by commas. */
export const FilingRuleTyped = z.object({
  types: z.string().max(400),
  author: z.string().max(200),
  words: z.string().max(200),
})
export type FilingRuleTyped = z.infer<typeof FilingRuleTyped>

/** Null when a type is named that there is not. @legal ND-30-2020 Điều 7 */
export const readRule = ({ types, author, words }: FilingRuleTyped): FilingRule | null => {
  const named = types.split(',').map(tidy).filter(Boolean)
  const codes = named.map(
    (text) =>
      documentTypes.find(({ code }) => code === text)?.code ??
      documentTypes.find(({ code, name }) => fold(code) === fold(text) || fold(name) === fold(text))?.code,
  )
  const known = codes.filter((code) => code !== undefined)
  return known.length < named.length ? null : { types: [...new Set(known)], author: tidy(author), words: tidy(words) }
}
