import { z } from 'zod'
import { fold, tidy } from '#kernel/vietnamese-text.ts'

const part = (max: number) => z.string().max(max).transform(tidy)

/** To whom documents of a kind go, by name; an empty condition is met by every document. */
export const RoutingRule = z.strictObject({
  /** Part of the name of who wrote it. */
  author: part(300),
  /** `CV`, `QĐ`. */
  typeCode: part(10),
  /** Words that all stand in what it is about. */
  words: part(300),
  /** A unit or an officer of the agency, as it is called. */
  target: part(300).pipe(z.string().min(1)),
})
export type RoutingRule = z.infer<typeof RoutingRule>

/** What an agency has settled about who gets what; it is proposed, and decided by who sends the document on. @legal ND-30-2020 Điều 23 */
export const routingRulesKey = {
  key: 'documents.routing-rules',
  schema: z.array(RoutingRule).max(200),
} as const

type Face = { readonly authorName: string; readonly typeCode: string; readonly subject: string }

/** The first rule that a document meets. */
export const matchingRule = (rules: readonly RoutingRule[], document: Face): RoutingRule | undefined => {
  const [author, subject] = [fold(document.authorName), fold(document.subject)]
  return rules.find(
    (rule) =>
      author.includes(fold(rule.author)) &&
      (rule.typeCode === '' || rule.typeCode === document.typeCode) &&
      fold(rule.words)
        .split(' ')
        .every((word) => subject.includes(word)),
  )
}
