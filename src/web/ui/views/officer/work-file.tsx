import { Button } from '../../form/button.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Card } from '../../parts/card.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { SummaryList, type SummaryRow } from '../../parts/summary-list.tsx'
import { Table } from '../../parts/table.tsx'
import { Timeline, type TimelineEntry } from '../../parts/timeline.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'
import { OfficerActs, type OfficerActView } from './officer-act.tsx'

export type FiledDocumentView = {
  readonly id: string
  readonly ordinal: string
  readonly code: string
  readonly date: string
  readonly subject: string
  readonly author: string
  readonly pages: string
  readonly rule: string
  readonly takeOut: FormTarget | undefined
}

export type WorkFilePageView = {
  readonly title: string
  readonly listHref: string
  readonly code: string
  readonly state: string
  readonly facts: readonly SummaryRow[]
  readonly count: string
  readonly documents: readonly FiledDocumentView[]
  readonly acts: readonly OfficerActView[]
  /** What of the file is printed. */
  readonly papers: readonly LinkView[]
  readonly history: readonly TimelineEntry[]
}

type Props = ViewProps<WorkFilePageView>

const FiledDocuments = ({ t, view }: Props) => (
  <Card title={t.officer.files.documents} class="stack">
    <p class="soft">{view.documents.length === 0 ? t.officer.files.documentsNone : view.count}</p>
    {view.documents.length > 0 && (
      <Table
        caption={t.officer.files.documents}
        captionHidden
        cards
        rows={view.documents}
        rowKey={(row) => row.id}
        columns={[
          { key: 'ordinal', head: t.officer.files.ordinal, align: 'end', cell: (row) => row.ordinal },
          { key: 'subject', head: t.officer.files.subject, isHeader: true, cell: (row) => row.subject },
          { key: 'code', head: t.officer.files.documentCode, cell: (row) => row.code },
          { key: 'date', head: t.officer.files.documentDate, cell: (row) => row.date },
          { key: 'author', head: t.officer.files.author, cell: (row) => row.author },
          { key: 'pages', head: t.officer.files.pages, align: 'end', cell: (row) => row.pages },
          { key: 'rule', head: t.officer.files.rule, cell: (row) => row.rule },
          {
            key: 'act',
            head: t.officer.files.takeOut,
            headHidden: true,
            cell: (row) =>
              row.takeOut !== undefined && (
                <Form target={row.takeOut}>
                  <Button variant="tertiary" label={t.officer.files.takeOutOf(row.subject)}>
                    {t.officer.files.takeOut}
                  </Button>
                </Form>
              ),
          },
        ]}
      />
    )}
  </Card>
)

/** One file: what it is, what may be done, what lies in it, what was done. */
export const WorkFilePage = ({ t, view }: Props) => (
  <div class="stack">
    <PageHead t={t} title={view.title} crumbs={[{ href: view.listHref, text: t.officer.files.title }]}>
      <p class="row">
        <Badge>{view.state}</Badge>
        <span>{view.code}</span>
      </p>
    </PageHead>
    <OfficerActs t={t} acts={view.acts} />
    <Card>
      <SummaryList rows={view.facts} />
      <p class="row item-acts">
        {view.papers.map(({ href, text }) => (
          <a key={href} href={href}>
            {text}
          </a>
        ))}
      </p>
    </Card>
    <FiledDocuments t={t} view={view} />
    <Card title={t.officer.files.history}>
      <Timeline entries={view.history} />
    </Card>
  </div>
)
