import { Button } from '../../form/button.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import { TextInput } from '../../form/text-input.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FilterBar, type FilterLink } from '../../parts/filter-bar.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Pagination, type PaginationView } from '../../parts/pagination.tsx'
import { Table } from '../../parts/table.tsx'
import type { ViewProps } from '../view-props.ts'

export type OfficerAccountView = {
  readonly id: string
  readonly name: string
  readonly user: string
  readonly post: string
  readonly state: 'active' | 'locked' | 'ended'
  /** When it was locked, after how many tries. */
  readonly locked?: { readonly at: string; readonly tries: number } | undefined
  readonly lastSeen?: string | undefined
  readonly hasSecondFactor: boolean
  /** Where a forgotten password is replaced; nobody does that for himself. */
  readonly passwordHref?: string | undefined
  readonly unlock?: { readonly target: FormTarget; readonly reasonName: string; readonly error?: string } | undefined
}

export type OfficerAccountsView = {
  readonly filters: readonly FilterLink[]
  readonly officers: readonly OfficerAccountView[]
  readonly pages: PaginationView
}

type RowProps = { readonly t: ViewProps<unknown>['t']; readonly officer: OfficerAccountView }

const State = ({ t, officer }: RowProps) => {
  const names = { active: t.admin.stateActive, locked: t.admin.stateLocked, ended: t.admin.stateEnded }
  return (
    <>
      <Badge tone={officer.state === 'locked' ? 'gold' : officer.state === 'ended' ? 'plain' : undefined}>
        {names[officer.state]}
      </Badge>
      {officer.hasSecondFactor && <span class="sub">{t.admin.hasSecondFactor}</span>}
      {officer.locked !== undefined && (
        <span class="sub">{t.admin.lockedAt(officer.locked.at, officer.locked.tries)}</span>
      )}
    </>
  )
}

const Unlock = ({ t, officer }: RowProps) =>
  officer.unlock === undefined ? null : (
    <Confirm text={t.admin.unlock} open={officer.unlock.error !== undefined}>
      <Form target={officer.unlock.target} class="stack">
        <TextInput
          name={officer.unlock.reasonName}
          label={t.admin.unlockReason}
          error={officer.unlock.error}
          required
        />
        <Button label={t.admin.unlockOf(officer.name)}>{t.admin.unlock}</Button>
      </Form>
    </Confirm>
  )

const Deeds = ({ t, officer }: RowProps) => (
  <div class="row">
    <Unlock t={t} officer={officer} />
    {officer.passwordHref !== undefined && (
      <a href={officer.passwordHref} aria-label={t.admin.oneTimeOf(officer.name)}>
        {t.admin.oneTime}
      </a>
    )}
  </div>
)

export const OfficerAccountsPage = ({ t, view }: ViewProps<OfficerAccountsView>) => (
  <>
    <PageHead t={t} title={t.admin.officersTitle} lead={t.admin.officersLead} />
    <div class="stack">
      <FilterBar label={t.officer.filters} filters={view.filters} />
      {view.officers.length === 0 ? (
        <EmptyState icon="lock" title={t.admin.noOfficers} text={t.admin.noOfficersText} />
      ) : (
        <div class="card">
          <Table
            caption={t.admin.officersTitle}
            captionHidden
            cards
            class="officer-accounts dense-cards"
            rows={view.officers}
            rowKey={(officer) => officer.id}
            columns={[
              { key: 'name', head: t.admin.officerName, isHeader: true, cell: ({ name }) => <strong>{name}</strong> },
              { key: 'user', head: t.admin.officerUser, cell: ({ user }) => <code>{user}</code> },
              { key: 'post', head: t.admin.officerPost, cell: ({ post }) => post },
              { key: 'seen', head: t.admin.officerLastSeen, cell: ({ lastSeen }) => lastSeen ?? '–' },
              { key: 'state', head: t.admin.officerState, cell: (officer) => <State t={t} officer={officer} /> },
              {
                key: 'act',
                head: t.admin.unlock,
                headHidden: true,
                cell: (officer) => <Deeds t={t} officer={officer} />,
              },
            ]}
          />
          <Pagination t={t} view={view.pages} />
        </div>
      )}
    </div>
  </>
)
