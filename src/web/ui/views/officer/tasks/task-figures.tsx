import type { Messages } from '../../../../messages/index.ts'
import type { Crumb } from '../../../parts/breadcrumbs.tsx'
import { EmptyState } from '../../../parts/empty-state.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import { Table } from '../../../parts/table.tsx'
import { type TabLink, Tabs } from '../../../parts/tabs.tsx'
import type { ViewProps } from '../../view-props.ts'

export type FiguresRowView = {
  readonly name: string
  readonly href?: string | undefined
  readonly figures: readonly FigureView[]
}

/** A number that leads to what it counts. */
export type FigureView = {
  readonly figure: keyof Messages['tasks']['figureHeads']
  readonly count: number
  readonly href?: string | undefined
}

export type TaskFiguresView = {
  readonly crumbs: readonly Crumb[]
  readonly lead: string
  readonly by: string
  readonly rows: readonly FiguresRowView[]
  readonly total: FiguresRowView
  /** Through the tree, or every agency for itself. */
  readonly ways: readonly TabLink[]
}

const Figure = ({ figure }: { readonly figure: FigureView | undefined }) => {
  const text = (figure?.count ?? 0).toLocaleString('vi')
  return figure?.href === undefined ? <span class="soft">{text}</span> : <a href={figure.href}>{text}</a>
}

export const TaskFiguresPage = ({ t, view }: ViewProps<TaskFiguresView>) => {
  const heads = Object.entries(t.tasks.figureHeads)
  return (
    <div class="stack">
      <PageHead t={t} title={t.tasks.figuresTitle} lead={view.lead} crumbs={view.crumbs} />
      <Tabs label={t.tasks.figuresWays} tabs={view.ways} />
      {view.rows.length === 0 ? (
        <EmptyState title={t.tasks.figuresNone} />
      ) : (
        <Table
          caption={t.tasks.figuresTitle}
          captionHidden
          cards
          rows={view.rows}
          rowKey={(row) => row.href ?? row.name}
          total={view.total}
          columns={[
            {
              key: 'name',
              head: view.by,
              isHeader: true,
              cell: (row) => (row.href === undefined ? row.name : <a href={row.href}>{row.name}</a>),
            },
            ...heads.map(([key, head]) => ({
              key,
              head,
              align: 'end' as const,
              cell: (row: FiguresRowView) => <Figure figure={row.figures.find(({ figure }) => figure === key)} />,
            })),
          ]}
        />
      )}
    </div>
  )
}
