import { Button, LinkButton } from '../../../form/button.tsx'
import { TextInput } from '../../../form/text-input.tsx'
import { Badge } from '../../../parts/badge.tsx'
import { EmptyState } from '../../../parts/empty-state.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import type { ViewProps } from '../../view-props.ts'

export type AgencyBranch = {
  readonly code: string
  readonly name: string
  readonly href: string
  readonly kind: string
  readonly officers: string
  /** `Kết thúc ngày …` */
  readonly ended?: string | undefined
  /** Shown with what is below it. */
  readonly isOpen: boolean
  readonly below: readonly AgencyBranch[]
}

export type OrganisationView = {
  readonly action: string
  readonly search: { readonly name: string; readonly query: string }
  readonly count: string
  readonly branches: readonly AgencyBranch[]
}

const Line = ({ branch }: { readonly branch: AgencyBranch }) => (
  <span class="branch">
    <a href={branch.href}>{branch.name}</a> <code>{branch.code}</code>
    <span class="sub">
      {branch.kind} · {branch.officers}
      {branch.ended !== undefined && (
        <>
          {' '}
          <Badge tone="plain">{branch.ended}</Badge>
        </>
      )}
    </span>
  </span>
)

const Branches = ({ branches }: { readonly branches: readonly AgencyBranch[] }) => (
  <ul class="tree">
    {branches.map((branch) => (
      <li key={branch.code}>
        {branch.below.length === 0 ? (
          <Line branch={branch} />
        ) : (
          <details open={branch.isOpen}>
            <summary>
              <Line branch={branch} />
            </summary>
            <Branches branches={branch.below} />
          </details>
        )}
      </li>
    ))}
  </ul>
)

/** The agencies as a tree; branches fold without a script. */
export const OrganisationPage = ({ t, view }: ViewProps<OrganisationView>) => (
  <>
    <PageHead t={t} title={t.admin.orgTitle} lead={t.admin.orgLead} />
    <div class="stack">
      <form class="row tree-search" action={view.action} method="get">
        <TextInput name={view.search.name} label={t.admin.orgSearch} value={view.search.query} type="search" />
        <Button variant="secondary" icon="search">
          {t.common.search}
        </Button>
        {view.search.query !== '' && (
          <LinkButton href={view.action} variant="tertiary">
            {t.common.all}
          </LinkButton>
        )}
      </form>
      {view.branches.length === 0 ? (
        <EmptyState icon="search" title={t.admin.orgNone} text={t.admin.orgNoneText} />
      ) : (
        <div class="card">
          <p class="soft">{view.count}</p>
          <Branches branches={view.branches} />
        </div>
      )}
    </div>
  </>
)
