import { Form, type FormTarget } from '../../form/form.tsx'
import { SearchBox } from '../../form/search-box.tsx'
import { Badge } from '../../parts/badge.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Pagination, type PaginationView } from '../../parts/pagination.tsx'
import { SplitView } from '../../parts/split-view.tsx'
import { WorkTable } from '../../parts/work-table.tsx'
import { Icon } from '../../shell/icon.tsx'
import type { ViewProps } from '../view-props.ts'

export type FoundRowView = {
  readonly id: string
  readonly href: string
  readonly code: string
  readonly procedureName: string
  readonly sub: string
  readonly status: string
  readonly filed: string
}

export type SearchResultsView = {
  /** What was searched for, said inside the page only. */
  readonly words?: string | undefined
  readonly rows: readonly FoundRowView[]
  readonly pages: PaginationView
  readonly search: { readonly target: FormTarget; readonly name: string }
  readonly backHref: string
  readonly empty: { readonly title: string; readonly text: string }
}

type Props = ViewProps<SearchResultsView>

const Head = ({ t, view }: Props) => (
  <header class="list-head">
    <div class="row">
      <a class="ds-button" data-variant="tertiary" href={view.backHref}>
        <Icon name="back" />
        {t.officer.backToList}
      </a>
      <h1>{t.officer.searchTitle}</h1>
    </div>
    {view.words !== undefined && <p class="soft">{t.officer.searchedFor(view.words)}</p>}
    <Form target={view.search.target} class="list-search">
      <SearchBox
        id="work-search"
        name={view.search.name}
        value={view.words}
        label={t.officer.searchLabel}
        go={t.officer.searchGo}
      />
    </Form>
  </header>
)

const Rows = ({ t, view }: Props) => (
  <WorkTable
    caption={t.officer.searchTitle}
    heads={[t.officer.columnCode, t.officer.columnSubject, t.officer.columnStatus, t.officer.columnFiled]}
    groups={[
      {
        key: 'found',
        rows: view.rows.map((row) => ({
          ...row,
          name: row.code,
          subject: row.procedureName,
          step: <Badge>{row.status}</Badge>,
          end: row.filed,
        })),
      },
    ]}
  />
)

/** Dossiers found within the remit, whatever their state. */
export const SearchResultsPage = ({ t, view }: Props) => (
  <SplitView
    listLabel={t.officer.searchTitle}
    openLabel={t.officer.openDossier}
    list={
      <>
        <Head t={t} view={view} />
        {view.rows.length === 0 ? (
          <div class="list-foot">
            <EmptyState icon="search" {...view.empty} />
          </div>
        ) : (
          <>
            <Rows t={t} view={view} />
            <div class="list-foot">
              <Pagination t={t} view={view.pages} />
            </div>
          </>
        )}
      </>
    }
  />
)
