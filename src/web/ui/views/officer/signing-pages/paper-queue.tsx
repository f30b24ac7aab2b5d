import type { ComponentChildren } from 'preact'
import { LinkButton } from '../../../form/button.tsx'
import { LatenessBadge, type LatenessView } from '../../../parts/badge.tsx'
import { Card } from '../../../parts/card.tsx'
import { EmptyState } from '../../../parts/empty-state.tsx'
import { FileViewer, type FileViewerView } from '../../../parts/files/file-viewer.tsx'
import { SplitView } from '../../../parts/split-view.tsx'
import { SummaryList, type SummaryRow } from '../../../parts/summary-list.tsx'
import { WorkTable } from '../../../parts/work-table.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'
import { OfficerAct, type OfficerActView } from '../officer-act.tsx'

export type QueuedPaperView = {
  readonly id: string
  readonly href: string
  readonly name: string
  readonly code: string
  readonly sub: string
  readonly due?: LatenessView | undefined
  readonly isOpen?: boolean | undefined
}

export type OpenPaperView = {
  readonly name: string
  readonly backHref: string
  readonly facts: readonly SummaryRow[]
  readonly file: FileViewerView
  readonly acts: readonly OfficerActView[]
}

type Texts = ViewProps<unknown>['t']

const Rows = ({ papers, caption, t }: { t: Texts; papers: readonly QueuedPaperView[]; caption: string }) => (
  <WorkTable
    caption={caption}
    heads={[t.officer.columnCode, t.officer.columnSubject, t.officer.columnDue]}
    groups={[
      {
        key: 'papers',
        rows: papers.map(({ code, name, due, ...paper }) => ({
          ...paper,
          name: code,
          subject: name,
          end: due !== undefined && <LatenessBadge {...due} />,
        })),
      },
    ]}
  />
)

const OpenPaper = ({ t, open, aside }: { t: Texts; open: OpenPaperView; aside?: ComponentChildren }) => (
  <div class="panel-stack">
    <header class="open-head">
      <a class="split-back ds-button" data-variant="tertiary" href={open.backHref}>
        {t.officer.backToList}
      </a>
      <h1>{open.name}</h1>
    </header>
    <Card class="panel">
      <SummaryList rows={open.facts} />
      {aside}
    </Card>
    <div class="panel">
      <FileViewer t={t} file={open.file} />
    </div>
    <section class="act-bar no-print" aria-label={t.officer.acts}>
      {open.acts.map((act) => (
        <OfficerAct key={act.text} t={t} act={act} />
      ))}
    </section>
  </div>
)

type PaperQueueProps = {
  readonly t: Texts
  readonly title: string
  readonly empty: readonly [string, string]
  readonly papers: readonly QueuedPaperView[]
  readonly open?: OpenPaperView | undefined
  readonly aside?: ComponentChildren
  /** To a page on which many are done at once. */
  readonly many?: LinkView | undefined
}

/** Papers that wait for one deed, the open one beside the list. */
const PaperQueue = ({ t, title, empty, papers, open, aside, many }: PaperQueueProps) => {
  const Heading = open === undefined ? 'h1' : 'h2'
  return (
    <SplitView
      listLabel={title}
      openLabel={open?.name ?? title}
      list={
        <>
          <header class="list-head">
            <Heading>
              {title}
              {t.officer.workCount(String(papers.length))}
            </Heading>
            {many !== undefined && (
              <LinkButton href={many.href} variant="secondary">
                {many.text}
              </LinkButton>
            )}
          </header>
          {papers.length === 0 ? (
            <div class="list-foot">
              <EmptyState icon="check" title={empty[0]} text={empty[1]} />
            </div>
          ) : (
            <Rows t={t} papers={papers} caption={title} />
          )}
        </>
      }
      open={open === undefined ? undefined : <OpenPaper t={t} open={open} aside={aside} />}
    />
  )
}

export type PaperQueueView = Pick<PaperQueueProps, 'papers' | 'open' | 'many'>

/** What waits for the signature of a leader; its acts are signing and sending back. Put into the layout with `full`. */
export const SigningPage = ({ t, view }: ViewProps<PaperQueueView>) => (
  <PaperQueue
    {...view}
    t={t}
    title={t.officer.signingTitle}
    empty={[t.officer.signingEmpty, t.officer.signingEmptyText]}
    aside={<p class="soft">{t.officer.signingCheck}</p>}
  />
)

/** What waits for the clerk: signed, not yet numbered and sealed. Put into the layout with `full`. */
export const NumberingPage = ({ t, view }: ViewProps<PaperQueueView>) => (
  <PaperQueue
    {...view}
    t={t}
    title={t.officer.numberingTitle}
    empty={[t.officer.numberingEmpty, t.officer.numberingEmptyText]}
    aside={<p class="soft">{t.officer.numberingNextHint}</p>}
  />
)
