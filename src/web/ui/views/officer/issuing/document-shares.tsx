import { Button, LinkButton } from '../../../form/button.tsx'
import { DateField } from '../../../form/date-field.tsx'
import { EmptyState } from '../../../parts/empty-state.tsx'
import { FilterBar, type FilterLink } from '../../../parts/filter-bar.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import { Pagination, type PaginationView } from '../../../parts/pagination.tsx'
import { Table } from '../../../parts/table.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'

type Shares = Readonly<Record<'issued' | 'inside' | 'outside' | 'signed' | 'sameDay' | 'inTime', string>>
export type ShareRowView = Shares & {
  readonly key: string
  readonly name: string
  readonly href?: string | undefined
  readonly isSum?: boolean
}

export type PeriodPick = {
  readonly action: string
  readonly names: { readonly from: string; readonly until: string }
  readonly from: string
  readonly until: string
  readonly periods: readonly FilterLink[]
  readonly isWrong: boolean
}

export type DocumentSharesView = {
  readonly back: LinkView
  readonly pick: PeriodPick
  readonly rows: readonly ShareRowView[]
}

const Pick = ({ t, pick }: { readonly t: ViewProps<null>['t']; readonly pick: PeriodPick }) => (
  <div class="card stack">
    {pick.isWrong && (
      <Notice kind="attention" title={t.transparency.periodWrong} text={t.transparency.periodWrongText} live />
    )}
    <form class="row period" action={pick.action} method="get" aria-label={t.issuing.shares.period}>
      <DateField name={pick.names.from} label={t.transparency.from} value={pick.from} />
      <DateField name={pick.names.until} label={t.transparency.until} value={pick.until} />
      <Button variant="secondary">{t.issuing.show}</Button>
    </form>
    <FilterBar label={t.transparency.period} filters={pick.periods} />
  </div>
)

const figures = ['issued', 'inside', 'outside', 'signed', 'sameDay', 'inTime'] as const

/** How documents were issued, per agency and level; each agency leads to the documents behind its figures. */
export const DocumentSharesPage = ({ t, view }: ViewProps<DocumentSharesView>) => {
  const words = t.issuing.shares
  return (
    <div class="stack">
      <PageHead t={t} title={words.title} lead={words.lead} crumbs={[view.back]} />
      <Pick t={t} pick={view.pick} />
      {view.rows.length === 0 ? (
        <EmptyState icon="file" title={words.empty} text={words.emptyText} />
      ) : (
        <Table
          caption={words.title}
          captionHidden
          cards
          rows={view.rows}
          rowKey={(row) => row.key}
          columns={[
            {
              key: 'name',
              head: words.agency,
              isHeader: true,
              cell: (row) => (row.href === undefined ? <strong>{row.name}</strong> : <a href={row.href}>{row.name}</a>),
            },
            ...figures.map((name) => ({
              key: name,
              head: words[name],
              align: 'end' as const,
              cell: (row: ShareRowView) => row[name],
            })),
          ]}
        />
      )}
    </div>
  )
}

export type IssuedListView = {
  readonly back: LinkView
  readonly title: string
  readonly pick: PeriodPick
  readonly filters: readonly FilterLink[]
  readonly csvHref: string
  readonly rows: readonly {
    readonly id: string
    readonly href: string
    readonly code: string
    readonly subject: string
    readonly issuedOn: string
  }[]
  readonly pages: PaginationView
}

/** The documents behind a figure. */
export const IssuedListPage = ({ t, view }: ViewProps<IssuedListView>) => {
  const words = t.issuing.shares
  return (
    <div class="stack">
      <PageHead t={t} title={view.title} lead={words.listLead} crumbs={[view.back]} />
      <FilterBar label={view.title} filters={view.filters} />
      <div class="row">
        <LinkButton href={view.csvHref} variant="tertiary" icon="download" download>
          {words.csv}
        </LinkButton>
      </div>
      {view.rows.length === 0 ? (
        <EmptyState icon="file" title={words.empty} text={words.emptyText} />
      ) : (
        <Table
          caption={view.title}
          captionHidden
          cards
          rows={view.rows}
          rowKey={(row) => row.id}
          columns={[
            { key: 'code', head: words.code, isHeader: true, cell: (row) => <a href={row.href}>{row.code}</a> },
            { key: 'subject', head: words.subject, cell: (row) => row.subject },
            { key: 'day', head: words.issuedOn, cell: (row) => row.issuedOn },
          ]}
        />
      )}
      <Pagination t={t} view={view.pages} />
    </div>
  )
}
