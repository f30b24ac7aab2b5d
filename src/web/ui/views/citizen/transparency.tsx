import { Button, LinkButton } from '../../form/button.tsx'
import { DateField } from '../../form/date-field.tsx'
import { BarChart } from '../../parts/bar-chart.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FilterBar, type FilterLink } from '../../parts/filter-bar.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { StatFigures, type StatFigureView } from '../../parts/stat-figures.tsx'
import type { ViewProps } from '../view-props.ts'
import { type ReportRowView, ReportTable } from './report-table.tsx'

export type TransparencyView = {
  readonly action: string
  readonly names: { readonly from: string; readonly until: string }
  readonly from: string
  readonly until: string
  /** This month, last month, this year … */
  readonly periods: readonly FilterLink[]
  readonly figures: readonly StatFigureView[]
  readonly rows: readonly ReportRowView[]
  readonly total: ReportRowView
  readonly exportHref: string
  readonly updatedAt: string
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1).replace('.', ',')} %`

const Picture = ({ t, view }: ViewProps<TransparencyView>) => (
  <BarChart
    view={{
      caption: t.transparency.picture,
      legend: [
        { fill: 'early', text: t.transparency.early },
        { fill: 'on-time', text: t.transparency.onTime },
        { fill: 'late', text: t.transparency.late },
      ],
      bars: view.rows
        .filter((row) => row.settled > 0)
        .map((row) => ({
          label: row.agency,
          href: row.href,
          value: percent(row.early + row.onTime, row.settled),
          parts: [
            { fill: 'early', amount: row.early, text: `${t.transparency.early}: ${row.early}` },
            { fill: 'on-time', amount: row.onTime, text: `${t.transparency.onTime}: ${row.onTime}` },
            { fill: 'late', amount: row.late, text: `${t.transparency.late}: ${row.late}` },
          ],
        })),
    }}
  />
)

const Period = ({ t, view }: ViewProps<TransparencyView>) => (
  <div class="card stack no-print">
    <FilterBar label={t.transparency.period} filters={view.periods} />
    <form class="row period" action={view.action} method="get">
      <DateField name={view.names.from} label={t.transparency.from} value={view.from} />
      <DateField name={view.names.until} label={t.transparency.until} value={view.until} />
      <Button variant="secondary">{t.transparency.showPeriod}</Button>
    </form>
  </div>
)

export const TransparencyPage = ({ t, view }: ViewProps<TransparencyView>) => (
  <>
    <PageHead t={t} title={t.transparency.title} lead={t.transparency.lead} />
    <div class="stack">
      <Period t={t} view={view} />
      {view.rows.length === 0 ? (
        <EmptyState title={t.transparency.none} text={t.transparency.noneText} />
      ) : (
        <>
          <Card tone="deep">
            <StatFigures figures={view.figures} />
          </Card>
          <div class="card">
            <Picture t={t} view={view} />
          </div>
          <div class="card">
            <ReportTable t={t} rows={view.rows} total={view.total} />
            <div class="row row-apart report-foot">
              <span class="soft small">{t.common.updatedAt(view.updatedAt)}</span>
              <LinkButton href={view.exportHref} variant="secondary" icon="download" download>
                {t.transparency.exportCsv}
              </LinkButton>
            </div>
          </div>
          <details class="more">
            <summary>{t.transparency.howCounted}</summary>
            <p class="prose">{t.transparency.howCountedText}</p>
          </details>
        </>
      )}
    </div>
  </>
)
