import type { Messages } from '../../../../messages/index.ts'

export type ComparedPieceView = { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }
export type ComparedParagraphView = {
  readonly kind: 'same' | 'changed' | 'added' | 'removed'
  readonly pieces: readonly ComparedPieceView[]
}

type Props = { readonly t: Messages; readonly paragraphs: readonly ComparedParagraphView[] }

const Piece = ({ t, piece }: { readonly t: Messages; readonly piece: ComparedPieceView }) => {
  if (piece.kind === 'same') return <>{piece.text}</>
  // Colours alone say nothing to many; the element names it, and so does its label.
  const Mark = piece.kind === 'added' ? 'ins' : 'del'
  const label = piece.kind === 'added' ? t.drafting.compareAdded : t.drafting.compareRemoved
  return (
    <Mark>
      <span class="sr-only">{` [${label}: `}</span>
      {piece.text}
      <span class="sr-only">{'] '}</span>
    </Mark>
  )
}

const Paragraph = ({ t, paragraph }: { readonly t: Messages; readonly paragraph: ComparedParagraphView }) => (
  <p data-kind={paragraph.kind}>
    {paragraph.pieces.map((piece, at) => (
      <Piece key={at} t={t} piece={piece} />
    ))}
  </p>
)

type Stretch = { readonly isSame: boolean; readonly paragraphs: ComparedParagraphView[] }

const stretchesOf = (paragraphs: readonly ComparedParagraphView[]): readonly Stretch[] => {
  const stretches: Stretch[] = []
  for (const paragraph of paragraphs) {
    const isSame = paragraph.kind === 'same'
    const last = stretches.at(-1)
    if (last?.isSame === isSame) last.paragraphs.push(paragraph)
    else stretches.push({ isSame, paragraphs: [paragraph] })
  }
  return stretches
}

/** Unchanged stretches longer than this are folded away. */
const longestShown = 3

/** What became of a text, word by word; what stayed is there to be unfolded. */
export const ComparedText = ({ t, paragraphs }: Props) => (
  <div class="compared">
    {stretchesOf(paragraphs).map((stretch, at) => {
      const shown = stretch.paragraphs.map((paragraph, index) => <Paragraph key={index} t={t} paragraph={paragraph} />)
      return stretch.isSame && shown.length > longestShown ? (
        <details key={at}>
          <summary>{t.drafting.compareFolded(shown.length)}</summary>
          {shown}
        </details>
      ) : (
        <div key={at}>{shown}</div>
      )
    })}
  </div>
)
