import { LinkButton } from '../../form/button.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Table } from '../../parts/table.tsx'
import type { ViewProps } from '../view-props.ts'
import { OfficerAct, type OfficerActView } from './officer-act.tsx'

export type RefundCardView = {
  readonly id: string
  readonly amount: string
  readonly state: string
  readonly code: string
  readonly dossierHref: string
  readonly owner: string
  /** What is given back, why, and by which rule. */
  readonly lines: readonly string[]
  readonly acts: readonly OfficerActView[]
}

export type DoneRefundView = {
  readonly id: string
  readonly code: string
  readonly dossierHref: string
  readonly owner: string
  readonly amount: string
  readonly outcome: string
}

export type RefundQueueView = {
  /** For who answers for the account of the province. */
  readonly reconciliationHref?: string | undefined
  readonly open: readonly RefundCardView[]
  readonly done: readonly DoneRefundView[]
}

const RefundCard = ({ t, one }: { readonly t: ViewProps<RefundQueueView>['t']; readonly one: RefundCardView }) => (
  <Card level={2} title={one.amount} class="stack">
    <p class="row">
      <Badge>{one.state}</Badge>
      <a href={one.dossierHref}>{one.code}</a>
      <span>{one.owner}</span>
    </p>
    {one.lines.map((line) => (
      <p key={line}>{line}</p>
    ))}
    {one.acts.length > 0 && (
      <div class="row">
        {one.acts.map((act) => (
          <OfficerAct key={act.text} t={t} act={act} />
        ))}
      </div>
    )}
  </Card>
)

/** Money that goes back: what waits for a head, what waits to be paid out, and what is done. */
export const RefundQueuePage = ({ t, view }: ViewProps<RefundQueueView>) => (
  <div class="narrow stack">
    <PageHead t={t} title={t.officer.moneyTitle} lead={t.officer.refundsLead}>
      {view.reconciliationHref !== undefined && (
        <LinkButton href={view.reconciliationHref} variant="secondary">
          {t.officer.statementTitle}
        </LinkButton>
      )}
    </PageHead>
    {view.open.length === 0 ? (
      <EmptyState title={t.officer.refundsNone} text={t.officer.refundsNoneText} />
    ) : (
      view.open.map((one) => <RefundCard key={one.id} t={t} one={one} />)
    )}
    {view.done.length > 0 && (
      <Card title={t.officer.refundsDone}>
        <Table
          caption={t.officer.refundsDone}
          captionHidden
          cards
          rows={view.done}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'code',
              head: t.officer.columnCode,
              isHeader: true,
              cell: (row) => <a href={row.dossierHref}>{row.code}</a>,
            },
            { key: 'owner', head: t.officer.applicant, cell: (row) => row.owner },
            { key: 'amount', head: t.officer.refundAmount, align: 'end', cell: (row) => row.amount },
            { key: 'outcome', head: t.officer.refundOutcome, cell: (row) => row.outcome },
          ]}
        />
      </Card>
    )}
  </div>
)
