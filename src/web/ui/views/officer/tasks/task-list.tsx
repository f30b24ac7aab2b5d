import { LinkButton } from '../../../form/button.tsx'
import { SearchBox } from '../../../form/search-box.tsx'
import { Badge, LatenessBadge, type LatenessView } from '../../../parts/badge.tsx'
import { EmptyState } from '../../../parts/empty-state.tsx'
import { FilterBar, type FilterLink } from '../../../parts/filter-bar.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import { Pagination, type PaginationView } from '../../../parts/pagination.tsx'
import { Table } from '../../../parts/table.tsx'
import { type TabLink, Tabs } from '../../../parts/tabs.tsx'
import type { ViewProps } from '../../view-props.ts'

export type TaskCardView = {
  readonly id: string
  readonly href: string
  readonly title: string
  readonly source: string
  readonly from: string
  readonly who: string
  readonly due: string
  readonly lateness?: LatenessView | undefined
  readonly state: string
  readonly progress: string
  readonly marks: readonly string[]
}

export type TaskListView = {
  readonly scopes: readonly TabLink[]
  readonly levels: readonly FilterLink[]
  readonly search: {
    readonly action: string
    readonly name: string
    readonly value: string
    readonly kept: Readonly<Record<string, string>>
  }
  /** The tasks behind one number of the figures: neither scopes nor levels are chosen here. */
  readonly figure?: { readonly title: string; readonly backHref: string } | undefined
  readonly rows: readonly TaskCardView[]
  readonly pages: PaginationView
  readonly assignHref: string
  readonly figuresHref: string
}

type Props = ViewProps<TaskListView>

const Search = ({ t, view }: Props) => (
  <search>
    <form action={view.search.action} method="get" class="list-search">
      {Object.entries(view.search.kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SearchBox
        id="task-search"
        name={view.search.name}
        value={view.search.value}
        label={t.tasks.search}
        go={t.tasks.searchSend}
      />
    </form>
  </search>
)

const Title = ({ row }: { readonly row: TaskCardView }) => (
  <>
    <a href={row.href}>{row.title}</a>
    {row.marks.map((mark) => (
      <span key={mark}>
        {' '}
        <Badge tone="gold">{mark}</Badge>
      </span>
    ))}
    {row.source !== '' && <div class="soft small">{row.source}</div>}
  </>
)

/** What I have to do, what I asked for, what I watch. */
export const TaskListPage = ({ t, view }: Props) => (
  <div class="stack">
    <PageHead
      t={t}
      title={view.figure?.title ?? t.tasks.title}
      lead={view.figure === undefined ? t.tasks.lead : undefined}
      crumbs={view.figure === undefined ? undefined : [{ href: view.figure.backHref, text: t.tasks.figuresTitle }]}
    >
      <div class="row">
        <LinkButton href={view.assignHref}>{t.tasks.assign}</LinkButton>
        <LinkButton href={view.figuresHref} variant="secondary">
          {t.tasks.figures}
        </LinkButton>
      </div>
    </PageHead>
    {view.figure === undefined && (
      <>
        <Tabs label={t.tasks.scopeLabel} tabs={view.scopes} />
        <FilterBar label={t.tasks.levelLabel} filters={view.levels} />
        <Search t={t} view={view} />
      </>
    )}
    {view.rows.length === 0 ? (
      <EmptyState title={t.tasks.none} text={t.tasks.noneText} />
    ) : (
      <Table
        caption={t.tasks.listCaption}
        captionHidden
        cards
        rows={view.rows}
        rowKey={(row) => row.id}
        columns={[
          { key: 'task', head: t.tasks.columnTask, isHeader: true, cell: (row) => <Title row={row} /> },
          {
            key: 'due',
            head: t.tasks.columnDue,
            cell: (row) => (row.lateness === undefined ? row.due : <LatenessBadge {...row.lateness} />),
          },
          { key: 'who', head: t.tasks.columnWho, cell: (row) => row.who },
          { key: 'from', head: t.tasks.columnFrom, cell: (row) => row.from },
          { key: 'progress', head: t.tasks.columnProgress, cell: (row) => `${row.state}, ${row.progress}` },
        ]}
      />
    )}
    <Pagination t={t} view={view.pages} />
  </div>
)
