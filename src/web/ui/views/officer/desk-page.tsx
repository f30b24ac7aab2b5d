import { Button, LinkButton } from '../../form/button.tsx'
import { TextInput } from '../../form/text-input.tsx'
import { Badge, LatenessBadge, type LatenessView } from '../../parts/badge.tsx'
import type { Crumb } from '../../parts/breadcrumbs.tsx'
import { Card } from '../../parts/card.tsx'
import { Notice, type NoticeView } from '../../parts/notice.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Pagination, type PaginationView } from '../../parts/pagination.tsx'
import { SummaryList, type SummaryRow } from '../../parts/summary-list.tsx'
import { type TabLink, Tabs } from '../../parts/tabs.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'
import { OfficerAct, OfficerActs, type OfficerActView } from './officer-act.tsx'

export type DeskItem = {
  readonly key: string
  readonly title: string
  readonly href?: string | undefined
  readonly badge?: string | undefined
  /** The badge says what wants attention. */
  readonly isPressing?: boolean | undefined
  readonly late?: LatenessView | undefined
  readonly lines: readonly string[]
  /** Files and places that belong to it. */
  readonly links?: readonly LinkView[] | undefined
  readonly acts?: readonly OfficerActView[] | undefined
}

export type DeskPart = {
  readonly title: string
  readonly facts?: readonly SummaryRow[] | undefined
  readonly items?: readonly DeskItem[] | undefined
  readonly none?: string | undefined
  readonly links?: readonly LinkView[] | undefined
  /** What can be done with the part as a whole. */
  readonly acts?: readonly OfficerActView[] | undefined
}

export type DeskView = {
  readonly title: string
  readonly lead?: string | undefined
  readonly crumbs?: readonly Crumb[] | undefined
  readonly tabs?: { readonly label: string; readonly links: readonly TabLink[] } | undefined
  readonly notices?: readonly NoticeView[] | undefined
  /** What can be done with the subject of the page. */
  readonly acts?: readonly OfficerActView[] | undefined
  readonly search?: { readonly action: string; readonly label: string; readonly value: string } | undefined
  readonly main: readonly DeskPart[]
  readonly beside?: readonly DeskPart[] | undefined
  readonly pages?: PaginationView | undefined
}

type Words = { readonly t: ViewProps<DeskView>['t'] }

const Item = ({ t, item }: Words & { readonly item: DeskItem }) => (
  <li>
    <strong>{item.href === undefined ? item.title : <a href={item.href}>{item.title}</a>}</strong>{' '}
    {item.badge !== undefined && <Badge tone={item.isPressing === true ? 'gold' : undefined}>{item.badge}</Badge>}
    {item.late !== undefined && <LatenessBadge {...item.late} />}
    {item.lines
      .filter((line) => line !== '')
      .map((line) => (
        <span class="sub" key={line}>
          {line}
        </span>
      ))}
    {item.links !== undefined && item.links.length > 0 && (
      <span class="row">
        {item.links.map((link) => (
          <a key={link.href} href={link.href}>
            {link.text}
          </a>
        ))}
      </span>
    )}
    {item.acts !== undefined && item.acts.length > 0 && (
      <div class="row item-acts">
        {item.acts.map((act) => (
          <OfficerAct key={act.text} t={t} act={act} />
        ))}
      </div>
    )}
  </li>
)

const Part = ({ t, part }: Words & { readonly part: DeskPart }) => (
  <Card title={part.title}>
    {part.facts !== undefined && <SummaryList rows={part.facts} />}
    {part.items !== undefined &&
      (part.items.length === 0 ? (
        <p class="soft">{part.none}</p>
      ) : (
        <ul class="org-list">
          {part.items.map((item) => (
            <Item key={item.key} t={t} item={item} />
          ))}
        </ul>
      ))}
    {part.acts !== undefined && part.acts.length > 0 && (
      <div class="row item-acts">
        {part.acts.map((act) => (
          <OfficerAct key={act.text} t={t} act={act} />
        ))}
      </div>
    )}
    {part.links !== undefined && part.links.length > 0 && (
      <div class="row item-acts">
        {part.links.map((link) => (
          <LinkButton key={link.href} href={link.href} variant="secondary">
            {link.text}
          </LinkButton>
        ))}
      </div>
    )}
  </Card>
)

/** A page of an office: parts with lists, each line with its state and what may be done; the same frame for people, days and quality. */
export const DeskPage = ({ t, view }: ViewProps<DeskView>) => (
  <>
    <PageHead t={t} title={view.title} lead={view.lead} crumbs={view.crumbs} />
    <div class="stack">
      {view.tabs !== undefined && <Tabs label={view.tabs.label} tabs={view.tabs.links} />}
      {view.notices?.map((notice) => (
        <Notice key={notice.text} {...notice} />
      ))}
      <OfficerActs t={t} acts={view.acts ?? []} />
      {view.search !== undefined && (
        <form class="row tree-search" action={view.search.action} method="get">
          <TextInput name="q" label={view.search.label} value={view.search.value} type="search" />
          <Button variant="secondary" icon="search">
            {t.common.search}
          </Button>
        </form>
      )}
      <div class={view.beside === undefined ? 'stack' : 'beside'} data-wide="start">
        <div class="stack">
          {view.main.map((part) => (
            <Part key={part.title} t={t} part={part} />
          ))}
          {view.pages !== undefined && <Pagination t={t} view={view.pages} />}
        </div>
        {view.beside !== undefined && (
          <div class="stack">
            {view.beside.map((part) => (
              <Part key={part.title} t={t} part={part} />
            ))}
          </div>
        )}
      </div>
    </div>
  </>
)
