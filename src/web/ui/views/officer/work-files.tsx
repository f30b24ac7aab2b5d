import { Button, LinkButton } from '../../form/button.tsx'
import { type Option, Select } from '../../form/select.tsx'
import { TextInput } from '../../form/text-input.tsx'
import { Badge } from '../../parts/badge.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FilterBar, type FilterLink } from '../../parts/filter-bar.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Pagination, type PaginationView } from '../../parts/pagination.tsx'
import { Table } from '../../parts/table.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import type { ViewProps } from '../view-props.ts'
import type { DeskView } from './desk-page.tsx'

export type WorkFileRowView = {
  readonly id: string
  readonly href: string
  readonly code: string
  readonly title: string
  readonly state: string
  readonly keeper: string
  readonly retention: string
  readonly documents: string
  readonly handOverBy: string
}

export type WorkFilesView = {
  readonly action: string
  readonly openHref: string
  readonly tabs: DeskView['tabs']
  readonly scopes: readonly FilterLink[]
  /** What the form carries besides the words and the state. */
  readonly scope: string
  readonly names: { readonly words: string; readonly state: string; readonly scope: string }
  readonly words: string
  readonly state: string
  readonly states: readonly Option[]
  readonly rows: readonly WorkFileRowView[]
  readonly pages: PaginationView
}

type Props = ViewProps<WorkFilesView>

const Filters = ({ t, view }: Props) => (
  <div class="card stack">
    <FilterBar label={t.officer.files.scope} filters={view.scopes} />
    <form class="row period" action={view.action} method="get" aria-label={t.officer.files.find}>
      <input type="hidden" name={view.names.scope} value={view.scope} />
      <TextInput name={view.names.words} label={t.officer.files.words} value={view.words} />
      <Select
        name={view.names.state}
        label={t.officer.files.stateLabel}
        options={view.states}
        value={view.state}
        emptyText={t.common.all}
      />
      <Button variant="secondary">{t.officer.files.search}</Button>
    </form>
  </div>
)

/** Files of work: mine first, then what else one may see. */
export const WorkFilesPage = ({ t, view }: Props) => (
  <div class="stack">
    <div class="row row-apart">
      <PageHead t={t} title={t.officer.files.title} />
      <LinkButton href={view.openHref}>{t.officer.files.open}</LinkButton>
    </div>
    {view.tabs !== undefined && <Tabs label={view.tabs.label} tabs={view.tabs.links} />}
    <Filters t={t} view={view} />
    {view.rows.length === 0 ? (
      <EmptyState title={t.officer.files.none} text={t.officer.files.noneText} />
    ) : (
      <Table
        caption={t.officer.files.title}
        captionHidden
        cards
        rows={view.rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'title',
            head: t.officer.files.fileTitle,
            isHeader: true,
            cell: (row) => <a href={row.href}>{row.title}</a>,
          },
          { key: 'code', head: t.officer.files.code, cell: (row) => row.code },
          { key: 'state', head: t.officer.files.stateLabel, cell: (row) => <Badge>{row.state}</Badge> },
          { key: 'keeper', head: t.officer.files.keeper, cell: (row) => row.keeper },
          { key: 'retention', head: t.officer.files.retention, cell: (row) => row.retention },
          { key: 'documents', head: t.officer.files.documents, align: 'end', cell: (row) => row.documents },
          { key: 'due', head: t.officer.files.handOverBy, cell: (row) => row.handOverBy },
        ]}
      />
    )}
    <Pagination t={t} view={view.pages} />
  </div>
)
