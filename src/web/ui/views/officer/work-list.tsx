import { Button, LinkButton } from '../../form/button.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import { SearchBox } from '../../form/search-box.tsx'
import { Due, type Lateness, LatenessBadge, type LatenessView } from '../../parts/badge.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FilterBar, type FilterLink } from '../../parts/filter-bar.tsx'
import { LiveOffer } from '../../parts/live-offer.tsx'
import { Pagination, type PaginationView } from '../../parts/pagination.tsx'
import { SplitView } from '../../parts/split-view.tsx'
import { WorkTable } from '../../parts/work-table.tsx'
import { Icon } from '../../shell/icon.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'
import { DossierPanel, type DossierPanelView } from './dossier-panel.tsx'

export type WorkRowView = {
  readonly id: string
  readonly href: string
  readonly code: string
  readonly procedureName: string
  /** Who filed, how, what came with it: the second line. */
  readonly sub: string
  readonly step: string
  readonly due: LatenessView
  readonly isOpen?: boolean | undefined
  /** May be chosen together with others. */
  readonly canPick?: boolean | undefined
}

export type WorkGroupView = {
  readonly level: Lateness
  /** All of the group, not only those on this page. */
  readonly count: string
  readonly rows: readonly WorkRowView[]
  /** The rest of the group, a page of its own. */
  readonly more?: LinkView | undefined
}

export type EmptyListView = {
  readonly title: string
  readonly text: string
  readonly link?: LinkView | undefined
}

export type FieldMenuView = {
  readonly label: string
  readonly isChosen: boolean
  readonly links: readonly FilterLink[]
}

export type WorkListView = {
  /** Where the page hears of changes, and its own address to be drawn anew. */
  readonly live?: { readonly href: string; readonly pageHref: string } | undefined
  readonly title: string
  readonly total: string
  readonly filters: readonly FilterLink[]
  /** Posted, since it may hold a name or an identity number; the answer has an opaque address. */
  readonly search: { readonly target: FormTarget; readonly name: string; readonly value?: string | undefined }
  readonly groups: readonly WorkGroupView[]
  readonly pages: PaginationView
  readonly exportHref?: string | undefined
  /** Nothing in the list: why, and what to do now. */
  readonly empty?: EmptyListView | undefined
  /** A filter with too many values for a row of them. */
  readonly fields?: FieldMenuView | undefined
  /** Where chosen rows are sent for a preview; no boxes without it. */
  readonly bulk?: { readonly target: FormTarget; readonly name: string } | undefined
  readonly open?: DossierPanelView | undefined
}

type Props = ViewProps<WorkListView>

const groupNames = (t: Props['t']): Record<Lateness, string> => ({
  critical: t.officer.groupCritical,
  overdue: t.officer.groupOverdue,
  soon: t.officer.groupSoon,
  later: t.officer.groupLater,
})

/** The first heading of the page is the open dossier's, where there is one. */
const Title = ({ t, view }: Props) => {
  const Heading = view.open === undefined ? 'h1' : 'h2'
  return (
    <Heading>
      {view.title}
      {t.officer.workCount(view.total)}
    </Heading>
  )
}

const FieldMenu = ({ menu }: { readonly menu: FieldMenuView }) => (
  <details class="menu field-menu">
    <summary class="chip" data-chosen={menu.isChosen ? true : undefined}>
      {menu.label}
      <Icon name="down" />
    </summary>
    <ul>
      {menu.links.map((link) => (
        <li key={link.href}>
          <a href={link.href} aria-current={link.current === true ? 'true' : undefined}>
            {link.text}
            {link.count !== undefined && <span class="number">{link.count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </details>
)

const Head = ({ t, view }: Props) => (
  <header class="list-head">
    <div class="row">
      <Title t={t} view={view} />
      <FilterBar label={t.officer.filters} filters={view.filters} />
      {view.fields !== undefined && <FieldMenu menu={view.fields} />}
    </div>
    <Form target={view.search.target} class="list-search">
      <SearchBox
        id="work-search"
        name={view.search.name}
        value={view.search.value}
        label={t.officer.searchLabel}
        go={t.officer.searchGo}
      />
    </Form>
  </header>
)

const Pick = ({ t, row, name }: { readonly t: Props['t']; readonly row: WorkRowView; readonly name: string }) => (
  <input class="pick" type="checkbox" form="bulk" name={name} value={row.id} aria-label={t.officer.pick(row.code)} />
)

const Rows = ({ t, view }: Props) => {
  const names = groupNames(t)
  const { bulk } = view
  return (
    <WorkTable
      caption={view.title}
      heads={[t.officer.columnCode, t.officer.columnSubject, t.officer.columnStep, t.officer.columnDue]}
      groups={view.groups.map((group) => ({
        key: group.level,
        head: <LatenessBadge level={group.level} text={t.officer.groupCount(names[group.level], group.count)} />,
        more: group.more,
        rows: group.rows.map((row) => ({
          ...row,
          name: row.code,
          subject: row.procedureName,
          end: <Due due={row.due} />,
          pick: bulk !== undefined && row.canPick === true && <Pick t={t} row={row} name={bulk.name} />,
        })),
      }))}
    />
  )
}

const List = ({ t, view }: Props) => (
  <>
    {view.live !== undefined && (
      <LiveOffer kind="changed" href={view.live.pageHref} text={t.officer.liveChanged} act={t.officer.liveReload} />
    )}
    <Head t={t} view={view} />
    {view.groups.length === 0 ? (
      <div class="list-foot">
        <EmptyState icon="check" title={view.empty?.title ?? t.officer.emptyTitle} text={view.empty?.text}>
          {view.empty?.link !== undefined && (
            <LinkButton href={view.empty.link.href} variant="secondary">
              {view.empty.link.text}
            </LinkButton>
          )}
        </EmptyState>
      </div>
    ) : (
      <>
        <Rows t={t} view={view} />
        <div class="list-foot">
          <div class="row row-apart">
            {view.bulk !== undefined && (
              <Form target={view.bulk.target} id="bulk">
                <Button variant="secondary">{t.officer.bulkPreview}</Button>
              </Form>
            )}
            {view.exportHref !== undefined && <a href={view.exportHref}>{t.officer.exportList}</a>}
          </div>
          <Pagination t={t} view={view.pages} />
        </div>
      </>
    )}
  </>
)

/** Mine first, grouped by lateness; the list stays while one dossier is open beside it. Put into the layout with `full`. */
export const WorkListPage = ({ t, view }: Props) => (
  <SplitView
    listLabel={view.title}
    list={<List t={t} view={view} />}
    openLabel={t.officer.openDossier}
    liveHref={view.live?.href}
    openOffer={
      view.live !== undefined && (
        <LiveOffer kind="opened" href={view.live.pageHref} text={t.officer.liveOpened} act={t.officer.liveOpenFresh} />
      )
    }
    open={view.open === undefined ? undefined : <DossierPanel t={t} view={view.open} />}
  />
)
