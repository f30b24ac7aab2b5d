import { Card } from '../../parts/card.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { SummaryList, type SummaryRow } from '../../parts/summary-list.tsx'
import type { ViewProps } from '../view-props.ts'
import { OfficerAct, type OfficerActView } from './officer-act.tsx'

export type DossierMoneyView = {
  readonly code: string
  readonly backHref: string
  readonly lead: string
  /** Charges, payments and what goes back, each as it stands. */
  readonly parts: readonly { readonly title: string; readonly rows: readonly SummaryRow[]; readonly empty: string }[]
  readonly acts: readonly OfficerActView[]
}

/** All the money of one dossier, and what the desk may do with it. */
export const DossierMoneyPage = ({ t, view }: ViewProps<DossierMoneyView>) => (
  <div class="narrow stack">
    <PageHead
      t={t}
      title={t.officer.moneyOfDossier}
      lead={view.lead}
      crumbs={[{ href: view.backHref, text: view.code }]}
    />
    {view.parts.map((part) => (
      <Card key={part.title} title={part.title}>
        {part.rows.length === 0 ? <p class="soft">{part.empty}</p> : <SummaryList rows={part.rows} />}
      </Card>
    ))}
    {view.acts.length > 0 && (
      <Card title={t.officer.moneyActs} class="stack">
        {view.acts.map((act) => (
          <OfficerAct key={act.text} t={t} act={act} />
        ))}
      </Card>
    )}
  </div>
)
