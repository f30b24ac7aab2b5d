import { Button, LinkButton } from '../../form/button.tsx'
import { DateField } from '../../form/date-field.tsx'
import { type Option, Select } from '../../form/select.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FilterBar, type FilterLink } from '../../parts/filter-bar.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Pagination, type PaginationView } from '../../parts/pagination.tsx'
import { PrintButton } from '../../parts/print-button.tsx'
import type { ViewProps } from '../view-props.ts'

export type RegisterRowView = {
  readonly number: string
  readonly code: string
  readonly procedureName: string
  readonly person: string
  readonly address: string
  readonly agency: string
  readonly received: string
  readonly due: string
  readonly returned: string
  readonly way: string
  readonly signed: string
}

export type RegisterSheetView = {
  readonly action: string
  readonly names: { readonly from: string; readonly until: string; readonly field: string; readonly desk: string }
  /** The period asked for could not be read. */
  readonly isWrong: boolean
  /** So many lines at most are printed, and there are more. */
  readonly isTooLong?: string | undefined
  /** The registers one may read. */
  readonly desks: readonly Option[]
  readonly deskCode: string
  readonly from: string
  readonly until: string
  readonly periods: readonly FilterLink[]
  /** The same days as they are printed. */
  readonly fromText: string
  readonly untilText: string
  readonly field?: string | undefined
  readonly fields: readonly Option[]
  readonly superior: string
  readonly desk: string
  readonly rows: readonly RegisterRowView[]
  readonly pages: PaginationView
  readonly pdfHref: string
  readonly csvHref: string
}

type Props = ViewProps<RegisterSheetView>

const columns = (t: Props['t']): readonly (readonly [keyof RegisterRowView, string])[] => [
  ['number', t.officer.registerNumber],
  ['code', t.officer.registerCode],
  ['procedureName', t.officer.registerProcedure],
  ['person', t.officer.registerPerson],
  ['address', t.officer.registerAddress],
  ['agency', t.officer.registerAgency],
  ['received', t.officer.registerReceived],
  ['due', t.officer.registerDue],
  ['returned', t.officer.registerReturned],
  ['way', t.officer.registerWay],
  ['signed', t.officer.registerSigned],
]

const Sheet = ({ t, view }: Props) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable with the keyboard
  <section class="register-sheet" tabIndex={0} aria-label={t.officer.registerTitle}>
    <div class="heads">
      <p>
        {view.superior}
        <br />
        <strong>{view.desk}</strong>
      </p>
      <p>
        <strong>{t.officer.motto}</strong>
        <br />
        <strong>{t.officer.motto2}</strong>
      </p>
    </div>
    <h1>{t.officer.registerTitle}</h1>
    <p class="centred">{t.officer.registerFor(view.fromText, view.untilText)}</p>
    <table class="table register">
      <thead>
        <tr>
          {columns(t).map(([key, head]) => (
            <th key={key} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {view.rows.map((row) => (
          <tr key={row.code}>
            {columns(t).map(([key]) => (
              <td key={key}>{row[key]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

/** The legal register of a desk, to be read and printed on A4 lying. */
export const RegisterPage = ({ t, view }: Props) => (
  <div class="stack">
    {view.isWrong && (
      <Notice kind="attention" title={t.transparency.periodWrong} text={t.transparency.periodWrongText} live />
    )}
    {view.isTooLong !== undefined && <Notice kind="attention" text={t.officer.registerTooLong(view.isTooLong)} live />}
    <div class="card stack no-print">
      <form class="row period" action={view.action} method="get" aria-label={t.officer.registerPick}>
        {view.desks.length > 1 && (
          <Select name={view.names.desk} label={t.officer.registerDesk} options={view.desks} value={view.deskCode} />
        )}
        <Select
          name={view.names.field}
          label={t.officer.registerField}
          options={view.fields}
          value={view.field}
          emptyText={t.common.all}
        />
        <DateField name={view.names.from} label={t.transparency.from} value={view.from} />
        <DateField name={view.names.until} label={t.transparency.until} value={view.until} />
        <Button variant="secondary">{t.officer.registerShow}</Button>
      </form>
      <div class="row row-apart">
        <FilterBar label={t.transparency.period} filters={view.periods} />
        <span class="row">
          <PrintButton t={t} />
          <LinkButton href={view.pdfHref} variant="tertiary" icon="print">
            {t.officer.registerPdf}
          </LinkButton>
          <LinkButton href={view.csvHref} variant="tertiary" icon="download" download>
            {t.officer.registerCsv}
          </LinkButton>
        </span>
      </div>
    </div>
    {view.rows.length === 0 ? (
      <EmptyState title={t.officer.registerEmpty} text={t.officer.registerEmptyText} />
    ) : (
      <Sheet t={t} view={view} />
    )}
    <Pagination t={t} view={view.pages} />
  </div>
)
