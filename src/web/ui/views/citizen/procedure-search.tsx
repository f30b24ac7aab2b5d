import { Button, LinkButton } from '../../form/button.tsx'
import { type Option, Select } from '../../form/select.tsx'
import { Badge } from '../../parts/badge.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Pagination, type PaginationView } from '../../parts/pagination.tsx'
import { Icon } from '../../shell/icon.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'
import { SearchForm } from './search-form.tsx'

export type ProcedureHitView = {
  readonly href: string
  readonly name: string
  /** The language of the name, where it is another one than the page's. */
  readonly lang?: 'vi' | undefined
  readonly code: string
  /** Who decides, where it is published. */
  readonly agency?: string | undefined
  /** `7 ngày làm việc` */
  readonly time?: string | undefined
  readonly fee?: string | undefined
  readonly isOnline: boolean
}

export type ProcedureFilterView = {
  readonly name: string
  readonly label: string
  readonly value?: string | undefined
  readonly options: readonly Option[]
}

export type ProcedureSearchView = {
  readonly action: string
  readonly suggestHref: string
  readonly allHref: string
  readonly query?: string | undefined
  /** `1.204` */
  readonly count: string
  readonly hits: readonly ProcedureHitView[]
  readonly filters: readonly ProcedureFilterView[]
  /** Offered when the words were perhaps mistyped. */
  readonly suggestion?: LinkView | undefined
  readonly pages: PaginationView
}

const Hit = ({ t, hit }: { readonly t: ViewProps<unknown>['t']; readonly hit: ProcedureHitView }) => (
  <li class="hit">
    <h2 class="three-lines">
      <a href={hit.href} lang={hit.lang}>
        {hit.name}
      </a>
    </h2>
    <ul class="facts">
      {hit.agency !== undefined && (
        <li>
          <Icon name="building" />
          {hit.agency}
        </li>
      )}
      {hit.time !== undefined && (
        <li>
          <Icon name="clock" />
          {hit.time}
        </li>
      )}
      <li>
        <Icon name="money" />
        {hit.fee ?? t.publicPages.free}
      </li>
      <li class="number">{hit.code}</li>
      {!hit.isOnline && (
        <li>
          <Badge tone="plain">{t.publicPages.notFiledHere}</Badge>
        </li>
      )}
    </ul>
  </li>
)

const Filters = ({ t, view }: ViewProps<ProcedureSearchView>) => (
  <form class="card narrowing" action={view.action} method="get">
    {view.query !== undefined && <input type="hidden" name="q" value={view.query} />}
    {view.filters.map((filter) => (
      <Select key={filter.name} {...filter} emptyText={t.common.all} />
    ))}
    <Button variant="secondary">{t.publicPages.applyFilter}</Button>
  </form>
)

const Results = ({ t, view }: ViewProps<ProcedureSearchView>) =>
  view.hits.length === 0 ? (
    <EmptyState icon="search" title={t.publicPages.noResults} text={t.publicPages.noResultsText}>
      <LinkButton href={view.allHref} variant="secondary">
        {t.publicPages.seeAll}
      </LinkButton>
    </EmptyState>
  ) : (
    <div class="card">
      <p class="soft">{t.publicPages.resultsCount(view.count)}</p>
      <ul class="plain-list">
        {view.hits.map((hit) => (
          <Hit key={hit.href} t={t} hit={hit} />
        ))}
      </ul>
      <Pagination t={t} view={view.pages} />
    </div>
  )

export const ProcedureSearchPage = ({ t, view }: ViewProps<ProcedureSearchView>) => (
  <>
    <PageHead
      t={t}
      title={
        view.query === undefined || view.query === ''
          ? t.publicPages.resultsTitle
          : t.publicPages.resultsFor(view.query)
      }
    >
      <SearchForm t={t} action={view.action} suggestHref={view.suggestHref} query={view.query} />
      {view.suggestion !== undefined && (
        <p class="after-search">
          {t.publicPages.didYouMean} <a href={view.suggestion.href}>{view.suggestion.text}</a>?
        </p>
      )}
    </PageHead>
    <div class="beside">
      <Results t={t} view={view} />
      {view.filters.length > 0 && (
        <aside class="before-on-phone" aria-label={t.publicPages.applyFilter}>
          <Filters t={t} view={view} />
        </aside>
      )}
    </div>
  </>
)
