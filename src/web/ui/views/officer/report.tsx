import { Button, LinkButton } from '../../form/button.tsx'
import { DateField } from '../../form/date-field.tsx'
import { type Option, Select } from '../../form/select.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FilterBar, type FilterLink } from '../../parts/filter-bar.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PrintButton } from '../../parts/print-button.tsx'
import { type ReportRowView, ReportTable } from '../citizen/report-table.tsx'
import type { ViewProps } from '../view-props.ts'

export type ReportView = {
  readonly action: string
  readonly names: { readonly agency: string; readonly by: string; readonly from: string; readonly until: string }
  readonly agencies: readonly Option[]
  readonly agency: string
  readonly kinds: readonly Option[]
  readonly kind: string
  readonly by: 'agency' | 'field'
  readonly from: string
  readonly until: string
  readonly periods: readonly FilterLink[]
  readonly isWrong: boolean
  /** As the form is headed. */
  readonly periodText: string
  readonly reporter: string
  readonly rows: readonly ReportRowView[]
  readonly total: ReportRowView
  readonly csvHref: string
  /** Another report: how documents were issued. */
  readonly sharesHref: string | undefined
}

type Props = ViewProps<ReportView>

const Pick = ({ t, view }: Props) => (
  <div class="card stack no-print">
    <form class="row period" action={view.action} method="get" aria-label={t.officer.reportPick}>
      <Select
        name={view.names.agency}
        label={t.officer.reportAgency}
        options={view.agencies}
        value={view.agency}
        emptyText={t.officer.reportProvince}
      />
      <Select name={view.names.by} label={t.officer.reportRows} options={view.kinds} value={view.kind} />
      <DateField name={view.names.from} label={t.transparency.from} value={view.from} />
      <DateField name={view.names.until} label={t.transparency.until} value={view.until} />
      <Button variant="secondary">{t.officer.reportShow}</Button>
    </form>
    <div class="row row-apart">
      <FilterBar label={t.transparency.period} filters={view.periods} />
      <span class="row">
        {view.sharesHref !== undefined && (
          <LinkButton href={view.sharesHref} variant="tertiary">
            {t.issuing.shares.link}
          </LinkButton>
        )}
        <PrintButton t={t} />
        <LinkButton href={view.csvHref} variant="tertiary" icon="download" download>
          {t.officer.reportCsv}
        </LinkButton>
      </span>
    </div>
  </div>
)

const Sheet = ({ t, view }: Props) => (
  <div class="register-sheet">
    <div class="heads">
      <p>
        <strong>{t.officer.reportForm}</strong>
      </p>
      <p>
        {t.officer.reportBy}: <strong>{view.reporter}</strong>
        <br />
        {t.officer.reportTo}: {t.officer.reportToName}
      </p>
    </div>
    <h1>{t.officer.reportFullTitle}</h1>
    <p class="centred">{view.periodText}</p>
    <ReportTable
      t={t}
      rows={view.rows}
      total={view.total}
      isTitled
      firstHead={view.by === 'field' ? t.transparency.field : undefined}
    />
  </div>
)

/** Form II.06a to be read, printed on A4 lying, and taken along as a file. */
export const ReportPage = ({ t, view }: Props) => (
  <div class="stack">
    {view.isWrong && (
      <Notice kind="attention" title={t.transparency.periodWrong} text={t.transparency.periodWrongText} live />
    )}
    <Pick t={t} view={view} />
    {view.rows.length === 0 ? (
      <EmptyState title={t.officer.reportNone} text={t.officer.reportNoneText} />
    ) : (
      <Sheet t={t} view={view} />
    )}
  </div>
)
