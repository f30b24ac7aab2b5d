import { EmptyState } from '../../parts/empty-state.tsx'
import type { FilterLink } from '../../parts/filter-bar.tsx'
import { Pagination, type PaginationView } from '../../parts/pagination.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'
import { ListHead } from './list-head.tsx'

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
  readonly rows: readonly OutgoingRowView[]
  readonly pages: PaginationView
  readonly actions: readonly LinkView[]
  readonly empty: { readonly title: string; readonly text: string }
}

type Props = ViewProps<OutgoingListView>

const Rows = ({ t, view }: Props) => (
  <table class="work">
    <caption class="sr-only">{t.outgoing.title}</caption>
    <thead>
      <tr>
        <th scope="col">{t.outgoing.columnCode}</th>
        <th scope="col">{t.outgoing.columnSubject}</th>
        <th scope="col">{t.outgoing.columnState}</th>
        <th scope="col">{t.outgoing.columnDate}</th>
      </tr>
    </thead>
    <tbody>
      {view.rows.map((row) => (
        <tr key={row.id} data-row>
          <td>
            <a class="open" href={row.href}>
              {row.code}
            </a>
          </td>
          <td class="subject">
            <span class="two-lines" title={row.subject}>
              {row.subject}
            </span>
            <span class="sub">{row.sub}</span>
          </td>
          <td class="step">{row.state}</td>
          <td>{row.date}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

/** What is drafted, agreed, signed and issued. Put into the layout with `full`. */
export const OutgoingListPage = ({ t, view }: Props) => (
  <>
    <ListHead
      title={t.outgoing.title}
      isFirst
      label={t.officer.filters}
      filters={view.filters}
      search={{ ...view.search, id: 'outgoing-search', label: t.outgoing.searchLabel, go: t.incoming.searchGo }}
      actions={view.actions}
    />
    {view.rows.length === 0 ? (
      <EmptyState icon="file" title={view.empty.title} text={view.empty.text} />
    ) : (
      <Rows t={t} view={view} />
    )}
    <Pagination t={t} view={view.pages} />
  </>
)
