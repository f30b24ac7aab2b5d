import type { Crumb } from '../../../parts/breadcrumbs.tsx'
import { EmptyState } from '../../../parts/empty-state.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import { Table } from '../../../parts/table.tsx'
import type { ViewProps } from '../../view-props.ts'

export type FiguresRowView = {
  readonly name: string
  readonly href?: string | undefined
  /** Given, open, overdue, on time, late, late by own fault. */
  readonly figures: readonly number[]
}

export type TaskFiguresView = {
  readonly crumbs: readonly Crumb[]
  readonly lead: string
  readonly by: string
  readonly rows: readonly FiguresRowView[]
  readonly total: FiguresRowView
}

export const TaskFiguresPage = ({ t, view }: ViewProps<TaskFiguresView>) => {
  const heads = [
    t.tasks.figureGiven,
    t.tasks.figureOpen,
    t.tasks.figureOverdue,
    t.tasks.figureOnTime,
    t.tasks.figureLate,
    t.tasks.figureOwnFault,
  ]
  return (
    <div class="stack">
      <PageHead t={t} title={t.tasks.figuresTitle} lead={view.lead} crumbs={view.crumbs} />
      {view.rows.length === 0 ? (
        <EmptyState title={t.tasks.figuresNone} />
      ) : (
        <Table
          caption={t.tasks.figuresTitle}
          captionHidden
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
            ...heads.map((head, index) => ({
              key: head,
              head,
              align: 'end' as const,
              cell: (row: FiguresRowView) => (row.figures[index] ?? 0).toLocaleString('vi'),
            })),
          ]}
        />
      )}
    </div>
  )
}
