import { Button } from '../../form/button.tsx'
import { TextInput } from '../../form/text-input.tsx'
import { Badge } from '../../parts/badge.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Pagination, type PaginationView } from '../../parts/pagination.tsx'
import { Table } from '../../parts/table.tsx'
import type { ViewProps } from '../view-props.ts'

export type OfferingsView = {
  readonly action: string
  readonly search: { readonly name: string; readonly query: string }
  readonly lines: readonly {
    readonly code: string
    readonly name: string
    readonly field: string
    readonly href: string
    readonly state: string
    readonly isOpen: boolean
  }[]
  readonly pages: PaginationView
}

/** Which procedures can be filed here. */
export const OfferingsPage = ({ t, view }: ViewProps<OfferingsView>) => (
  <>
    <PageHead t={t} title={t.admin.offersTitle} lead={t.admin.offersLead} />
    <div class="stack">
      <form class="row tree-search" action={view.action} method="get">
        <TextInput name={view.search.name} label={t.admin.offersSearch} value={view.search.query} type="search" />
        <Button variant="secondary" icon="search">
          {t.common.search}
        </Button>
      </form>
      {view.lines.length === 0 ? (
        <EmptyState icon="search" title={t.admin.offersNone} text={t.admin.offersNoneText} />
      ) : (
        <div class="card">
          <Table
            caption={t.admin.offersTitle}
            captionHidden
            cards
            class="dense-cards"
            rows={view.lines}
            rowKey={(line) => line.code}
            columns={[
              {
                key: 'name',
                head: t.admin.offersName,
                isHeader: true,
                cell: (line) => (
                  <div>
                    <a href={line.href}>{line.name}</a>
                    <span class="sub">
                      <code>{line.code}</code> {line.field}
                    </span>
                  </div>
                ),
              },
              {
                key: 'state',
                head: t.admin.offersState,
                cell: (line) => <Badge tone={line.isOpen ? undefined : 'plain'}>{line.state}</Badge>,
              },
            ]}
          />
          <Pagination t={t} view={view.pages} />
        </div>
      )}
    </div>
  </>
)
