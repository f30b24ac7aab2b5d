import { LinkButton } from '../../../form/button.tsx'
import { Badge, LatenessBadge, type LatenessView } from '../../../parts/badge.tsx'
import { EmptyState } from '../../../parts/empty-state.tsx'
import { FilterBar, type FilterLink } from '../../../parts/filter-bar.tsx'
import { Pagination, type PaginationView } from '../../../parts/pagination.tsx'
import { SplitView } from '../../../parts/split-view.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'
import { ListHead } from '../list-head.tsx'
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
  readonly rows: readonly IncomingRowView[]
  readonly pages: PaginationView
  readonly empty: { readonly title: string; readonly text?: string | undefined; readonly link?: LinkView | undefined }
  readonly actions: readonly LinkView[]
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
  >
    {view.states.length > 0 && (
      <div class="row">
        <FilterBar label={t.incoming.anyState} filters={view.states} />
      </div>
    )}
  </ListHead>
)

const Row = ({ row }: { readonly row: IncomingRowView }) => (
  <tr data-row aria-current={row.isOpen ? 'true' : undefined}>
    <td>
      <a class="open" href={row.href}>
        {row.number}
      </a>
    </td>
    <td class="subject">
      <span class="two-lines" title={row.subject}>
        {row.subject}
      </span>
      <span class="sub">
        {row.sub} {row.urgency !== undefined && <Badge tone="gold">{row.urgency}</Badge>}{' '}
        {row.secrecy !== undefined && <Badge>{row.secrecy}</Badge>}
      </span>
    </td>
    <td class="step">{row.step}</td>
    <td>{row.due === undefined ? null : row.due.level === 'later' ? row.due.text : <LatenessBadge {...row.due} />}</td>
  </tr>
)

const Rows = ({ t, view }: Props) => (
  <table class="work">
    <caption class="sr-only">{t.incoming.listLabel}</caption>
    <thead>
      <tr>
        <th scope="col">{t.incoming.columnNumber}</th>
        <th scope="col">{t.incoming.columnSubject}</th>
        <th scope="col">{t.incoming.columnDeed}</th>
        <th scope="col">{t.incoming.columnDue}</th>
      </tr>
    </thead>
    <tbody>
      {view.rows.map((row) => (
        <Row key={row.id} row={row} />
      ))}
    </tbody>
  </table>
)

/** What came, what is due, what waits; one document open beside it. */
export const IncomingListPage = ({ t, view }: Props) => (
  <SplitView
    listLabel={t.incoming.listLabel}
    openLabel={t.incoming.facts}
    list={
      <>
        <Head t={t} view={view} />
        {view.rows.length === 0 ? (
          <EmptyState title={view.empty.title} text={view.empty.text}>
            {view.empty.link !== undefined && (
              <LinkButton href={view.empty.link.href} variant="secondary">
                {view.empty.link.text}
              </LinkButton>
            )}
          </EmptyState>
        ) : (
          <Rows t={t} view={view} />
        )}
        <Pagination t={t} view={view.pages} />
      </>
    }
    open={view.open === undefined ? undefined : <IncomingPanel t={t} view={view.open} />}
  />
)
