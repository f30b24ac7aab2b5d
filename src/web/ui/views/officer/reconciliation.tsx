import { Button } from '../../form/button.tsx'
import { DateField } from '../../form/date-field.tsx'
import { ErrorSummary } from '../../form/error-summary.tsx'
import { FileField } from '../../form/file-field.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import { Card } from '../../parts/card.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { StatFigures } from '../../parts/stat-figures.tsx'
import { Table } from '../../parts/table.tsx'
import type { ViewProps } from '../view-props.ts'

export type DifferenceRowView = {
  readonly key: string
  readonly what: string
  readonly todo: string
  readonly transaction: string
  readonly reference: string
  readonly stated: string
  readonly booked: string
  readonly dossier?: { readonly href: string; readonly code: string } | undefined
  /** The platform can be asked once more. */
  readonly ask?: FormTarget | undefined
}

export type ReconciliationView = {
  readonly path: string
  readonly names: { readonly day: string; readonly file: string }
  readonly day: string
  readonly dayText: string
  readonly latest: string
  readonly backHref: string
  readonly target: FormTarget
  readonly megabytes: number
  readonly error?: string | undefined
  /** Which file is held against the books; none was handed in yet. */
  readonly taken?: string | undefined
  readonly figures: readonly { readonly value: string; readonly label: string }[]
  readonly rows: readonly DifferenceRowView[]
  /** More differ than are listed. */
  readonly isCut?: string | undefined
}

type Props = ViewProps<ReconciliationView>

const Day = ({ t, view }: Props) => (
  <form method="get" action={view.path} class="row" data-align="end">
    <DateField name={view.names.day} label={t.officer.statementDay} value={view.day} max={view.latest} required />
    <Button variant="secondary">{t.officer.statementShow}</Button>
  </form>
)

const HandIn = ({ t, view }: Props) => (
  <Card title={t.officer.statementTake}>
    <ErrorSummary t={t} errors={view.error === undefined ? [] : [{ name: view.names.file, text: view.error }]} />
    <Form target={view.target} files class="stack">
      <FileField
        t={t}
        name={view.names.file}
        label={t.officer.statementFile(view.dayText)}
        hint={t.officer.statementFileHint(view.megabytes)}
        error={view.error}
        accept=".csv,text/csv"
        required
      />
      <Button>{t.officer.statementTake}</Button>
    </Form>
  </Card>
)

const Ask = ({ t, target }: { readonly t: Props['t']; readonly target: FormTarget }) => (
  <Form target={target}>
    <Button variant="secondary">{t.officer.statementAsk}</Button>
  </Form>
)

const Differences = ({ t, view }: Props) => (
  <Card title={t.officer.statementDifferences}>
    {view.isCut !== undefined && <Notice text={view.isCut} />}
    <Table
      caption={t.officer.statementDifferences}
      captionHidden
      cards
      rows={view.rows}
      rowKey={(row) => row.key}
      columns={[
        {
          key: 'what',
          head: t.officer.statementWhat,
          isHeader: true,
          cell: (row) => (
            <>
              {row.what}
              <br />
              <span class="soft">{row.todo}</span>
            </>
          ),
        },
        {
          key: 'transaction',
          head: t.officer.statementTransaction,
          cell: (row) => (
            <>
              <code>{row.transaction}</code>
              <br />
              <code class="soft">{row.reference}</code>
            </>
          ),
        },
        { key: 'stated', head: t.officer.statementStated, align: 'end', cell: (row) => row.stated },
        { key: 'booked', head: t.officer.statementBooked, align: 'end', cell: (row) => row.booked },
        {
          key: 'dossier',
          head: t.officer.columnCode,
          cell: (row) => (
            <>
              {row.dossier !== undefined && <a href={row.dossier.href}>{row.dossier.code}</a>}
              {row.ask !== undefined && <Ask t={t} target={row.ask} />}
            </>
          ),
        },
      ]}
    />
  </Card>
)

/** What the payment platform says it took on a day, held against what is booked. */
export const ReconciliationPage = ({ t, view }: Props) => (
  <div class="stack">
    <PageHead
      t={t}
      title={t.officer.statementTitle}
      lead={t.officer.statementLead}
      crumbs={[{ href: view.backHref, text: t.officer.moneyTitle }]}
    />
    <Day t={t} view={view} />
    <div class="beside" data-wide="start">
      <div class="stack">
        <Card tone="deep">
          <StatFigures figures={view.figures} />
        </Card>
        {view.taken === undefined ? (
          <Notice title={t.officer.statementNone} text={t.officer.statementNoneText} />
        ) : (
          <Notice
            kind={view.rows.length === 0 ? 'done' : 'attention'}
            title={view.rows.length === 0 ? t.officer.statementAgrees : t.officer.statementDiffers}
            text={view.taken}
          />
        )}
      </div>
      <HandIn t={t} view={view} />
    </div>
    {view.taken !== undefined && view.rows.length > 0 && <Differences t={t} view={view} />}
  </div>
)
