import { EmptyState } from '../../parts/empty-state.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Pagination, type PaginationView } from '../../parts/pagination.tsx'
import { Table } from '../../parts/table.tsx'
import type { ViewProps } from '../view-props.ts'

export type LookView = {
  readonly id: string
  readonly who: string
  readonly where: string
  readonly when: string
  readonly what: string
}

export type LooksView = {
  readonly code: string
  readonly backHref: string
  readonly looks: readonly LookView[]
  readonly pages: PaginationView
}

export const LooksPage = ({ t, view }: ViewProps<LooksView>) => (
  <>
    <PageHead
      t={t}
      title={t.tracking.looksTitle}
      lead={t.tracking.looksLead}
      crumbs={[{ href: view.backHref, text: view.code }]}
    />
    {view.looks.length === 0 ? (
      <EmptyState icon="eye" title={t.tracking.looksNone} text={t.tracking.looksNoneText} />
    ) : (
      <div class="card">
        <Table
          caption={t.tracking.looksTitle}
          captionHidden
          cards
          rows={view.looks}
          rowKey={(look) => look.id}
          columns={[
            { key: 'who', head: t.tracking.lookWho, isHeader: true, cell: (look) => look.who },
            { key: 'where', head: t.tracking.lookWhere, cell: (look) => look.where },
            { key: 'what', head: t.tracking.lookWhat, cell: (look) => look.what },
            { key: 'when', head: t.tracking.lookWhen, cell: (look) => look.when },
          ]}
        />
        <Pagination t={t} view={view.pages} />
      </div>
    )}
  </>
)
