import { FilterBar, type FilterLink } from '../../parts/filter-bar.tsx'
import type { PaginationView } from '../../parts/pagination.tsx'
import { SplitView } from '../../parts/split-view.tsx'
import { WorkTable } from '../../parts/work-table.tsx'
import type { ViewProps } from '../view-props.ts'
import type { DocumentFieldsView } from './lists/document-fields.tsx'
import { EmptyList, type EmptyListView } from './lists/empty-list.tsx'
import { ListFoot } from './lists/list-foot.tsx'
import { type ListAction, ListHead } from './lists/list-head.tsx'

export type OutgoingRowView = {
  readonly id: string
  readonly href: string
  readonly code: string
  readonly subject: string
  /** Of which type, and who drafts it: the second line. */
  readonly sub: string
  readonly state: string
  readonly date: string
}

export type OutgoingListView = {
  readonly filters: readonly FilterLink[]
  readonly search: {
    readonly action: string
    readonly name: string
    readonly value: string
    readonly hidden: Readonly<Record<string, string>>
  }
  /** The state alone, where all are shown. */
  readonly states: readonly FilterLink[]
  readonly fields: DocumentFieldsView
  readonly exportHref: string
  readonly rows: readonly OutgoingRowView[]
  readonly pages: PaginationView
  readonly actions: readonly ListAction[]
  readonly empty: EmptyListView
}

type Props = ViewProps<OutgoingListView>

const Rows = ({ t, view }: Props) => (
  <WorkTable
    caption={t.outgoing.title}
    heads={[t.outgoing.columnCode, t.outgoing.columnSubject, t.outgoing.columnState, t.outgoing.columnDate]}
    groups={[
      {
        key: 'outgoing',
        rows: view.rows.map((row) => ({ ...row, name: row.code, step: row.state, end: row.date })),
      },
    ]}
  />
)

/** What is drafted, agreed, signed and issued. Put into the layout with `full`. */
export const OutgoingListPage = ({ t, view }: Props) => (
  <SplitView
    listLabel={t.outgoing.title}
    openLabel={t.outgoing.title}
    list={
      <>
        <ListHead
          title={t.outgoing.title}
          isFirst
          label={t.officer.filters}
          filters={view.filters}
          search={{ ...view.search, id: 'outgoing-search', label: t.outgoing.searchLabel, go: t.incoming.searchGo }}
          actions={view.actions}
          fields={{ t, view: view.fields }}
        >
          {view.states.length > 0 && (
            <div class="row">
              <FilterBar label={t.incoming.anyState} filters={view.states} />
            </div>
          )}
        </ListHead>
        {view.rows.length === 0 ? <EmptyList view={view.empty} /> : <Rows t={t} view={view} />}
        <ListFoot t={t} pages={view.pages} exportHref={view.rows.length === 0 ? undefined : view.exportHref} />
      </>
    }
  />
)
