import { LinkButton } from '../../../form/button.tsx'
import { Badge } from '../../../parts/badge.tsx'
import { EmptyState } from '../../../parts/empty-state.tsx'
import { FilterBar, type FilterLink } from '../../../parts/filter-bar.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import { Pagination, type PaginationView } from '../../../parts/pagination.tsx'
import { Table } from '../../../parts/table.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'

export type KeyLineView = {
  readonly key: string
  readonly name: string
  readonly place: string
  /** `Con dấu · Trên hệ thống` */
  readonly kind: string
  readonly serial?: string | undefined
  readonly until?: string | undefined
  readonly state?: { readonly text: string; readonly isEnding: boolean } | undefined
  readonly ended?: string | undefined
  readonly acts: readonly (LinkView & { readonly label: string })[]
}

export type KeyListView = {
  readonly filters: readonly FilterLink[]
  readonly warning?: string | undefined
  readonly lines: readonly KeyLineView[]
  readonly none: { readonly title: string; readonly text: string }
  readonly pages: PaginationView
  readonly roots: LinkView
}

type Props = ViewProps<KeyListView>

const Holder = ({ line }: { readonly line: KeyLineView }) => (
  <div>
    <strong>{line.name}</strong>
    <span class="sub">
      {line.kind}
      {line.place !== '' && ` · ${line.place}`}
    </span>
  </div>
)

const State = ({ line }: { readonly line: KeyLineView }) => (
  <>
    {line.state !== undefined && <Badge tone={line.state.isEnding ? 'gold' : undefined}>{line.state.text}</Badge>}
    {line.ended !== undefined && <span class="sub">{line.ended}</span>}
  </>
)

const Lines = ({ t, view }: Props) => {
  const hasKeys = view.lines.some(({ serial }) => serial !== undefined)
  const certificate = [
    {
      key: 'serial',
      head: t.admin.keySerial,
      cell: ({ serial }: KeyLineView) => <code class="serial">{serial}</code>,
    },
    { key: 'until', head: t.admin.keyUntil, cell: ({ until }: KeyLineView) => until },
    { key: 'state', head: t.admin.keyState, cell: (line: KeyLineView) => <State line={line} /> },
  ]
  return (
    <Table
      caption={t.admin.keysTitle}
      captionHidden
      cards
      class="dense-cards"
      rows={view.lines}
      rowKey={({ key }) => key}
      columns={[
        { key: 'holder', head: t.admin.keyHolder, isHeader: true, cell: (line) => <Holder line={line} /> },
        ...(hasKeys ? certificate : []),
        {
          key: 'acts',
          head: t.admin.keyActs,
          headHidden: true,
          cell: ({ acts }) => (
            <div class="row">
              {acts.map((act) => (
                <a key={act.href} href={act.href} aria-label={act.label}>
                  {act.text}
                </a>
              ))}
            </div>
          ),
        },
      ]}
    />
  )
}

/** Whose keys there are, until when, and who has none. */
export const KeyListPage = ({ t, view }: Props) => (
  <>
    <PageHead t={t} title={t.admin.keysTitle} lead={t.admin.keysLead}>
      <LinkButton href={view.roots.href} variant="secondary">
        {view.roots.text}
      </LinkButton>
    </PageHead>
    <div class="stack">
      {view.warning !== undefined && <Notice kind="attention" text={view.warning} />}
      <FilterBar label={t.officer.filters} filters={view.filters} />
      {view.lines.length === 0 ? (
        <EmptyState icon="check" title={view.none.title} text={view.none.text} />
      ) : (
        <div class="card">
          <Lines t={t} view={view} />
          <Pagination t={t} view={view.pages} />
        </div>
      )}
    </div>
  </>
)
