import type { LinkView, ViewProps } from '../../view-props.ts'
import { type OpenPaperView, PaperQueue, type QueuedPaperView } from './paper-queue.tsx'

export type NumberingView = {
  readonly papers: readonly QueuedPaperView[]
  /** Its facts say book, next number, notation, signer; its one act takes the number and seals. */
  readonly open?: OpenPaperView | undefined
  readonly many?: LinkView | undefined
}

/** What waits for the clerk: signed, not yet numbered and sealed. Put into the layout with `full`. */
export const NumberingPage = ({ t, view }: ViewProps<NumberingView>) => (
  <PaperQueue
    t={t}
    title={t.officer.numberingTitle}
    empty={[t.officer.numberingEmpty, t.officer.numberingEmptyText]}
    papers={view.papers}
    open={view.open}
    many={view.many}
    aside={<p class="soft">{t.officer.numberingNextHint}</p>}
  />
)
