import { Button, LinkButton } from '../../form/button.tsx'
import { DateField } from '../../form/date-field.tsx'
import { HiddenFields } from '../../form/form.tsx'
import { BarChart } from '../../parts/bar-chart.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FilterBar, type FilterLink } from '../../parts/filter-bar.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { PrintButton } from '../../parts/print-button.tsx'
import { StatFigures, type StatFigureView } from '../../parts/stat-figures.tsx'
import { Table } from '../../parts/table.tsx'
import type { ViewProps } from '../view-props.ts'
import { type ReportRowView, ReportTable } from './report-table.tsx'

export type MonthView = {
  readonly name: string
  readonly received: number
  readonly early: number
  readonly onTime: number
  readonly late: number
}

export type SettledBarView = {
  readonly label: string
  readonly href?: string | undefined
  readonly early: number
  readonly onTime: number
  readonly late: number
  /** Settled early or on time: `98,7 %`. */
  readonly share: string
}

export type TransparencyView = {
  readonly title: string
  /** Back from one agency to all. */
  readonly back?: string | undefined
  /** The period asked for could not be read. */
  readonly isWrong: boolean
  readonly action: string
  readonly names: { readonly from: string; readonly until: string }
  /** What else the address says. */
  readonly kept: Readonly<Record<string, string>>
  readonly from: string
  readonly until: string
  readonly periodText: string
  /** This month, last month, this year … */
  readonly periods: readonly FilterLink[]
  readonly levels: readonly FilterLink[]
  readonly figures: readonly StatFigureView[]
  readonly by: 'agency' | 'field'
  /** Of those that settled most; the table has them all. */
  readonly bars: readonly SettledBarView[]
  /** Said when there are more than bars. */
  readonly barsNote?: string | undefined
  readonly rows: readonly ReportRowView[]
  readonly total: ReportRowView
  /** Oldest first; empty where only one agency is looked at. */
  readonly months: readonly MonthView[]
  readonly pictureSrc: string
  /** The same for narrow screens. */
  readonly narrowPictureSrc: string
  readonly exportHref: string
  readonly jsonHref: string
  readonly updatedAt: string
}

type Props = ViewProps<TransparencyView>

const Picture = ({ t, view }: Props) => (
  <>
    <BarChart
      view={{
        caption: view.by === 'agency' ? t.transparency.picture : t.transparency.fieldPicture,
        legend: [
          { fill: 'early', text: t.transparency.early },
          { fill: 'on-time', text: t.transparency.onTime },
          { fill: 'late', text: t.transparency.late },
        ],
        bars: view.bars.map((bar) => ({
          label: bar.label,
          href: bar.href,
          value: bar.share,
          parts: [
            { fill: 'early', amount: bar.early, text: `${t.transparency.early}: ${bar.early}` },
            { fill: 'on-time', amount: bar.onTime, text: `${t.transparency.onTime}: ${bar.onTime}` },
            { fill: 'late', amount: bar.late, text: `${t.transparency.late}: ${bar.late}` },
          ],
        })),
      }}
    />
    {view.barsNote !== undefined && <p class="soft small">{view.barsNote}</p>}
  </>
)

const Pick = ({ t, view }: Props) => (
  <div class="card stack no-print">
    <FilterBar label={t.transparency.period} filters={view.periods} />
    <form class="row period" action={view.action} method="get">
      <HiddenFields target={{ action: view.action, hidden: view.kept }} />
      <DateField name={view.names.from} label={t.transparency.from} value={view.from} />
      <DateField name={view.names.until} label={t.transparency.until} value={view.until} />
      <Button variant="secondary">{t.transparency.showPeriod}</Button>
    </form>
    {view.levels.length > 0 && <FilterBar label={t.transparency.levelFilter} filters={view.levels} />}
  </div>
)

const Months = ({ t, view }: Props) => (
  <div class="card">
    <figure class="chart">
      <figcaption>{t.transparency.byMonth}</figcaption>
      <picture>
        <source media="(max-width: 40rem)" srcSet={view.narrowPictureSrc} width="400" height="300" />
        <img
          class="months"
          src={view.pictureSrc}
          alt={t.transparency.byMonthAlt}
          width="960"
          height="300"
          loading="lazy"
        />
      </picture>
    </figure>
    <details class="more">
      <summary>{t.transparency.byMonthTable}</summary>
      <Table
        caption={t.transparency.byMonth}
        captionHidden
        rows={view.months}
        rowKey={(row) => row.name}
        columns={[
          { key: 'month', head: t.transparency.month, cell: (row) => row.name, isHeader: true },
          { key: 'received', head: t.transparency.received, cell: (row) => row.received, align: 'end' },
          { key: 'early', head: t.transparency.early, cell: (row) => row.early, align: 'end' },
          { key: 'onTime', head: t.transparency.onTime, cell: (row) => row.onTime, align: 'end' },
          { key: 'late', head: t.transparency.late, cell: (row) => row.late, align: 'end' },
        ]}
      />
    </details>
  </div>
)

const Figures = ({ t, view }: Props) => (
  <>
    <Card tone="deep">
      <StatFigures figures={view.figures} />
    </Card>
    <div class="card">
      <Picture t={t} view={view} />
    </div>
    <div class="card">
      <ReportTable
        t={t}
        rows={view.rows}
        total={view.total}
        firstHead={view.by === 'field' ? t.transparency.field : undefined}
      />
      <div class="row row-apart report-foot">
        <span class="soft small">{t.common.updatedAt(view.updatedAt)}</span>
        <span class="row no-print">
          <PrintButton t={t} />
          <LinkButton href={view.jsonHref} variant="tertiary" icon="open">
            {t.transparency.exportJson}
          </LinkButton>
          <LinkButton href={view.exportHref} variant="secondary" icon="download" download>
            {t.transparency.exportCsv}
          </LinkButton>
        </span>
      </div>
    </div>
  </>
)

export const TransparencyPage = ({ t, view }: Props) => (
  <>
    <PageHead
      t={t}
      title={view.title}
      lead={t.transparency.lead}
      crumbs={view.back === undefined ? undefined : [{ href: view.back, text: t.transparency.allAgencies }]}
    >
      <p class="strong">{view.periodText}</p>
    </PageHead>
    <div class="stack">
      {view.isWrong && (
        <Notice kind="attention" title={t.transparency.periodWrong} text={t.transparency.periodWrongText} live />
      )}
      <Pick t={t} view={view} />
      {view.rows.length === 0 ? (
        <EmptyState title={t.transparency.none} text={t.transparency.noneText} />
      ) : (
        <Figures t={t} view={view} />
      )}
      {view.months.length > 0 && <Months t={t} view={view} />}
      <details class="more">
        <summary>{t.transparency.howCounted}</summary>
        <p class="prose">{t.transparency.howCountedText}</p>
      </details>
    </div>
  </>
)
