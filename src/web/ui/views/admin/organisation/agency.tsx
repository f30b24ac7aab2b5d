import { LinkButton } from '../../../form/button.tsx'
import { Badge } from '../../../parts/badge.tsx'
import type { Crumb } from '../../../parts/breadcrumbs.tsx'
import { Card } from '../../../parts/card.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import { SummaryList, type SummaryRow } from '../../../parts/summary-list.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'

type Item = { readonly key: string; readonly title: string; readonly href?: string | undefined; readonly sub: string }

export type AgencyPart = {
  readonly title: string
  readonly items: readonly Item[]
  readonly none?: string | undefined
  readonly act?: LinkView | undefined
}

export type AgencyView = {
  readonly title: string
  readonly code: string
  readonly ended?: string | undefined
  readonly crumbs: readonly Crumb[]
  readonly facts: readonly SummaryRow[]
  readonly acts: readonly LinkView[]
  readonly main: readonly AgencyPart[]
  readonly beside: readonly AgencyPart[]
}

const Part = ({ part }: { readonly part: AgencyPart }) => (
  <Card title={part.title}>
    {part.items.length === 0 ? (
      <p class="soft">{part.none}</p>
    ) : (
      <ul class="org-list">
        {part.items.map((item) => (
          <li key={item.key}>
            {item.href === undefined ? item.title : <a href={item.href}>{item.title}</a>}
            <span class="sub">{item.sub}</span>
          </li>
        ))}
      </ul>
    )}
    {part.act !== undefined && (
      <LinkButton href={part.act.href} variant="secondary" icon="plus">
        {part.act.text}
      </LinkButton>
    )}
  </Card>
)

export const AgencyPage = ({ t, view }: ViewProps<AgencyView>) => (
  <>
    <PageHead t={t} title={view.title} crumbs={view.crumbs}>
      <p>
        <code>{view.code}</code> {view.ended !== undefined && <Badge tone="plain">{view.ended}</Badge>}
      </p>
    </PageHead>
    <div class="beside" data-wide="start">
      <div class="stack">
        {view.main.map((part) => (
          <Part key={part.title} part={part} />
        ))}
      </div>
      <div class="stack">
        <Card title={t.admin.orgFacts}>
          <SummaryList rows={view.facts} />
          <div class="row">
            {view.acts.map((act) => (
              <LinkButton key={act.href} href={act.href} variant="secondary">
                {act.text}
              </LinkButton>
            ))}
          </div>
        </Card>
        {view.beside.map((part) => (
          <Part key={part.title} part={part} />
        ))}
      </div>
    </div>
  </>
)
