import type { Messages } from '../../../../messages/index.ts'
import { Notice } from '../../../parts/notice.tsx'

export type DraftSourceView = {
  readonly fileName: string
  readonly href: string
  /** The file as an office program lays it out. */
  readonly layoutHref?: string | undefined
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
    <ul class="plain-list">
      <li>
        <a href={source.href} download>
          {source.fileName}
        </a>
      </li>
      {source.layoutHref !== undefined && (
        <li>
          <a href={source.layoutHref} target="_blank" rel="noopener">
            {t.drafting.sourceLayout}
          </a>
        </li>
      )}
    </ul>
  </Notice>
)
