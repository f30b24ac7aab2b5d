import { Button } from '../../form/button.tsx'
import { DateField } from '../../form/date-field.tsx'
import { ErrorSummary, type FieldErrorView } from '../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import { RadioGroup } from '../../form/radio-group.tsx'
import { type Option, Select } from '../../form/select.tsx'
import { TextInput } from '../../form/text-input.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Card } from '../../parts/card.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FilterBar, type FilterLink } from '../../parts/filter-bar.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Table } from '../../parts/table.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'

export type WorkingDayRowView = {
  readonly date: string
  readonly weekday: string
  readonly kind: string
  readonly isWorking: boolean
  readonly name: string
  readonly source: string
  readonly certainty: string
  /** Of a day still to come. */
  readonly remove?: FormTarget | undefined
}

type FieldView = { readonly name: string; readonly value: string }

export type WorkingDaysView = {
  readonly parts: readonly (LinkView & { readonly current?: boolean })[]
  readonly year: number
  readonly years: readonly FilterLink[]
  readonly days: readonly WorkingDayRowView[]
  /** What the last counting anew did; absent before the first. */
  readonly recomputed?: string | undefined
  readonly isRecomputing: boolean
  readonly form: {
    readonly target: FormTarget
    readonly errors: readonly FieldErrorView[]
    readonly date: FieldView & { readonly min: string }
    readonly kind: FieldView & { readonly options: readonly Option[] }
    readonly title: FieldView
    readonly source: FieldView
    readonly certainty: FieldView & { readonly options: readonly Option[] }
  }
}

type Props = ViewProps<WorkingDaysView>

const AddDay = ({ t, view: { form } }: Props) => {
  const errorOf = (name: string) => form.errors.find((error) => error.name === name)?.text
  return (
    <Card title={t.admin.daysAdd} id="them-ngay">
      <ErrorSummary t={t} errors={form.errors} />
      <Form target={form.target} class="stack">
        <DateField {...form.date} label={t.admin.daysDate} error={errorOf(form.date.name)} required />
        <RadioGroup {...form.kind} label={t.admin.daysKind} error={errorOf(form.kind.name)} required />
        <TextInput
          {...form.title}
          label={t.admin.daysName}
          hint={t.admin.daysNameHint}
          error={errorOf(form.title.name)}
          maxLength={200}
          required
        />
        <TextInput
          {...form.source}
          label={t.admin.settingsSource}
          hint={t.admin.settingsSourceHint}
          error={errorOf(form.source.name)}
          maxLength={300}
          required
        />
        <Select {...form.certainty} label={t.admin.settingsCertainty} />
        <Button icon="plus">{t.admin.daysAdd}</Button>
      </Form>
    </Card>
  )
}

const Recomputation = ({ t, view }: Props) => (
  <Card title={t.admin.daysRecomputed} tone="tint">
    {view.isRecomputing && <Notice text={t.admin.daysRecomputing} />}
    <p>{view.recomputed ?? t.admin.daysNeverRecomputed}</p>
  </Card>
)

const Remove = ({ t, day }: { readonly t: Props['t']; readonly day: WorkingDayRowView }) =>
  day.remove === undefined ? null : (
    <Confirm text={t.admin.daysRemove} group="bo">
      <Form target={day.remove} class="stack">
        <p>{t.admin.daysRemoveAsk(day.date)}</p>
        <Button variant="secondary" icon="trash">
          {t.admin.daysRemoveOf(day.date)}
        </Button>
      </Form>
    </Confirm>
  )

const Days = ({ t, view }: Props) =>
  view.days.length === 0 ? (
    <EmptyState icon="calendar" title={t.admin.daysNone(view.year)} text={t.admin.daysNoneText} />
  ) : (
    <div class="card">
      <Table
        caption={t.admin.daysTitle}
        captionHidden
        cards
        rows={view.days}
        rowKey={(day) => day.date}
        columns={[
          {
            key: 'date',
            head: t.admin.daysDate,
            isHeader: true,
            cell: (day) => (
              <div>
                <strong class="number">{day.date}</strong>
                <span class="sub">{day.weekday}</span>
              </div>
            ),
          },
          {
            key: 'kind',
            head: t.admin.daysKind,
            cell: (day) => (
              <div>
                {day.name}
                <span class="sub">
                  <Badge tone={day.isWorking ? 'gold' : undefined}>{day.kind}</Badge>
                </span>
              </div>
            ),
          },
          {
            key: 'source',
            head: t.admin.daysSource,
            cell: (day) => (
              <div>
                {day.source}
                <span class="sub">{day.certainty}</span>
              </div>
            ),
          },
          {
            key: 'actions',
            head: t.admin.daysActions,
            align: 'end',
            headHidden: true,
            cell: (day) => <Remove t={t} day={day} />,
          },
        ]}
      />
    </div>
  )

export const WorkingDaysPage = ({ t, view }: Props) => (
  <>
    <PageHead t={t} title={t.admin.daysTitle} lead={t.admin.daysLead} />
    <Tabs label={t.admin.settingsTitle} tabs={view.parts} />
    <div class="beside" data-wide="start">
      <div class="stack">
        <FilterBar label={t.admin.daysYear} filters={view.years} />
        <a class="ds-button jump-to-form" data-variant="secondary" href="#them-ngay">
          {t.admin.daysAdd}
        </a>
        <Days t={t} view={view} />
      </div>
      <div class="stack">
        <AddDay t={t} view={view} />
        <Recomputation t={t} view={view} />
      </div>
    </div>
  </>
)
