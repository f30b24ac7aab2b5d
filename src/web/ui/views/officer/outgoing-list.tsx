import { LinkButton } from '../../form/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FilterBar, type FilterLink } from '../../parts/filter-bar.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Pagination, type PaginationView } from '../../parts/pagination.tsx'
import { Table } from '../../parts/table.tsx'
import type { ViewProps } from '../view-props.ts'

export type OutgoingRowView = {
  readonly id: string
  readonly href: string
  readonly code: string
  readonly typeName: string
  readonly subject: string
  readonly state: string
  readonly drafter: string
  readonly date: string
}

export type OutgoingListView = {
  readonly filters: readonly FilterLink[]
  readonly rows: readonly OutgoingRowView[]
  readonly pages: PaginationView
  readonly createHref: string
  readonly importHref: string
  readonly emptyTitle: string
}

export const OutgoingListPage = ({ t, view }: ViewProps<OutgoingListView>) => (
  <>
    <PageHead t={t} title={t.outgoing.title} />
    <div class="form-actions">
      <LinkButton href={view.createHref}>{t.outgoing.create}</LinkButton>
      <LinkButton href={view.importHref} variant="secondary">
        {t.drafting.importLink}
      </LinkButton>
    </div>
    <FilterBar label={t.outgoing.title} filters={view.filters} />
    {view.rows.length === 0 ? (
      <EmptyState icon="file" title={view.emptyTitle} text={t.outgoing.emptyText} />
    ) : (
      <Table
        caption={t.outgoing.title}
        captionHidden
        cards
        rows={view.rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'subject',
            head: t.outgoing.columnSubject,
            isHeader: true,
            cell: (row) => (
              <>
                <a href={row.href}>{row.subject}</a>
                <span class="sub">{row.typeName}</span>
              </>
            ),
          },
          { key: 'code', head: t.outgoing.columnCode, cell: (row) => row.code },
          { key: 'state', head: t.outgoing.columnState, cell: (row) => row.state },
          { key: 'drafter', head: t.outgoing.columnDrafter, cell: (row) => row.drafter },
          { key: 'date', head: t.outgoing.columnDate, cell: (row) => row.date },
        ]}
      />
    )}
    <Pagination t={t} view={view.pages} />
  </>
)
