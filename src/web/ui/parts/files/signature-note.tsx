import { Badge } from '../badge.tsx'
import { Notice } from '../notice.tsx'

/** What the signatures of a file are worth, in plain words. */
export type SignatureNoteView = {
  /** `plain`: nothing is said for or against it. */
  readonly tone: 'good' | 'bad' | 'plain'
  readonly title: string
  /** Who signed when. */
  readonly signers: readonly string[]
  readonly wrong: readonly string[]
  readonly checked?: string | undefined
}

/** One line where a list has no room for more. */
export const SignatureMark = ({ note }: { readonly note: Pick<SignatureNoteView, 'tone' | 'title'> }) =>
  note.tone === 'plain' ? (
    <span class="soft small">{note.title}</span>
  ) : (
    <Badge tone={note.tone === 'bad' ? 'gold' : undefined} icon={note.tone === 'bad' ? 'alert' : 'check'}>
      {note.title}
    </Badge>
  )

/** What does not hold stands open; what holds is one line that opens. */
export const SignatureNote = ({ note }: { readonly note: SignatureNoteView }) => {
  if (note.tone === 'bad')
    return (
      <Notice kind="attention" title={note.title} items={[...note.wrong, ...note.signers]} text={note.checked ?? ''} />
    )
  if (note.signers.length === 0) return <p class="soft">{note.title}</p>
  return (
    <details class="no-print">
      <summary>
        <SignatureMark note={note} />
      </summary>
      <ul>
        {[...note.signers, ...note.wrong].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p class="soft small">{note.checked}</p>
    </details>
  )
}
