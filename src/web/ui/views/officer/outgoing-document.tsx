import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FileViewer, type FileViewerView } from '../../parts/files/file-viewer.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { SummaryList, type SummaryRow } from '../../parts/summary-list.tsx'
import { Timeline, type TimelineEntry } from '../../parts/timeline.tsx'
import type { ViewProps } from '../view-props.ts'
import { Companions, type CompanionsView } from './drafting/companions.tsx'
import { DraftChecks, type DraftCheckView } from './drafting/draft-checks.tsx'
import { DraftTalk, type DraftTalkView } from './drafting/draft-talk.tsx'
import { type DraftSourceView, SourceNotice } from './drafting/source-notice.tsx'
import { IssuedParts, type IssuedView } from './issuing/issued-parts.tsx'
import { OfficerActBar, type OfficerActView } from './officer-act.tsx'

export type OutgoingDocumentView = {
  readonly title: string
  readonly lead: string
  readonly backHref: string
  readonly problem?: string | undefined
  readonly facts: readonly SummaryRow[]
  /** Who signs in which turn. */
  readonly order: readonly TimelineEntry[]
  readonly source?: DraftSourceView | undefined
  /** Files of their own that go with it. */
  readonly companions?: CompanionsView | undefined
  readonly file?: FileViewerView | undefined
  /** Said where there is no file. */
  readonly withoutFile: string
  readonly issued?: IssuedView | undefined
  readonly acts: readonly OfficerActView[]
  /** Absent once it is signed. */
  readonly checks?: readonly DraftCheckView[] | undefined
  readonly compareHref?: string | undefined
  readonly talk: DraftTalkView
}

/** An outgoing document and its page side by side. */
export const OutgoingDocumentPage = ({ t, view }: ViewProps<OutgoingDocumentView>) => (
  <>
    <PageHead t={t} title={view.title} lead={view.lead} crumbs={[{ href: view.backHref, text: t.outgoing.title }]} />
    <div class="editor">
      <div class="stack">
        {view.problem !== undefined && <Notice kind="attention" text={view.problem} live />}
        <OfficerActBar t={t} acts={view.acts} />
        {view.source !== undefined && <SourceNotice t={t} source={view.source} />}
        <Card>
          <SummaryList rows={view.facts} />
          {view.compareHref !== undefined && (
            <p>
              <a href={view.compareHref}>{t.drafting.compare}</a>
            </p>
          )}
        </Card>
        {view.companions !== undefined && <Companions t={t} view={view.companions} />}
        {view.order.length > 0 && (
          <Card title={t.signingRules.orderTitle}>
            <Timeline entries={view.order} />
          </Card>
        )}
        {view.checks !== undefined && <DraftChecks t={t} checks={view.checks} />}
        {(view.talk.said.length > 0 || view.talk.reply !== undefined) && <DraftTalk t={t} talk={view.talk} />}
        {view.issued !== undefined && <IssuedParts t={t} issued={view.issued} />}
      </div>
      <div class="preview">
        {view.file === undefined ? (
          <EmptyState icon="file" title={view.withoutFile} />
        ) : (
          <FileViewer t={t} file={view.file} />
        )}
      </div>
    </div>
  </>
)
