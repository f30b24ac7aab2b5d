import type { Messages } from '../../../../messages/index.ts'
import { Notice } from '../../../parts/notice.tsx'

export type DraftSourceView = {
  readonly fileName: string
  readonly href: string
  /** What is in the file and not in the text. */
  readonly losses: readonly string[]
}

/** From which file the text was read, and what stayed behind in it. */
export const SourceNotice = ({ t, source }: { readonly t: Messages; readonly source: DraftSourceView }) => (
  <Notice
    kind={source.losses.length > 0 ? 'attention' : 'info'}
    title={t.drafting.sourceTitle}
    text={source.losses.length > 0 ? t.drafting.sourceLost : t.drafting.sourceWhole}
  >
    {source.losses.length > 0 && (
      <ul>
        {source.losses.map((loss) => (
          <li key={loss}>{loss}</li>
        ))}
      </ul>
    )}
    <p>
      <a href={source.href} download>
        {source.fileName}
      </a>
    </p>
  </Notice>
)
