import { Badge, Due, type LatenessView } from '../../../parts/badge.tsx'
import { FilterBar, type FilterLink } from '../../../parts/filter-bar.tsx'
import type { PaginationView } from '../../../parts/pagination.tsx'
import { SplitView } from '../../../parts/split-view.tsx'
import { WorkTable } from '../../../parts/work-table.tsx'
import type { ViewProps } from '../../view-props.ts'
import type { DocumentFieldsView } from '../lists/document-fields.tsx'
import { EmptyList, type EmptyListView } from '../lists/empty-list.tsx'
import { ListFoot } from '../lists/list-foot.tsx'
import { type ListAction, ListHead } from '../lists/list-head.tsx'
import { IncomingPanel, type IncomingPanelView } from './incoming-panel.tsx'

export type IncomingRowView = {
  readonly id: string
  readonly href: string
  readonly number: string
  readonly subject: string
  readonly sub: string
  readonly step: string
  readonly due: LatenessView | undefined
  readonly urgency: string | undefined
  readonly secrecy: string | undefined
  readonly isOpen: boolean
}

export type IncomingListView = {
  readonly filters: readonly FilterLink[]
  readonly states: readonly FilterLink[]
  readonly search: {
    readonly action: string
    readonly name: string
    readonly value: string
    readonly hidden: Readonly<Record<string, string>>
  }
  /** None beside a document that is open. */
  readonly fields?: DocumentFieldsView | undefined
  readonly exportHref: string
  readonly rows: readonly IncomingRowView[]
  readonly pages: PaginationView
  readonly empty: EmptyListView
  readonly actions: readonly ListAction[]
  readonly open?: IncomingPanelView | undefined
}

type Props = ViewProps<IncomingListView>

const Head = ({ t, view }: Props) => (
  <ListHead
    title={t.incoming.title}
    isFirst={view.open === undefined}
    label={t.officer.filters}
    filters={view.filters}
    search={{ ...view.search, id: 'incoming-search', label: t.incoming.searchLabel, go: t.incoming.searchGo }}
    actions={view.actions}
    fields={view.fields === undefined ? undefined : { t, view: view.fields }}
  >
    {view.states.length > 0 && (
      <div class="row">
        <FilterBar label={t.incoming.anyState} filters={view.states} />
      </div>
    )}
  </ListHead>
)

const Sub = ({ row }: { readonly row: IncomingRowView }) => (
  <>
    {row.sub} {row.urgency !== undefined && <Badge tone="gold">{row.urgency}</Badge>}{' '}
    {row.secrecy !== undefined && <Badge>{row.secrecy}</Badge>}
  </>
)

const Rows = ({ t, view }: Props) => (
  <WorkTable
    caption={t.incoming.listLabel}
    heads={[t.incoming.columnNumber, t.incoming.columnSubject, t.incoming.columnDeed, t.incoming.columnDue]}
    groups={[
      {
        key: 'incoming',
        rows: view.rows.map((row) => ({
          ...row,
          name: row.number,
          sub: <Sub row={row} />,
          end: <Due due={row.due} />,
        })),
      },
    ]}
  />
)

/** What came, what is due, what waits; one document open beside it. */
export const IncomingListPage = ({ t, view }: Props) => (
  <SplitView
    listLabel={t.incoming.listLabel}
    openLabel={t.incoming.facts}
    list={
      <>
        <Head t={t} view={view} />
        {view.rows.length === 0 ? <EmptyList view={view.empty} /> : <Rows t={t} view={view} />}
        <ListFoot t={t} pages={view.pages} exportHref={view.rows.length === 0 ? undefined : view.exportHref} />
      </>
    }
    isBroad={view.open?.viewer !== undefined}
    open={view.open === undefined ? undefined : <IncomingPanel t={t} view={view.open} />}
  />
)
