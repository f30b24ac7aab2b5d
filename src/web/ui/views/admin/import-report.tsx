import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Pagination, type PaginationView } from '../../parts/pagination.tsx'
import { StatFigures } from '../../parts/stat-figures.tsx'
import { SummaryList } from '../../parts/summary-list.tsx'
import { Table } from '../../parts/table.tsx'
import type { ViewProps } from '../view-props.ts'

export type DoubtfulProcedureView = {
  readonly code: string
  readonly name: string
  readonly href?: string | undefined
  readonly reasons: readonly string[]
}

export type ImportReportView = {
  readonly fileName: string
  readonly at: string
  readonly counts: {
    readonly added: string
    readonly changed: string
    readonly same: string
    readonly doubtful: string
  }
  readonly doubtful: readonly DoubtfulProcedureView[]
  readonly pages: PaginationView
}

export const ImportReportPage = ({ t, view }: ViewProps<ImportReportView>) => (
  <>
    <PageHead t={t} title={t.admin.importTitle} lead={t.admin.importLead} />
    <div class="stack">
      <Card tone="deep">
        <StatFigures
          figures={[
            { value: view.counts.added, label: t.admin.importNew },
            { value: view.counts.changed, label: t.admin.importChanged },
            { value: view.counts.same, label: t.admin.importSame },
            { value: view.counts.doubtful, label: t.admin.importDoubtful },
          ]}
        />
      </Card>
      <Card>
        <SummaryList
          rows={[
            { term: t.admin.importFile, value: <code>{view.fileName}</code> },
            { term: t.admin.importAt, value: view.at },
          ]}
        />
      </Card>
      {view.doubtful.length === 0 ? (
        <EmptyState icon="check" title={t.admin.importNoDoubt} text={t.admin.importNoDoubtText} />
      ) : (
        <Card>
          <Table
            caption={t.admin.importDoubtful}
            cards
            rows={view.doubtful}
            rowKey={(procedure) => procedure.code}
            columns={[
              { key: 'code', head: t.admin.importCode, isHeader: true, cell: ({ code }) => <code>{code}</code> },
              {
                key: 'name',
                head: t.admin.importName,
                cell: ({ name, href }) => (href === undefined ? name : <a href={href}>{name}</a>),
              },
              { key: 'why', head: t.admin.importReasons, cell: ({ reasons }) => reasons.join('; ') },
            ]}
          />
          <Pagination t={t} view={view.pages} />
        </Card>
      )}
    </div>
  </>
)
