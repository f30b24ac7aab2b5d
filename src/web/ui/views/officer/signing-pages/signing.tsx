import type { LinkView, ViewProps } from '../../view-props.ts'
import { type OpenPaperView, PaperQueue, type QueuedPaperView } from './paper-queue.tsx'

export type SigningView = {
  readonly papers: readonly QueuedPaperView[]
  /** Its acts: sign (with the field for the PIN where the key asks for one) and send back with a reason. */
  readonly open?: OpenPaperView | undefined
  readonly many?: LinkView | undefined
}

/** What waits for the signature of a leader. Put into the layout with `full`. */
export const SigningPage = ({ t, view }: ViewProps<SigningView>) => (
  <PaperQueue
    t={t}
    title={t.officer.signingTitle}
    empty={[t.officer.signingEmpty, t.officer.signingEmptyText]}
    papers={view.papers}
    open={view.open}
    many={view.many}
    aside={<p class="soft">{t.officer.signingCheck}</p>}
  />
)
