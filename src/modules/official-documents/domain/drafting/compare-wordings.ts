import { diffArrays, diffWordsWithSpace } from 'diff'

export type ComparedPiece = { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }

/** One paragraph of either wording, or of both when it stands in both or was changed from one to the other. */
export type ComparedParagraph = {
  readonly kind: 'same' | 'changed' | 'added' | 'removed'
  readonly pieces: readonly ComparedPiece[]
}

/** Beyond so many changed paragraphs, or words of one paragraph, nobody compares by eye: it counts as written anew. */
const mostChanges = { paragraphs: 3_000, words: 2_000 } as const
/** Paragraphs that share less are two paragraphs, not one that was changed. */
const leastShared = 0.3

const whole = (kind: 'same' | 'added' | 'removed', text: string): ComparedParagraph => ({
  kind,
  pieces: [{ kind, text }],
})

/** Words changed one after the other are one change: a lone space between them tells nobody anything. */
const together = (pieces: readonly ComparedPiece[]): readonly ComparedPiece[] => {
  const kept: ComparedPiece[] = []
  let [removed, added] = ['', '']
  const flush = (): void => {
    if (removed !== '') kept.push({ kind: 'removed', text: removed })
    if (added !== '') kept.push({ kind: 'added', text: added })
    ;[removed, added] = ['', '']
  }
  for (const [at, piece] of pieces.entries()) {
    const next = pieces[at + 1]?.kind ?? 'same'
    const isBetween = piece.text.trim() === '' && removed !== '' && added !== '' && next !== 'same'
    if (piece.kind === 'removed') removed += piece.text
    else if (piece.kind === 'added') added += piece.text
    else if (isBetween) [removed, added] = [removed + piece.text, added + piece.text]
    else {
      flush()
      kept.push(piece)
    }
  }
  flush()
  return kept
}

const changed = (before: string, after: string): readonly ComparedParagraph[] => {
  const apart = [whole('removed', before), whole('added', after)]
  const words = diffWordsWithSpace(before, after, { maxEditLength: mostChanges.words })
  if (words === undefined) return apart
  const pieces = words.map(({ value, added, removed }): ComparedPiece => {
    const kind = added ? 'added' : removed ? 'removed' : 'same'
    return { kind, text: value }
  })
  const shared = pieces.reduce((sum, { kind, text }) => sum + (kind === 'same' ? text.trim().length : 0), 0)
  return shared < leastShared * Math.min(before.length, after.length)
    ? apart
    : [{ kind: 'changed', pieces: together(pieces) }]
}

/** What stood here and what stands here now, paragraph beside paragraph. */
const replaced = (before: readonly string[], after: readonly string[]): readonly ComparedParagraph[] =>
  Array.from({ length: Math.max(before.length, after.length) }, (_, at) => {
    const [left, right] = [before[at], after[at]]
    if (left === undefined) return right === undefined ? [] : [whole('added', right)]
    return right === undefined ? [whole('removed', left)] : changed(left, right)
  }).flat()

const paragraphsOf = (content: string): string[] =>
  content
    .normalize('NFC')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Word by word, what became of a text. */
export const compareWordings = (before: string, after: string): readonly ComparedParagraph[] => {
  const [left, right] = [paragraphsOf(before), paragraphsOf(after)]
  const changes = diffArrays(left, right, { maxEditLength: mostChanges.paragraphs })
  if (changes === undefined) return replaced(left, right)
  const compared: ComparedParagraph[] = []
  for (const [at, change] of changes.entries()) {
    const next = changes[at + 1]
    if (change.removed) compared.push(...replaced(change.value, next?.added === true ? next.value : []))
    else if (!change.added) compared.push(...change.value.map((text) => whole('same', text)))
    else if (changes[at - 1]?.removed !== true) compared.push(...change.value.map((text) => whole('added', text)))
  }
  return compared
}
